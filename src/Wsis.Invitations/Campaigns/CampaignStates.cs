namespace Wsis.Invitations.Campaigns;

/// <summary>What the state of a campaign permits.</summary>
public static class CampaignStates
{
    /// <summary>Whether staff can still change the campaign.</summary>
    public static bool IsOpen(this CampaignState state) =>
        state is CampaignState.Draft or CampaignState.Running or CampaignState.Paused;

    /// <summary>Whether the personal data is erased or being erased.</summary>
    public static bool IsErased(this CampaignState state) => state is CampaignState.Erasing or CampaignState.Erased;
}
