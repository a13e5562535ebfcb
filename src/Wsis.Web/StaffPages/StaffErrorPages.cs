using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Reasons;
using Wsis.Web.Hosting;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages;

/// <summary>The error pages of staff.</summary>
internal static class StaffErrorPages
{
    /// <param name="http">The request.</param>
    /// <param name="role">The role that is missing.</param>
    public static IResult NotAllowed(HttpContext http, string role) =>
        Page(http, StatusCodes.Status403Forbidden, t => t.NotAllowed, t => string.Format(null, t.NotAllowedHelp, role));

    public static IResult NoSignIn(HttpContext http) =>
        Page(http, StatusCodes.Status401Unauthorized, t => t.NoSignIn, t => t.NoSignInHelp);

    public static IResult FormTooOld(HttpContext http) =>
        Page(http, StatusCodes.Status403Forbidden, t => t.FormTooOld, t => t.FormTooOldHelp);

    public static IResult NoSuchPage(HttpContext http) =>
        Page(http, StatusCodes.Status404NotFound, t => t.NotFound, t => t.NotFoundHelp);

    /// <summary>A letter of the campaign cannot be composed, for example one that an earlier version stored.</summary>
    public static IResult NoLetter(HttpContext http, Reason fault) =>
        Page(http, StatusCodes.Status409Conflict, t => t.Letter, t => t.Display(fault));

    public static IResult Erased(HttpContext http) =>
        Page(http, StatusCodes.Status410Gone, t => t.DataErased, t => t.DataErasedHelp);

    public static IResult Unreadable(HttpContext http, int status = StatusCodes.Status400BadRequest) =>
        Page(http, status, t => t.Unreadable, t => t.NothingChanged);

    /// <summary>The page for an error that no endpoint has answered.</summary>
    public static IResult Create(HttpContext http, int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => NoSuchPage(http),
            StatusCodes.Status405MethodNotAllowed when HttpMethods.IsGet(http.Request.Method) => GoToPage(http),
            StatusCodes.Status413PayloadTooLarge => Page(http, status, t => t.FormTooLarge, t => t.NothingChanged),
            StatusCodes.Status503ServiceUnavailable => Page(http, status, t => t.Unavailable, t => t.UnavailableHelp),
            >= StatusCodes.Status500InternalServerError => Page(http, status, t => t.Unexpected, t => t.UnexpectedHelp),
            _ => Unreadable(http, status),
        };

    /// <summary>Leads from the address of a form to its page, as after a change of the language or of the address by
    /// hand.</summary>
    private static IResult GoToPage(HttpContext http)
    {
        const string actions = "/actions/";
        PageHeaders.SetForStaff(http.Response);
        var path = http.Request.Path.Value!;
        var end = path.Contains(actions, StringComparison.Ordinal)
            ? path.LastIndexOf(actions, StringComparison.Ordinal)
            : path.LastIndexOf('/');
        return SeeOther.To(http, $"{path[..end]}{http.Request.QueryString}");
    }

    private static RazorComponentResult<StaffErrorPage> Page(
        HttpContext http,
        int status,
        Func<StaffTexts, string> title,
        Func<StaffTexts, string> text
    )
    {
        PageHeaders.SetForStaff(http.Response);
        var context = StaffPageContext.Read(http);
        return new RazorComponentResult<StaffErrorPage>(
            new
            {
                PageContext = context,
                Title = title(context.Texts),
                Text = text(context.Texts),
            }
        )
        {
            StatusCode = status,
        };
    }
}
