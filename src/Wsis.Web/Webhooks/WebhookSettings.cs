namespace Wsis.Web.Webhooks;

/// <summary>The settings of webhooks.</summary>
/// <param name="Confirmations">The secrets that verify the confirmations that the organisation's website posts.</param>
/// <param name="Deliveries">The secrets that sign deliveries to the webhooks of campaigns.</param>
/// <param name="AllowPrivateAddresses">Whether a webhook of a campaign may be on this machine or in a private network,
/// for trials and tests.</param>
public sealed record WebhookSettings(
    WebhookSecrets Confirmations,
    WebhookSecrets Deliveries,
    bool AllowPrivateAddresses = false
)
{
    /// <summary>No secrets: every confirmation is refused, and nothing is delivered.</summary>
    public static readonly WebhookSettings None = new(WebhookSecrets.None, WebhookSecrets.None);
}
