using Wsis.Invitations.Storage;

namespace Wsis.Architecture.Tests;

/// <summary>What is still to be renamed or reworded, as of 2026-11-29. The lists only become shorter.</summary>
internal static class Allowance
{
    public static readonly string[] Names =
    [
        "Announce",
        "Announcement",
        "Announcements",
        "AnyAccess",
        "AtOnce",
        "Call",
        "CampaignDoors",
        "Doors",
        "Drawer",
        "Entrance",
        "Forget",
        "Hand",
        "InvitationDoors",
        "InviteeDoors",
        "Most",
        "Move",
        "OperatorDoors",
        "OwnWork",
        "PrincipalAccess",
        "ProviderDoors",
        "Recall",
        "Refusal",
        "Remember",
        "ReportDoors",
        "SetAside",
        "Settlement",
        "StaffGate",
        "StaffPageDoors",
        "Standing",
        "Stored",
        "TakeUp",
        "Tell",
        "Temper",
        "Trouble",
        "TurnAway",
        "Upon",
        "Wake",
        "WebsiteDoors",
        "WrongDoor",
        "WrongDoorEndpoint",
        "WrongDoors",
    ];

    /// <summary>Files by the beginning of their path.</summary>
    public static readonly string[] Files = [];

    /// <summary>Files whose comments still use the former words.</summary>
    public static readonly string[] Words =
    [
        "src/Wsis.Invitations/Correspondence/CorrespondenceService.cs",
        "src/Wsis.Invitations/Letters/CalendarEntry.cs",
        "src/Wsis.Invitations/Reports/CampaignReports.cs",
        "src/Wsis.Invitations/Telemetry/Instruments.cs",
        "src/Wsis.Invitations/Workflow/CampaignActions.cs",
        "src/Wsis.Invitations/Workflow/Dispatch.cs",
        "src/Wsis.Invitations/Workflow/InFlightLetters.cs",
        "src/Wsis.Invitations/Workflow/Invitation.cs",
        "src/Wsis.Invitations/Workflow/InvitationDecider.cs",
        "src/Wsis.Invitations/Workflow/InvitationService.cs",
        "src/Wsis.Invitations/Workflow/LoadedCampaign.cs",
        "src/Wsis.Invitations/Workflow/PendingLetters.cs",
        "src/Wsis.Invitations/Workflow/Plan.cs",
        "src/Wsis.TableStorage/Commits/Committer.cs",
        "src/Wsis.TableStorage/TableClients.cs",
    ];

    /// <summary>Folders whose pages are being changed to other parameters.</summary>
    public static readonly string[] Pages = [];

    public static readonly string[] LongLines =
    [
        "src/Wsis.Functions/Wsis.Functions.csproj",
        "src/Wsis.Invitations/Campaigns/AttachmentFolder.cs",
        "src/Wsis.Invitations/Campaigns/CampaignFolder.cs",
        "src/Wsis.Invitations/Campaigns/CampaignReader.cs",
        "src/Wsis.Invitations/Correspondence/CorrespondenceId.cs",
        "src/Wsis.Invitations/Correspondence/CorrespondenceService.cs",
        "src/Wsis.Invitations/Invitees/EmailAddress.cs",
        "src/Wsis.Invitations/Invitees/InviteeId.cs",
        "src/Wsis.Invitations/Invitees/InviteeList.cs",
        "src/Wsis.Invitations/Invitees/StateCodes.cs",
        "src/Wsis.Invitations/Letters/CalendarEntry.cs",
        "src/Wsis.Invitations/Letters/CalendarText.cs",
        "src/Wsis.Invitations/Letters/LetterHtml.cs",
        "src/Wsis.Invitations/Letters/LetterTemplate.cs",
        "src/Wsis.Invitations/Reports/CampaignSummary.cs",
        "src/Wsis.Invitations/Telemetry/Instruments.cs",
        "src/Wsis.Invitations/Workflow/CampaignActions.cs",
        "src/Wsis.Invitations/Workflow/CampaignErasure.cs",
        "src/Wsis.Invitations/Workflow/InvitationDecider.cs",
        "src/Wsis.Invitations/Workflow/InviteeAdditions.cs",
        "src/Wsis.TableStorage/AttachmentTable.cs",
        "src/Wsis.TableStorage/Commits/CommitDraft.cs",
        "src/Wsis.TableStorage/InvitationTable.cs",
        "src/Wsis.TableStorage/Rows/RowKeys.cs",
        "src/Wsis.TableStorage/WebhookDeliveryTable.cs",
    ];
}
