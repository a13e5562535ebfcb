using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Replies;

/// <summary>The letter of invitation on the web, as it went out: for whoever cannot read it in the mail, and for the office's file.</summary>
public sealed class LetterEndpoint(LinkOpener links)
{
    public Task<IResult> Show(HttpContext http) => links.Open(http, link => Task.FromResult(Show(link)));

    private static IResult Show(OpenLink link) => link.Invitation.InvitationLetter is { } letter
        ? TypedResults.Content(link.Campaign.LetterAsSent(link.Invitation, letter).Html, "text/html; charset=utf-8")
        : Notices.NotYet(link.Reader);
}
