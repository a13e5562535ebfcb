using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>What a launch does, to be read before it is confirmed.</summary>
/// <param name="Approvals">The approvals of the content as it is, one for each person.</param>
/// <param name="Invitees">Those whose invitations it sends. None after the deadline.</param>
/// <param name="First">When the first invitation is due; one that is overdue goes out at once. Null if none
/// does.</param>
/// <param name="Warnings">What a launch asks about.</param>
public sealed record LaunchSummary(
    IReadOnlyList<ProofApproval> Approvals,
    IReadOnlyList<Invitee> Invitees,
    Instant? First,
    IReadOnlyList<Problem> Warnings
)
{
    /// <summary>Sums up the launch of a campaign from its draft.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="folder">Its draft, checked.</param>
    /// <param name="now">The time.</param>
    /// <param name="canPrint">Whether letters can be printed as PDF.</param>
    public static LaunchSummary Create(LoadedCampaign campaign, CampaignFolder folder, Instant now, bool canPrint)
    {
        IReadOnlyList<Invitee> invited = campaign.Planner.Schedule.IsPastDeadline(now) ? [] : folder.Invitees;
        return new(
            [.. campaign.Entry.Approvals.Where(a => a.Hash == campaign.ContentHash).DistinctBy(a => a.By)],
            invited,
            invited.DistinctBy(i => (i.Zone, i.Weekend)).Select(i => FindFirst(campaign, i)).Min(),
            [.. LaunchWarnings.Find(folder, now, canPrint)]
        );
    }

    /// <summary>When the invitation of an invitee is due. Null if the plan has none.</summary>
    public static Instant? FindFirst(LoadedCampaign campaign, Invitee invitee) =>
        campaign
            .Planner.For(invitee)
            .Steps.Where(s => s.Kind == LetterKind.Invitation)
            .Select(s => (Instant?)s.Due)
            .Min();
}
