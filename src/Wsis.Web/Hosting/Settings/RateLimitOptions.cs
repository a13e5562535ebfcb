using System.ComponentModel.DataAnnotations;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Section <c>Wsis:Limits</c>: the rate limits of the endpoints that anybody may call.</summary>
public sealed class RateLimitOptions : IValidatableObject
{
    public const string Section = "Wsis:Limits";

    private const string FromOne = "A limit must be a whole number from 1.";

    /// <summary>The header in which a proxy names its caller: <c>X-Forwarded-For</c> on App Service,
    /// <c>X-Azure-ClientIP</c> behind Front Door. Default: none; then the address of the
    /// connection counts, unless that is this machine.</summary>
    public string? AddressHeader { get; set; }

    /// <summary>How many requests one reply link accepts at once. Default: 120.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int LinkBurst { get; set; } = RateLimits.Default.PerToken!.Burst;

    /// <summary>How many further requests one reply link accepts a second. Default: 1.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int LinkRequestsPerSecond { get; set; } = RateLimits.Default.PerToken!.More;

    /// <summary>How many requests one address may send at once, over all reply links. Default: 3000.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int AddressBurst { get; set; } = RateLimits.Default.PerAddress!.Burst;

    /// <summary>How many further requests one address may send a second, over all reply links. Default: 30.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int AddressRequestsPerSecond { get; set; } = RateLimits.Default.PerAddress!.More;

    /// <summary>How many requests one address may send to a webhook at once. Default: 3000.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int WebhookBurst { get; set; } = RateLimits.Default.PerWebhook!.Burst;

    /// <summary>How many further requests one address may send to a webhook a second. Default: 100.</summary>
    [Range(1, int.MaxValue, ErrorMessage = FromOne)]
    public int WebhookRequestsPerSecond { get; set; } = RateLimits.Default.PerWebhook!.More;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            AddressHeader is { Length: > 0 } header
            && !header.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        )
            yield return new ValidationResult(
                $"'{header}' is not the name of a header, such as X-Forwarded-For.",
                [nameof(AddressHeader)]
            );
    }

    public RateLimits ToLimits() =>
        new(
            new Allowance(LinkBurst, LinkRequestsPerSecond),
            new Allowance(AddressBurst, AddressRequestsPerSecond),
            new Allowance(WebhookBurst, WebhookRequestsPerSecond),
            string.IsNullOrEmpty(AddressHeader) ? null : AddressHeader,
            RateLimits.Default.PerTester
        );
}
