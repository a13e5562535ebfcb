using System.ComponentModel.DataAnnotations;

namespace WsisFunctions.Settings;

/// <summary>Section <c>Wsis:Mail</c>: who takes the letters.</summary>
public sealed class MailSettings : IValidatableObject
{
    public const string Pickup = "pickup";
    public const string SendGrid = "sendgrid";

    /// <summary>The provider: <c>sendgrid</c>, whose settings are in <c>Wsis:SendGrid</c>, or <c>pickup</c>, a folder, for local runs.</summary>
    [Required]
    [AllowedValues(Pickup, SendGrid, ErrorMessage = "The provider must be 'sendgrid' or 'pickup'.")]
    public string Provider { get; set; } = "";

    /// <summary>The folder, where the provider is <c>pickup</c>.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>The domain whose mail the provider posts to us, such as <c>replies.itu.example</c>: each letter asks for replies to an address of its own under it.
    /// Without it, replies go to the campaign's contact.</summary>
    public string? InboundDomain { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == Pickup && string.IsNullOrEmpty(PickupFolder))
            yield return new ValidationResult("The provider 'pickup' needs a folder.", [nameof(PickupFolder)]);
        if (!string.IsNullOrEmpty(InboundDomain) && Uri.CheckHostName(InboundDomain) != UriHostNameType.Dns)
            yield return new ValidationResult($"'{InboundDomain}' is not a domain.", [nameof(InboundDomain)]);
    }
}
