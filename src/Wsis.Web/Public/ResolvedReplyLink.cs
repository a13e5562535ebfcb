using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
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

    /// <summary>Leads from the address that was typed from paper to the reply page. Any other address leads to the same
    /// page as a link that is not valid, whatever of it is right.</summary>
    public async Task<IResult> OpenPrinted(HttpContext http, string campaign, string invitee, string code)
    {
        PageHeaders.Set(http.Response);
        if (await FindTyped(campaign, invitee, http) is not { Invitation: var invitation } open)
            return PublicErrorPages.InvalidLink();
        if (links.FindGeneration(code, invitation.Key, invitation.LinkGeneration) is not { } generation)
            return PublicErrorPages.InvalidLink();
        http.Features.Set(open.Reader);
        return generation == invitation.LinkGeneration
            ? TypedResults.Redirect(
                $"{http.Request.PathBase}/r/{links.Token(new ReplyLink(invitation.Key, generation))}"
            )
            : PublicErrorPages.ReplacedLink(open.Reader);
    }

    /// <summary>Who types from paper does not mind capitals.</summary>
    private async Task<ResolvedReplyLink?> FindTyped(string campaign, string invitee, HttpContext http)
    {
        if (!CampaignId.TryParse(campaign.ToLowerInvariant(), out var id))
            return null;
        foreach (var text in new[] { invitee, invitee.ToUpperInvariant(), invitee.ToLowerInvariant() }.Distinct())
            if (InviteeId.TryParse(text, out var key) && await Find(new InvitationKey(id, key), http) is { } open)
                return open;
        return null;
    }

    private async Task<ResolvedReplyLink?> Find(InvitationKey key, HttpContext http) =>
        await campaigns.Find(key.Campaign, http.RequestAborted) is { } campaign
        && await store.Find(campaign.PartitionOf(key), key.Invitee, http.RequestAborted) is { } row
            ? new ResolvedReplyLink(campaign, row, Chosen(http.Request) ?? row.Value.Invitee.Language)
            : null;
}
