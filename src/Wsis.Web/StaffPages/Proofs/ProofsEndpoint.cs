using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Proofs;

/// <summary>The proofs: every letter of a campaign in all its languages.</summary>
public sealed class ProofsEndpoint(CampaignCache campaigns, IInvitationStore store, TimeProvider clock)
{
    public Task<IResult> Show(HttpContext http) => campaigns.ForCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>Shows the page, with the error of an approval that failed.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error)
    {
        var letters = CampaignFolder.LettersOf(campaign.Campaign).ToList();
        var letter = letters.Find(l => l == http.Request.Query["letter"]) ?? letters[0];
        var proofs = new List<(Language Language, LetterResult Result)>();
        foreach (var language in Language.All)
            if (await Sample(campaign, language, http.RequestAborted) is { } sample)
                proofs.Add((language, Render(campaign, sample, letter)));
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

    /// <summary>One proof as a page for a frame.</summary>
    public Task<IResult> Letter(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
                Language.TryParse(http.Request.RouteValues["language"] as string, out var language)
                && CampaignFolder
                    .LettersOf(campaign.Campaign)
                    .FirstOrDefault(l => l == (string?)http.Request.RouteValues["letter"])
                    is { } letter
                && await Sample(campaign, language, http.RequestAborted) is { } sample
                    ? LetterFrame.Show(http, Render(campaign, sample, letter))
                    : StaffErrorPages.NoSuchPage(http)
        );

    private LetterResult Render(LoadedCampaign campaign, Invitation sample, string letter) =>
        LetterResult.Compose(() => Proof.Render(campaign, sample.Invitee, letter, clock.GetCurrentInstant()));

    /// <summary>An invitee with that language; null where there is none.</summary>
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
            ? first.Value
            : null;
}
