using System.ComponentModel.DataAnnotations;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Section <c>Wsis:Webhooks</c>: the secrets of webhooks (Standard Webhooks 1.0). Each secret is
/// <c>whsec_</c> and base64 of 24 to 64 bytes. Several secrets are valid at the same time, so that one can replace
/// another.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Wsis:Webhooks";

    /// <summary>Secrets that verify the confirmations that the organisation's website posts. Without a secret every
    /// confirmation is refused.</summary>
    public List<string> ConfirmationSecrets { get; } = [];

    /// <summary>Secrets that sign deliveries to the webhooks of campaigns; every secret signs. Without a secret nothing
    /// is delivered.</summary>
    public List<string> DeliverySecrets { get; } = [];

    /// <summary>Whether a webhook of a campaign may be on this machine or in a private network. For trials. Default:
    /// no.</summary>
    public bool AllowPrivateAddresses { get; set; }

    public WebhookSettings ToSettings() =>
        new(new WebhookSecrets(ConfirmationSecrets), new WebhookSecrets(DeliverySecrets), AllowPrivateAddresses);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FindError(ConfirmationSecrets) is { } error)
            yield return new ValidationResult(error, [nameof(ConfirmationSecrets)]);
        if (FindError(DeliverySecrets) is { } other)
            yield return new ValidationResult(other, [nameof(DeliverySecrets)]);
    }

    private static string? FindError(List<string> secrets)
    {
        try
        {
            _ = new WebhookSecrets(secrets);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
