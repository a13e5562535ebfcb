using System.Globalization;
using System.Net;

namespace Wsis.SendGrid.Sending;

/// <summary>What SendGrid has said about its rate limit, for all senders of the process: told to one, it holds for
/// each.</summary>
internal sealed class RateLimit(TimeProvider clock)
{
    /// <summary>How long to hold back where SendGrid says that there is a limit and not when it ends.</summary>
    private static readonly TimeSpan Unstated = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private DateTimeOffset opensAt;

    /// <summary>How long it is until requests are taken again; zero while they are.</summary>
    public TimeSpan OpensIn
    {
        get
        {
            lock (gate)
                return clock.GetUtcNow() is var now && opensAt > now ? opensAt - now : TimeSpan.Zero;
        }
    }

    /// <summary>Learns from an answer's <c>Retry-After</c> (RFC 9110 section 10.2.3) or <c>X-RateLimit-Remaining</c>
    /// and <c>X-RateLimit-Reset</c> (seconds since 1970; SendGrid's v3 API reference, "Rate limits").</summary>
    public void Learn(HttpResponseMessage answer)
    {
        var until = answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => RetryAfter(answer) ?? Reset(answer) ?? clock.GetUtcNow() + Unstated,
            HttpStatusCode.ServiceUnavailable => RetryAfter(answer),
            _ => Number(answer, "X-RateLimit-Remaining") == 0 ? Reset(answer) : null,
        };
        if (until is not { } time)
            return;
        lock (gate)
            opensAt = time > opensAt ? time : opensAt;
    }

    private DateTimeOffset? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => clock.GetUtcNow() + delta,
            { Date: { } date } => date,
            _ => null,
        };

    private static DateTimeOffset? Reset(HttpResponseMessage answer) =>
        Number(answer, "X-RateLimit-Reset") is > 0 and < 100_000_000_000 and var seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
