using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Acts;

namespace Wsis.Web.Staff.Pages.Proofs;

/// <summary>Every letter of a campaign as it would read, side by side in all its languages.</summary>
public sealed class ProofsEndpoint(CampaignCatalogue campaigns, IInvitationStore store, TimeProvider clock)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>The page, with why the approval was not recorded where it was not.</summary>
    internal async Task<IResult> Show(HttpContext http, CampaignAtWork campaign, Trouble? trouble)
    {
        var letters = CampaignFolder.LettersOf(campaign.Campaign).ToList();
        var letter = letters.Find(l => l == http.Request.Query["letter"]) ?? letters[0];
        var proofs = new List<Letter>();
        foreach (var language in Language.All)
            if (await Sample(campaign, language, http.RequestAborted) is { } sample)
                proofs.Add(Proof.Of(campaign, sample.Invitee, letter, clock.GetCurrentInstant()));
        return new RazorComponentResult<ProofsPage>(new { Desk = Desk.Of(http), Campaign = campaign, Letters = letters, Chosen = letter, Proofs = proofs, Trouble = trouble })
        {
            StatusCode = trouble?.Status ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>One proof, to be shown in a frame.</summary>
    public Task<IResult> Letter(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
        Language.TryParse(http.Request.RouteValues["language"] as string, out var language)
        && CampaignFolder.LettersOf(campaign.Campaign).FirstOrDefault(l => l == (string?)http.Request.RouteValues["letter"]) is { } letter
        && await Sample(campaign, language, http.RequestAborted) is { } sample
            ? LetterFrame.Of(http, Proof.Of(campaign, sample.Invitee, letter, clock.GetCurrentInstant()))
            : StaffNotices.NoSuchPage(http));

    /// <summary>Somebody who is written to in that language; null where nobody is.</summary>
    private async Task<Invitation?> Sample(CampaignAtWork campaign, Language language, CancellationToken cancellation) =>
        (await store.List(campaign.Entry.Id, campaign.Entry.Buckets, new InvitationFilter(Language: language), 1, null, cancellation)).Items is [var first, ..]
            ? first.Invitation
            : null;
}
