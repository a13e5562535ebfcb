using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Replies;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Public;

/// <summary>The endpoints behind the links in letters.</summary>
internal static class PublicEndpoints
{
    private const string Letter = "letter";
    private const string Pdf = "letter.pdf";
    private const string Event = "event.ics";
    private const string Statement = "statement.ics";

    public static IServiceCollection AddPublicPages(this IServiceCollection services) =>
        services.AddSingleton<ReplyLinkResolver>();

    public static void MapPublicPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints
            .MapGroup("/r/{token}")
            .WithMetadata(new PageMetadata(PageAudience.Public))
            .RequireRateLimiting(RateLimiting.ReplyLinks);
        pages.MapPost("", ReplyEndpoints.Record).WithName("RecordReply");
        var read = pages.MapGroup("").AcceptHead();
        read.MapGet("", ReplyEndpoints.Show).WithName("ReplyPage");
        read.MapGet($"/{Letter}", LetterEndpoint.Show).WithName("LetterOnTheWeb");
        read.MapGet($"/{Pdf}", LetterEndpoint.ShowPdf).WithName("LetterAsPdf");
        read.MapGet($"/{Event}", CalendarEndpoint.ShowEvent).WithName("CalendarEntry");
        read.MapGet($"/{Statement}", CalendarEndpoint.ShowStatement).WithName("StatementCalendarEntry");
        read.MapGet("/{*appended}", ShowWithAppended).WithName("LinkWithAppended");
        endpoints
            .MapGet("/p/{campaign}/{invitee}/{code}", OpenPrinted)
            .AcceptHead()
            .WithMetadata(new PageMetadata(PageAudience.Public))
            .RequireRateLimiting(RateLimiting.ReplyLinks)
            .WithName("PrintedAddress");
    }

    /// <summary>Leads to the reply page from the short address on paper.</summary>
    private static Task<IResult> OpenPrinted(
        HttpContext http,
        string campaign,
        string invitee,
        string code,
        ReplyLinkResolver resolver
    ) => resolver.OpenPrinted(http, campaign, invitee, code);

    /// <summary>Leads to the page or file whose address came with what a mail program added to its end.</summary>
    private static IResult ShowWithAppended(HttpContext http, string token, string? appended)
    {
        PageHeaders.Set(http.Response);
        var part = ReplyLinks.CutAppended(appended);
        if (part == appended || part is not ("" or Letter or Pdf or Event or Statement))
            return PublicErrorPages.InvalidLink();
        var page = string.Join('/', http.Request.PathBase.Value, "r", Uri.EscapeDataString(token));
        return TypedResults.Redirect(part == "" ? page : $"{page}/{part}");
    }
}
