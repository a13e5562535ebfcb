using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Public;

/// <summary>The endpoints behind the links in letters.</summary>
internal static class PublicEndpoints
{
    public static IServiceCollection AddPublicPages(this IServiceCollection services) =>
        services.AddSingleton<ReplyLinkResolver>();

    public static void MapPublicPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints
            .MapGroup("/r/{token}")
            .WithMetadata(new PageMetadata(PageAudience.Public))
            .RequireRateLimiting(RateLimiting.ReplyLinks);
        pages.MapMethods("", ReadEndpoints.Methods, ReplyEndpoints.Show).WithName("ReplyPage");
        pages.MapPost("", ReplyEndpoints.Record).WithName("RecordReply");
        pages.MapMethods("/letter", ReadEndpoints.Methods, LetterEndpoint.Show).WithName("LetterOnTheWeb");
        pages.MapMethods("/event.ics", ReadEndpoints.Methods, CalendarEndpoint.Show).WithName("CalendarEntry");
    }
}
