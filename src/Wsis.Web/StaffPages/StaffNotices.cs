using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>The staff pages that say why there is nothing else to see.</summary>
internal static class StaffNotices
{
    public static IResult NotAllowed(HttpContext http, StaffRight needed) =>
        Page(
            http,
            StatusCodes.Status403Forbidden,
            t => t.NotAllowed,
            t => string.Format(null, t.NotAllowedHelp, $"Campaign.{needed}")
        );

    public static IResult NoEntrance(HttpContext http) =>
        Page(http, StatusCodes.Status401Unauthorized, t => t.NoEntrance, t => t.NoEntranceHelp);

    public static IResult FormTooOld(HttpContext http) =>
        Page(http, StatusCodes.Status403Forbidden, t => t.FormTooOld, t => t.FormTooOldHelp);

    public static IResult FormTooLarge(HttpContext http) =>
        Page(http, StatusCodes.Status413PayloadTooLarge, t => t.FormTooLarge, t => t.NothingChanged);

    public static IResult NoSuchPage(HttpContext http) =>
        Page(http, StatusCodes.Status404NotFound, t => t.NotFound, t => t.NotFoundHelp);

    public static IResult Unavailable(HttpContext http) =>
        Page(http, StatusCodes.Status503ServiceUnavailable, t => t.Unavailable, t => t.UnavailableHelp);

    public static IResult Unreadable(HttpContext http, int status) =>
        Page(http, status, t => t.Unreadable, t => t.NothingChanged);

    public static IResult Unexpected(HttpContext http) =>
        Page(http, StatusCodes.Status500InternalServerError, t => t.Unexpected, t => t.UnexpectedHelp);

    /// <summary>The move that was asked for is not possible as things stand; <paramref name="why"/> is a
    /// sentence.</summary>
    public static IResult NotNow(HttpContext http, string why, int status = StatusCodes.Status409Conflict) =>
        Page(http, status, t => t.NotNow, _ => why);

    private static RazorComponentResult<StaffNoticePage> Page(
        HttpContext http,
        int status,
        Func<StaffTexts, string> title,
        Func<StaffTexts, string> text
    )
    {
        PageHeaders.SetForStaff(http.Response);
        var desk = StaffPageContext.Read(http);
        return new RazorComponentResult<StaffNoticePage>(
            new
            {
                Desk = desk,
                Title = title(desk.Texts),
                Text = text(desk.Texts),
            }
        )
        {
            StatusCode = status,
        };
    }
}
