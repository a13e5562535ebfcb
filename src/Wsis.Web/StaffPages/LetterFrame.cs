using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages;

/// <summary>A letter as a page that a staff page may frame. Its links do not work, so that staff cannot answer a
/// letter by mistake.</summary>
internal static class LetterFrame
{
    /// <summary>Shows the letter, or a page with the reason why there is none.</summary>
    public static IResult Show(HttpContext http, LetterResult result) =>
        result.Letter is { } letter ? Show(http, letter) : StaffErrorPages.NoLetter(http, result.Fault!);

    public static IResult Show(HttpContext http, Letter letter)
    {
        PageHeaders.SetForStaff(http.Response);
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
            + "frame-ancestors 'self'; sandbox";
        return TypedResults.Content(letter.Page, "text/html; charset=utf-8");
    }
}
