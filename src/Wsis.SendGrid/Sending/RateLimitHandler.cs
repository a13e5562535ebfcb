using System.Net;
using Microsoft.Extensions.Options;

namespace Wsis.SendGrid.Sending;

/// <summary>Delays requests while SendGrid's rate limit lasts. If the wait would be too long, the response is 429 and
/// nothing is sent.</summary>
internal sealed class RateLimitHandler(RateLimit limit, IOptions<SendGridOptions> options, TimeProvider clock)
    : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var end = clock.GetUtcNow() + options.Value.MaxWait;
        // Another request may report a longer limit meanwhile.
        while (limit.OpensIn is var wait && wait > TimeSpan.Zero)
        {
            if (clock.GetUtcNow() + wait > end)
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests)
                {
                    RequestMessage = request,
                    ReasonPhrase = "Delayed by an earlier rate limit",
                };
            await Task.Delay(wait, clock, cancellationToken);
        }
        var response = await base.SendAsync(request, cancellationToken);
        limit.Update(response);
        return response;
    }
}
