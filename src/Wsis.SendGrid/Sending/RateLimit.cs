using System.Globalization;
using System.Net;

namespace Wsis.SendGrid.Sending;

/// <summary>The rate limit that SendGrid has reported. It holds for the whole process.</summary>
internal sealed class RateLimit(TimeProvider clock)
{
    /// <summary>The wait if SendGrid reports a limit without its end.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private DateTimeOffset opensAt;

    /// <summary>The time until SendGrid accepts requests again; zero without a limit.</summary>
    public TimeSpan OpensIn
    {
        get
        {
            lock (gate)
                return clock.GetUtcNow() is var now && opensAt > now ? opensAt - now : TimeSpan.Zero;
        }
    }

    /// <summary>Reads the limit in a response: <c>Retry-After</c> (RFC 9110 section 10.2.3), or
    /// <c>X-RateLimit-Remaining</c> and <c>X-RateLimit-Reset</c> (seconds since 1970; SendGrid's v3 API reference,
    /// "Rate limits").</summary>
    public void Update(HttpResponseMessage response)
    {
        var until = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => RetryAfter(response)
                ?? Reset(response)
                ?? clock.GetUtcNow() + DefaultWait,
            HttpStatusCode.ServiceUnavailable => RetryAfter(response),
            _ => Number(response, "X-RateLimit-Remaining") == 0 ? Reset(response) : null,
        };
        if (until is not { } time)
            return;
        lock (gate)
            opensAt = time > opensAt ? time : opensAt;
    }

    private DateTimeOffset? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => clock.GetUtcNow() + delta,
            { Date: { } date } => date,
            _ => null,
        };

    private static DateTimeOffset? Reset(HttpResponseMessage response) =>
        Number(response, "X-RateLimit-Reset") is > 0 and < 100_000_000_000 and var seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
