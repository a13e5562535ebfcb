using Azure.Core;

namespace Wsis.TableStorage;

/// <summary>Sets timeouts short enough for a reply page. With two retries, a store that refuses connections fails in
/// less than a second.</summary>
internal static class ClientTimeouts
{
    /// <param name="options">The options of a client.</param>
    /// <param name="attempt">The timeout of one attempt.</param>
    public static TOptions WithTimeouts<TOptions>(this TOptions options, TimeSpan attempt)
        where TOptions : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = attempt;
        return options;
    }
}
