using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Workflow;

/// <summary>What is said where two change a campaign at the same moment.</summary>
internal static class CampaignConflicts
{
    public static string Describe(CampaignId campaign) =>
        $"The campaign '{campaign}' was changed by somebody else just now; look again.";

    /// <summary>The result of an action that came second. An actor who named a version learns that it is
    /// stale.</summary>
    public static ActionResult<CampaignEntry> Refuse(CampaignId campaign, Actor actor) =>
        actor.ExpectedVersion is null
            ? new ActionResult<CampaignEntry>.Conflict(Describe(campaign))
            : new ActionResult<CampaignEntry>.Stale();
}
