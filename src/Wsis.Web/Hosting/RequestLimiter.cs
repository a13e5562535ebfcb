using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Turns requests away where one sender has sent more than a person, an office or a provider ever does. Each
/// process counts for itself.</summary>
public sealed class RequestLimiter : IDisposable
{
    private const string Everybody = "";

    /// <summary>A longer wait than this is not worth telling.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly RateLimits limits;
    private readonly PartitionedRateLimiter<HttpContext> pages;
    private readonly PartitionedRateLimiter<HttpContext> webhooks;

    public RequestLimiter(RateLimits limits)
    {
        this.limits = limits;
        pages = PartitionedRateLimiter.CreateChained(
            By(limits.PerAddress, Address),
            By(limits.PerToken, http => http.GetRouteValue("token") as string)
        );
        webhooks = By(limits.PerWebhook, Address);
    }

    /// <summary>The answer to a request that is one too many, with <c>Retry-After</c>; null where it may
    /// pass.</summary>
    internal IResult? Refusal(Route route, HttpContext http)
    {
        var isPage = route.Pattern.StartsWith("/r/", StringComparison.Ordinal);
        var limiter =
            isPage ? pages
            : route.Pattern.StartsWith("/webhooks/", StringComparison.Ordinal) ? webhooks
            : null;
        using var lease = limiter?.AttemptAcquire(http);
        if (lease is null or { IsAcquired: true })
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after < MaxWait ? after : MaxWait;
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        if (!isPage)
            return Problems.TooMany();
        PageHeaders.Set(http.Response);
        return Notices.TooMany();
    }

    public void Dispose()
    {
        pages.Dispose();
        webhooks.Dispose();
    }

    private string? Address(HttpContext http) => ClientAddress.Read(http, limits.AddressHeader);

    /// <summary>Counts by a key; what has none is not counted.</summary>
    private static PartitionedRateLimiter<HttpContext> By(Allowance? allowance, Func<HttpContext, string?> key) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            allowance is null || key(http) is not { } sender
                ? RateLimitPartition.GetNoLimiter(Everybody)
                : RateLimitPartition.GetTokenBucketLimiter(
                    sender,
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = allowance.AtOnce,
                        TokensPerPeriod = allowance.More,
                        ReplenishmentPeriod = allowance.Every,
                        QueueLimit = 0,
                    }
                )
        );
}
