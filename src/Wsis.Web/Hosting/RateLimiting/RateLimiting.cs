using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Errors;

namespace Wsis.Web.Hosting.RateLimiting;

/// <summary>The rate limits of the endpoints that anybody may call, and of test letters. Each process counts for
/// itself.</summary>
internal static class RateLimiting
{
    /// <summary>Reply links: by link, and by address over all links.</summary>
    public const string ReplyLinks = "reply-links";

    /// <summary>Webhooks: by address.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Test letters: by member of staff.</summary>
    public const string TestLetters = "test-letters";

    /// <summary>A longer wait than this is not announced.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.TryAddSingleton(RateLimits.Default);
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<RateLimits>(
                (options, limits) =>
                {
                    options.AddPolicy(ReplyLinks, http => CreatePartition(limits.PerToken, ReadLink(http)));
                    options.AddPolicy(
                        TestLetters,
                        http => CreatePartition(limits.PerTester, http.User.FindStaffMember()?.Name)
                    );
                    options.AddPolicy(Webhooks, http => CreatePartition(limits.PerWebhook, ReadAddress(http, limits)));
                    options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                        CreatePartition(IsReplyLink(http) ? limits.PerAddress : null, ReadAddress(http, limits))
                    );
                    options.OnRejected = (rejected, _) => new ValueTask(Reject(rejected));
                }
            );
        return services;
    }

    /// <summary>A link is its token. The printed address counts by invitee, whatever code was typed, so that nobody
    /// tries many.</summary>
    private static string? ReadLink(HttpContext http) =>
        http.GetRouteValue("token") as string
        ?? $"{http.GetRouteValue("campaign")}/{http.GetRouteValue("invitee")}".ToUpperInvariant();

    private static bool IsReplyLink(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == ReplyLinks;

    private static string? ReadAddress(HttpContext http, RateLimits limits) =>
        ClientAddress.Read(http, limits.AddressHeader);

    /// <summary>Counts by a key. A request without a key is not counted.</summary>
    private static RateLimitPartition<string> CreatePartition(Allowance? allowance, string? key) =>
        allowance is null || key is null
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(
                key,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = allowance.Burst,
                    TokensPerPeriod = allowance.More,
                    ReplenishmentPeriod = allowance.Every,
                    QueueLimit = 0,
                }
            );

    private static Task Reject(OnRejectedContext rejected)
    {
        var wait =
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after < MaxWait ? after : MaxWait;
        return ErrorResponses.WriteTooMany(rejected.HttpContext, wait);
    }
}
