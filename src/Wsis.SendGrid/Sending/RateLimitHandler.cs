using System.Net;
using Microsoft.Extensions.Options;

namespace Wsis.SendGrid.Sending;

/// <summary>Delays requests while SendGrid's rate limit lasts. If the wait would be too long, the response is 429 and
/// nothing is sent. Right before a request is sent, it asks whether the letter may still be begun.</summary>
internal sealed class RateLimitHandler(RateLimit limit, IOptions<SendGridOptions> options, TimeProvider clock)
    : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var permission = PermissionHandler.Find(request);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, permission.Recalled);
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
            await Wait(wait, waits.Token, cancellationToken);
        }
        if (!await permission.MayBegin())
            throw new LetterRecalledException();
        var response = await base.SendAsync(request, cancellationToken);
        limit.Update(response);
        return response;
    }

    private async Task Wait(TimeSpan time, CancellationToken either, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(time, clock, either);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LetterRecalledException();
        }
    }
}
