using System.Net;
using Microsoft.Extensions.Options;

namespace Wsis.SendGrid.Sending;

/// <summary>Holds every request back while SendGrid's rate limit lasts. If that is too long to wait for, answers 429 in
/// SendGrid's place: nothing was sent.</summary>
internal sealed class RateLimitHandler(RateLimit limit, IOptions<SendGridOptions> options, TimeProvider clock)
    : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var end = clock.GetUtcNow() + options.Value.MaxWait;
        // Others may learn of a longer limit while this request waits for the end of a shorter one.
        while (limit.OpensIn is var wait && wait > TimeSpan.Zero)
        {
            if (clock.GetUtcNow() + wait > end)
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests)
                {
                    RequestMessage = request,
                    ReasonPhrase = "Held back by an earlier rate limit",
                };
            await Task.Delay(wait, clock, cancellationToken);
        }
        var answer = await base.SendAsync(request, cancellationToken);
        limit.Learn(answer);
        return answer;
    }
}
