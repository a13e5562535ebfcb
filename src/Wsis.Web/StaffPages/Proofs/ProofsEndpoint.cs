using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Correspondence;
using Wsis.Web.StaffPages.Dashboard;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Proofs;

/// <summary>Every letter of a campaign as it would read, side by side in all its languages.</summary>
public sealed class ProofsEndpoint(CampaignCache campaigns, IInvitationStore store, TimeProvider clock)
{
    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>The page, with why the approval was not recorded where it was not.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error)
    {
        var letters = CampaignFolder.LettersOf(campaign.Campaign).ToList();
        var letter = letters.Find(l => l == http.Request.Query["letter"]) ?? letters[0];
        var proofs = new List<Letter>();
        foreach (var language in Language.All)
            if (await Sample(campaign, language, http.RequestAborted) is { } sample)
                proofs.Add(Proof.Render(campaign, sample.Invitee, letter, clock.GetCurrentInstant()));
        return new RazorComponentResult<ProofsPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                Letters = letters,
                Chosen = letter,
                Proofs = proofs,
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>One proof, to be shown in a frame.</summary>
    public Task<IResult> Letter(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            async campaign =>
                Language.TryParse(http.Request.RouteValues["language"] as string, out var language)
                && CampaignFolder
                    .LettersOf(campaign.Campaign)
                    .FirstOrDefault(l => l == (string?)http.Request.RouteValues["letter"])
                    is { } letter
                && await Sample(campaign, language, http.RequestAborted) is { } sample
                    ? LetterFrame.Show(http, Proof.Render(campaign, sample.Invitee, letter, clock.GetCurrentInstant()))
                    : StaffErrorPages.NoSuchPage(http)
        );

    /// <summary>Somebody who is written to in that language; null where nobody is.</summary>
    private async Task<Invitation?> Sample(
        LoadedCampaign campaign,
        Language language,
        CancellationToken cancellation
    ) =>
        (
            await store.List(
                campaign.Entry.Id,
                campaign.Entry.Buckets,
                new InvitationFilter(Language: language),
                1,
                null,
                cancellation
            )
        ).Items
            is [var first, ..]
            ? first.Invitation
            : null;
}
