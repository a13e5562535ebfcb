using System.ComponentModel.DataAnnotations;
using Wsis.Web.Hosting;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Limits</c>: how many requests the open doors take from one sender. What is not set has its
/// default.</summary>
public sealed class LimitSettings : IValidatableObject
{
    public const string Section = "Wsis:Limits";

    /// <summary>The header in which the platform names the caller: <c>X-Forwarded-For</c> on App Service,
    /// <c>X-Azure-ClientIP</c> behind Front Door. Without it requests are limited by link only.</summary>
    public string? AddressHeader { get; set; }

    public int TokenAtOnce { get; set; } = RateLimits.Default.PerToken!.AtOnce;

    public int TokenASecond { get; set; } = RateLimits.Default.PerToken!.More;

    public int AddressAtOnce { get; set; } = RateLimits.Default.PerAddress!.AtOnce;

    public int AddressASecond { get; set; } = RateLimits.Default.PerAddress!.More;

    public int WebhookAtOnce { get; set; } = RateLimits.Default.PerWebhook!.AtOnce;

    public int WebhookASecond { get; set; } = RateLimits.Default.PerWebhook!.More;

    public RateLimits Limits() =>
        new(
            new Allowance(TokenAtOnce, TokenASecond),
            new Allowance(AddressAtOnce, AddressASecond),
            new Allowance(WebhookAtOnce, WebhookASecond),
            AddressHeader
        );

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from limit in new[]
        {
            (nameof(TokenAtOnce), TokenAtOnce),
            (nameof(TokenASecond), TokenASecond),
            (nameof(AddressAtOnce), AddressAtOnce),
            (nameof(AddressASecond), AddressASecond),
            (nameof(WebhookAtOnce), WebhookAtOnce),
            (nameof(WebhookASecond), WebhookASecond),
        }
        where limit.Item2 < 1
        select new ValidationResult("A limit is a whole number from 1.", [limit.Item1]);
}
