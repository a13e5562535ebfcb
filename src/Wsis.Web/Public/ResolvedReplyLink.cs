using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.Public;

/// <summary>A reply link that was opened and is valid.</summary>
/// <param name="Campaign">The campaign it belongs to.</param>
/// <param name="Row">The invitation as it is now.</param>
/// <param name="Language">The language of the page: the chosen one, otherwise the language of the letter.</param>
public sealed record ResolvedReplyLink(LoadedCampaign Campaign, Versioned<Invitation> Row, Language Language)
{
    public Invitation Invitation => Row.Value;

    internal Reader Reader => new(Language, Campaign.Campaign.Contact);
}

/// <summary>Opens the links in letters. Finds the invitation, or answers with a page that gives the reason.</summary>
public sealed class ReplyLinkResolver(ReplyLinks links, CampaignCache campaigns, IInvitationStore store)
{
    /// <summary>The language that the reader chose on the page; null where none was chosen.</summary>
    public static Language? Chosen(HttpRequest request) =>
        Language.TryParse(request.Query["lang"], out var language) ? language : null;

    /// <summary>Answers a request that carries a link's token. Reading changes nothing.</summary>
    /// <param name="http">The request, with the token as route value.</param>
    /// <param name="answer">Answers if the link is valid.</param>
    public async Task<IResult> Open(HttpContext http, Func<ResolvedReplyLink, Task<IResult>> answer)
    {
        PageHeaders.Set(http.Response);
        if (Chosen(http.Request) is { } chosen)
            http.Features.Set(new Reader(chosen, null));
        if (
            !links.TryReadFromMail(http.GetRouteValue("token") as string, out var link)
            || await Find(link.Value.Key, http) is not { } open
        )
            return PublicErrorPages.InvalidLink();
        // Errors from here on are in the language of the reader.
        http.Features.Set(open.Reader);
        return open.Invitation.LinkGeneration == link.Value.Generation
            ? await answer(open)
            : PublicErrorPages.ReplacedLink(open.Reader);
    }

    private async Task<ResolvedReplyLink?> Find(InvitationKey key, HttpContext http) =>
        await campaigns.Find(key.Campaign, http.RequestAborted) is { } campaign
        && await store.Find(campaign.PartitionOf(key), key.Invitee, http.RequestAborted) is { } row
            ? new ResolvedReplyLink(campaign, row, Chosen(http.Request) ?? row.Value.Invitee.Language)
            : null;
}
