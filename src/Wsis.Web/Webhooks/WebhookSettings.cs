namespace Wsis.Web.Webhooks;

/// <summary>What a deployment settles for webhooks.</summary>
/// <param name="Confirmations">Verify what the organisation's website posts.</param>
/// <param name="Announcements">Sign what campaigns' webhooks are told.</param>
/// <param name="ReachPrivateAddresses">Whether a campaign's webhook may be on this machine or in a private network: for
/// trials and tests.</param>
public sealed record WebhookSettings(
    WebhookSecrets Confirmations,
    WebhookSecrets Announcements,
    bool ReachPrivateAddresses = false
)
{
    /// <summary>Without secrets: nothing that is posted is believed, and nothing is told.</summary>
    public static readonly WebhookSettings None = new(WebhookSecrets.None, WebhookSecrets.None);
}
