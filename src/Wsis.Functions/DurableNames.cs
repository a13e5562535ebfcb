namespace Wsis.Functions;

/// <summary>The names of orchestrations and activities in the task hub. Histories hold them and instances in flight
/// replay them, so a name stays when its class is renamed.</summary>
public static class DurableNames
{
    public const string InvitationOrchestration = "InvitationOrchestration";
    public const string CampaignOrchestration = "CampaignOrchestration";
    public const string LaunchOrchestration = "LaunchOrchestration";
    public const string AdvanceInvitation = "AdvanceInvitation";
    public const string RefreshCampaignStatus = "SurveyCampaign";
    public const string LettersOrchestration = "LettersOrchestration";
    public const string SendLetters = "SendLetters";
    public const string EndInvitations = "EndInvitations";
    public const string LaunchPartition = "TakeUpPartition";
}
