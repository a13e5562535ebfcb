using System.ComponentModel.DataAnnotations;
using Wsis.Web.Webhooks;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Webhooks</c>: the secrets of webhooks (Standard Webhooks 1.0). Several are good side by
/// side while one takes the place of another.</summary>
public sealed class WebhookSecretSettings : IValidatableObject
{
    public const string Section = "Wsis:Webhooks";

    /// <summary>Secrets of what the organisation's website posts, each <c>whsec_</c> and base64 of 24 to 64 bytes.
    /// Without one nothing is believed.</summary>
    public List<string> ConfirmationSecrets { get; } = [];

    /// <summary>Secrets that sign what campaigns' webhooks are told; all of them sign. Without one nothing is
    /// told.</summary>
    public List<string> AnnouncementSecrets { get; } = [];

    public WebhookSettings Webhooks() =>
        new(new WebhookSecrets(ConfirmationSecrets), new WebhookSecrets(AnnouncementSecrets));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Wrong(ConfirmationSecrets) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(ConfirmationSecrets)]);
        if (Wrong(AnnouncementSecrets) is { } other)
            yield return new ValidationResult(other, [nameof(AnnouncementSecrets)]);
    }

    private static string? Wrong(List<string> secrets)
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
