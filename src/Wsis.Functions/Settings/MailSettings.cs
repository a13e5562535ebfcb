using System.ComponentModel.DataAnnotations;
using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Mail</c>: who takes the letters.</summary>
public sealed class MailSettings : IValidatableObject
{
    public const string Section = "Wsis:Mail";

    public const string Pickup = "pickup";
    public const string SendGrid = "sendgrid";

    private static readonly TimeSpan LeastDoubt = TimeSpan.FromMinutes(5);

    /// <summary>The provider: <c>sendgrid</c>, whose settings are in <c>Wsis:SendGrid</c>, or <c>pickup</c>, a folder,
    /// for local runs.</summary>
    [Required]
    [AllowedValues(Pickup, SendGrid, ErrorMessage = "The provider must be 'sendgrid' or 'pickup'.")]
    public string Provider { get; set; } = "";

    /// <summary>The folder, where the provider is <c>pickup</c>.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>The domain whose mail the provider posts to us, such as <c>replies.itu.example</c>: each letter asks
    /// for replies to an address of its own under it. Without it, replies go to the campaign's contact.</summary>
    public string? InboundDomain { get; set; }

    /// <summary>How long a letter in doubt waits for the provider's word before it is sent again, with the same id: an
    /// hour if nothing else is said, and five minutes at least, for by then no request about it is under way any
    /// longer.</summary>
    public TimeSpan ResendAfter { get; set; } = SendingPolicy.Default.ResendAfter.ToTimeSpan();

    /// <summary>What of this holds for every campaign, on the site of this address.</summary>
    public CampaignSettings Campaigns(Uri site) =>
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
        if (ResendAfter < LeastDoubt)
            yield return new ValidationResult($"A letter in doubt waits {LeastDoubt} at least.", [nameof(ResendAfter)]);
    }
}
