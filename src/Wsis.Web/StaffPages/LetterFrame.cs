using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages;

/// <summary>A letter as a page that a staff page may frame. Its links do not work, so that staff cannot answer a
/// letter by mistake.</summary>
internal static class LetterFrame
{
    private const string Sandbox = "sandbox";

    private const string Empty = "<!DOCTYPE html><title>–</title>";

    /// <summary>Shows the letter, or a page with the reason why there is none.</summary>
    public static IResult Show(HttpContext http, LetterResult result) =>
        result.Letter is { } letter ? Show(http, letter) : StaffErrorPages.NoLetter(http, result.Fault!);

    public static IResult Show(HttpContext http, Letter letter) => Show(http, letter.Page, Sandbox);

    /// <summary>The field of a query that asks for the letter as it is printed.</summary>
    public const string SheetField = "sheet";

    /// <summary>Shows the letter, as a page or as it is printed, in a frame that the script of the editor changes. No
    /// script runs in the frame itself. Without a letter the frame is empty.</summary>
    public static IResult ShowInEditor(HttpContext http, Letter? letter) =>
        Show(
            http,
            http.Request.Query.ContainsKey(SheetField) ? letter?.Sheet ?? Letter.EmptySheet : letter?.Page ?? Empty,
            $"{Sandbox} allow-same-origin"
        );

    /// <summary>Lets the keyboard reach the letter, so that its reader can scroll it, and shows that it has the focus.
    /// A page cannot show it around a frame without a script.</summary>
    public static string MakeFocusable(string html) =>
        html.Replace("</head>", $"{FocusStyle}</head>", StringComparison.Ordinal)
            .Replace("<body", "<body tabindex=\"0\"", StringComparison.Ordinal);

    private const string FocusStyle =
        "<style>body:focus { outline: none }\n@media screen { body:focus-visible::after { content: ''; "
        + "position: fixed; inset: 0; outline: 3px solid #0b4f8a; outline-offset: -3px; "
        + "pointer-events: none } }</style>";

    private static ContentHttpResult Show(HttpContext http, string html, string sandbox)
    {
        PageHeaders.SetForStaff(http.Response);
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
            + $"frame-ancestors 'self'; {sandbox}";
        return TypedResults.Content(MakeFocusable(html), "text/html; charset=utf-8");
    }
}
