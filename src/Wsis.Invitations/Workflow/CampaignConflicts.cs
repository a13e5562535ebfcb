using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>The result if two people change a campaign at the same time.</summary>
internal static class CampaignConflicts
{
    /// <summary>The result of an action that came second. An actor who named a version learns that it is
    /// stale.</summary>
    public static ActionResult<CampaignEntry> Refuse(Actor actor) =>
        actor.ExpectedVersion is null
            ? new ActionResult<CampaignEntry>.Conflict(new Reason.Stale())
            : new ActionResult<CampaignEntry>.Stale();
}
