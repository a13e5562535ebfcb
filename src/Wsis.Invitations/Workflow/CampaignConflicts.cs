using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>The result if two people change a campaign at the same time.</summary>
internal static class CampaignConflicts
{
    /// <summary>The result of an action that came second. An actor who named a version learns that it is
    /// stale.</summary>
    public static ActionResult<T> Refuse<T>(Actor actor) =>
        actor.ExpectedVersion is null ? new ActionResult<T>.Conflict(new Reason.Stale()) : new ActionResult<T>.Stale();
}
