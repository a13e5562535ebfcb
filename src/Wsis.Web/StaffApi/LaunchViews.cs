using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>What a launch does.</summary>
/// <param name="State">The state of the campaign. A launch needs Draft.</param>
/// <param name="Approvals">The approvals of the content as it is.</param>
/// <param name="MissingApproval">Whose approval is missing for a launch; left out where the approvals suffice, and
/// after the launch.</param>
/// <param name="Invitees">How many invitations go out. None after the deadline.</param>
/// <param name="Letters">The same by channel.</param>
/// <param name="First">When the first one is due. One that is overdue goes out at once. Left out where none goes
/// out.</param>
/// <param name="Warnings">What a launch asks about.</param>
public sealed record LaunchView(
    string State,
    IReadOnlyList<ApprovalView> Approvals,
    string? MissingApproval,
    int Invitees,
    IReadOnlyList<LaunchLettersView> Letters,
    string? First,
    IReadOnlyList<DraftProblemView> Warnings
)
{
    internal static LaunchView From(LaunchSummary summary, LoadedCampaign campaign) =>
        new(
            campaign.Entry.State.ToString(),
            [.. summary.Approvals.Select(a => new ApprovalView(a.By, Moments.FormatUtc(a.At), a.Hash, true))],
            campaign.Entry.State == CampaignState.Draft
                ? CampaignActions.FindMissingApproval(campaign)?.ToEnglish()
                : null,
            summary.Invitees.Count,
            LaunchLettersView.From(summary.Invitees),
            Moments.FormatUtc(summary.First),
            [.. summary.Warnings.Select(DraftProblemView.From)]
        );
}

/// <summary>The letters that go out by a channel.</summary>
/// <param name="LettersBy">Email or Paper.</param>
/// <param name="Invitees">How many invitees get them.</param>
/// <param name="Languages">How many in each language.</param>
public sealed record LaunchLettersView(string LettersBy, int Invitees, IReadOnlyDictionary<string, int> Languages)
{
    internal static IReadOnlyList<LaunchLettersView> From(IEnumerable<Invitee> invitees) =>
        [
            .. invitees
                .GroupBy(i => i.Channel)
                .OrderBy(g => g.Key)
                .Select(g => new LaunchLettersView(
                    g.Key.ToString(),
                    g.Count(),
                    g.CountBy(i => i.Language.Code).ToDictionary()
                )),
        ];
}
