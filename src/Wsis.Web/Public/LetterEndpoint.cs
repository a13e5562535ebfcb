using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;

namespace Wsis.Web.Public;

/// <summary>The letter of invitation as a page, as it was sent. It serves readers whose mail program does not show it,
/// and the files of the office.</summary>
internal static class LetterEndpoint
{
    public static Task<IResult> Show(HttpContext http, ReplyLinkResolver links) =>
        links.Open(http, link => Task.FromResult(Show(link)));

    /// <summary>The letter as PDF, where it went with one.</summary>
    public static Task<IResult> ShowPdf(HttpContext http, ReplyLinkResolver links, LetterPdfCache pdfs) =>
        links.Open(
            http,
            async link =>
                link.Invitation.InvitationLetter is { } dispatch
                && LetterResult.Compose(() => link.Campaign.LetterAsSent(link.Invitation, dispatch)).Letter
                    is { WithPdf: true } letter
                    ? await pdfs.Print(letter, http.RequestAborted) is PrintOutcome.Printed printed
                        ? TypedResults.File(printed.Pdf.ToArray(), LetterPdf.MediaType, LetterPdf.GetFileName(letter))
                        : PublicErrorPages.Create(http, StatusCodes.Status503ServiceUnavailable)
                    : PublicErrorPages.NotYet(link.Reader)
        );

    private static IResult Show(ResolvedReplyLink link)
    {
        if (link.Invitation.InvitationLetter is not { } dispatch)
            return PublicErrorPages.NotYet(link.Reader);
        var result = LetterResult.Compose(() => link.Campaign.LetterAsSent(link.Invitation, dispatch));
        return result.Letter is { } letter
            ? TypedResults.Content(letter.Page, "text/html; charset=utf-8")
            : PublicErrorPages.NoLetter(link.Reader);
    }
}
