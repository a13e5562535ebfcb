using System.ComponentModel.DataAnnotations;
using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Section <c>Wsis:Mail</c>: the mailer that sends the letters.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Wsis:Mail";
    public const string Pickup = "pickup";
    public const string SendGrid = "sendgrid";

    /// <summary>By then no request about a letter is in flight any more.</summary>
    private static readonly TimeSpan MinResendAfter = TimeSpan.FromMinutes(5);

    /// <summary>The mailer: <c>sendgrid</c>, whose settings are in <c>Wsis:SendGrid</c>, or <c>pickup</c>, a folder for
    /// trials.</summary>
    [Required]
    [AllowedValues(Pickup, SendGrid, ErrorMessage = "The provider must be 'sendgrid' or 'pickup'.")]
    public string Provider { get; set; } = "";

    /// <summary>The folder of the provider <c>pickup</c>.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>The domain whose mail the provider posts to the inbound webhook, such as <c>replies.itu.example</c>.
    /// Each letter asks for replies to its own address in this domain. Default: none; then replies go to the contact of
    /// the campaign.</summary>
    public string? InboundDomain { get; set; }

    /// <summary>How long a dispatch stays in doubt before its letter is sent again with the same id. Default: one hour.
    /// At least five minutes.</summary>
    public TimeSpan ResendAfter { get; set; } = SendingPolicy.Default.ResendAfter.ToTimeSpan();

    /// <summary>The settings that hold for every campaign on the site of this address.</summary>
    public CampaignSettings ToCampaignSettings(Uri site) =>
        new(site)
        {
            InboundDomain = string.IsNullOrEmpty(InboundDomain) ? null : InboundDomain,
            Sending = SendingPolicy.Default with { ResendAfter = Duration.FromTimeSpan(ResendAfter) },
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == Pickup && string.IsNullOrEmpty(PickupFolder))
            yield return new ValidationResult("The provider 'pickup' needs a folder.", [nameof(PickupFolder)]);
        if (!string.IsNullOrEmpty(InboundDomain) && Uri.CheckHostName(InboundDomain) != UriHostNameType.Dns)
            yield return new ValidationResult($"'{InboundDomain}' is not a domain.", [nameof(InboundDomain)]);
        if (ResendAfter < MinResendAfter)
            yield return new ValidationResult($"The least time is {MinResendAfter}.", [nameof(ResendAfter)]);
    }
}
