using System.Net;
using Polly;
using Polly.Retry;

namespace Wsis.SendGrid.Sending;

/// <summary>Retries only requests that SendGrid certainly did not accept. After a lost response a retry could send the
/// letter twice, so the workflow first waits for SendGrid's event.</summary>
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

    /// <summary>Whether the request failed before it was sent: by name resolution, connection, TLS or proxy.</summary>
    public static bool NothingWasSent(Exception failure) =>
        failure switch
        {
            HttpRequestException e => e.HttpRequestError
                is HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError,
            // This is the connect timeout of SocketsHttpHandler. No other timeout in this pipeline has this form.
            TaskCanceledException { InnerException: TimeoutException } => true,
            _ => false,
        };
}
