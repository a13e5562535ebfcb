using System.Net;
using Polly;
using Polly.Retry;

namespace Wsis.SendGrid.Sending;

/// <summary>What the HTTP pipeline may repeat on its own: only what SendGrid surely has not taken. After an answer was
/// lost, a repetition could be a second letter on a minister's desk; that is for the workflow to settle, which first
/// waits for SendGrid's word.</summary>
internal static class SendRetryPolicy
{
    public static RetryStrategyOptions<HttpResponseMessage> Create(SendGridOptions options, RateLimit limit) =>
        new()
        {
            MaxRetryAttempts = options.MaxRetryAttempts,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt =>
                ValueTask.FromResult(
                    attempt.Outcome switch
                    {
                        { Exception: { } e } => NothingWasSent(e),
                        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } =>
                            limit.OpensIn <= options.MaxWait,
                        _ => false,
                    }
                ),
        };

    /// <summary>Whether the request had not left when it failed: no name, no connection, no TLS, no way through the
    /// proxy.</summary>
    public static bool NothingWasSent(Exception failure) =>
        failure switch
        {
            HttpRequestException e => e.HttpRequestError
                is HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError,
            // SocketsHttpHandler reports that a connection took too long to open in this form; no other timeout of ours
            // looks so.
            TaskCanceledException { InnerException: TimeoutException } => true,
            _ => false,
        };
}
