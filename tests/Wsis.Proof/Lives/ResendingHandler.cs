using System.Net;
using System.Net.Sockets;

namespace Wsis.Proof.Lives;

/// <summary>A person at a browser: when the site does not answer, or answers that it cannot record just now, they send
/// the same form again, until it is taken.</summary>
internal sealed class ResendingHandler()
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 16 })
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private int repeated;

    /// <summary>The number of repeated requests.</summary>
    public int Repeated => repeated;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        for (
            var begun = TimeProvider.System.GetTimestamp();
            ;
            await Task.Delay(Pause, TimeProvider.System, cancellationToken)
        )
        {
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                if (
                    answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                    || TimeProvider.System.GetElapsedTime(begun) > Timeout
                )
                    return answer;
                answer.Dispose();
            }
            // A bare SocketException: the program died while the connection was being made.
            catch (Exception e)
                when (e is HttpRequestException or SocketException
                    && TimeProvider.System.GetElapsedTime(begun) < Timeout
                ) { }
            Interlocked.Increment(ref repeated);
        }
    }
}
