using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Proofs;

/// <summary>The proofs: every letter of a campaign in all its languages.</summary>
public sealed class ProofsEndpoint(
    CampaignCache campaigns,
    IInvitationStore store,
    CampaignCounts counts,
    TimeProvider clock
)
{
    public Task<IResult> Show(HttpContext http) => campaigns.ForCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>Shows the page, with the error of a form that failed.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error)
    {
        var letters = campaign.Composer.ListLetters().ToList();
        var letter = letters.Find(l => l == http.Request.Query["letter"]) ?? letters[0];
        var proofs = new List<(Language Language, Invitee Invitee, LetterResult Result)>();
        foreach (var language in Language.All)
            if (await Sample(campaign, language, letter, http.RequestAborted) is { } sample)
                proofs.Add((language, sample.Invitee, Render(campaign, sample, letter)));
        var tally = await counts.Load(campaign.Entry, http.RequestAborted);
        return new RazorComponentResult<ProofsPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                Letters = letters,
                Chosen = letter,
                Proofs = proofs,
                Groups = tally.ListValues("group").Order(StringComparer.CurrentCulture).ToList(),
                Group = http.Request.Query["group"].FirstOrDefault(),
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
                && campaign.Composer.ListLetters().FirstOrDefault(l => l == (string?)http.Request.RouteValues["letter"])
                    is { } letter
                && await Sample(campaign, language, letter, http.RequestAborted) is { } sample
                    ? LetterFrame.Show(http, Render(campaign, sample, letter))
                    : StaffErrorPages.NoSuchPage(http)
        );

    private LetterResult Render(LoadedCampaign campaign, Invitation sample, string letter) =>
        LetterResult.Compose(() => Proof.Render(campaign, sample.Invitee, letter, clock.GetCurrentInstant()));

    /// <summary>An invitee with that language, in the group of the letter if it is for one; null where there is
    /// none.</summary>
    private async Task<Invitation?> Sample(
        LoadedCampaign campaign,
        Language language,
        string letter,
        CancellationToken cancellation
    )
    {
        var filter = new InvitationFilter(
            Language: language,
            Group: LetterName.TryParse(letter, out var name) && name.Group.Length > 0 ? name.Group : null
        );
        var rows = store.ListAll(campaign.Entry.Id, campaign.Entry.Buckets, filter, cancellation);
        await foreach (var row in rows)
            return row.Value;
        return null;
    }
}
