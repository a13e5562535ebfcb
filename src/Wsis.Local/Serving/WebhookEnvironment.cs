using Wsis.Web.Webhooks;

namespace Wsis.Local.Serving;

/// <summary>The secrets of webhooks, from the environment: what stands on a command line can be read by everybody on
/// the machine.</summary>
internal static class WebhookEnvironment
{
    /// <summary>Secrets of what the website posts, separated by spaces.</summary>
    public const string Confirmations = "WSIS_CONFIRMATION_SECRETS";

    /// <summary>Secrets that sign what the campaign's webhooks are told, separated by spaces.</summary>
    public const string Announcements = "WSIS_ANNOUNCEMENT_SECRETS";

    /// <summary><c>true</c> where the campaign's webhooks may be on this machine or in a private network.</summary>
    public const string ReachPrivateAddresses = "WSIS_WEBHOOKS_REACH_PRIVATE_ADDRESSES";

    /// <exception cref="ArgumentException">A secret is not of the form that Standard Webhooks 1.0 asks for.</exception>
    public static WebhookSettings Read() =>
        new(
            Secrets(Confirmations),
            Secrets(Announcements),
            Environment.GetEnvironmentVariable(ReachPrivateAddresses) == "true"
        );

    private static WebhookSecrets Secrets(string variable) =>
        new((Environment.GetEnvironmentVariable(variable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
