using System.Text.Json;
using System.Text.Json.Serialization;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffApi;

/// <summary>The JSON of the staff API. Its readers and writers are made at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignListView))]
[JsonSerializable(typeof(CampaignStatusView))]
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(NewDraftRequest))]
[JsonSerializable(typeof(TestLetterBody))]
[JsonSerializable(typeof(LetterTextBody))]
[JsonSerializable(typeof(TestLetterView))]
[JsonSerializable(typeof(JournalView))]
[JsonSerializable(typeof(OrchestrationListView))]
[JsonSerializable(typeof(RepairReport))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(LetterPreviewView))]
[JsonSerializable(typeof(ApprovalChangesView))]
[JsonSerializable(typeof(RehearsalView))]
[JsonSerializable(typeof(LetterListView))]
[JsonSerializable(typeof(LetterTextView))]
[JsonSerializable(typeof(LetterTextRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(DeadlineRequest))]
[JsonSerializable(typeof(InvitationListView))]
[JsonSerializable(typeof(InvitationView))]
[JsonSerializable(typeof(RemindedView))]
[JsonSerializable(typeof(ReminderPreviewView))]
[JsonSerializable(typeof(AddedView))]
[JsonSerializable(typeof(ComparedAdditionsView))]
[JsonSerializable(typeof(LetterView))]
[JsonSerializable(typeof(LaunchView))]
[JsonSerializable(typeof(ResolutionRequest))]
[JsonSerializable(typeof(AdditionRequest))]
[JsonSerializable(typeof(ReplyRequest))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(InviteeRequest))]
[JsonSerializable(typeof(ReminderRequest))]
[JsonSerializable(typeof(SelectionRequest))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(WithdrawalRequest))]
[JsonSerializable(typeof(ComparedListView))]
[JsonSerializable(typeof(CorrectedListView))]
[JsonSerializable(typeof(PrintRunView))]
[JsonSerializable(typeof(PostingRequest))]
[JsonSerializable(typeof(PostedView))]
[JsonSerializable(typeof(CorrespondenceListView))]
[JsonSerializable(typeof(CorrespondenceDetailView))]
[JsonSerializable(typeof(ClassificationRequest))]
[JsonSerializable(typeof(AssignmentRequest))]
[JsonSerializable(typeof(RunningOrderView))]
[JsonSerializable(typeof(PlaceRequest))]
[JsonSerializable(typeof(WebhookDeliveryList))]
internal sealed partial class StaffApiJson : JsonSerializerContext
{
    /// <summary>Makes endpoints read and write as this context does: an absent value is left out, and a name that is
    /// not known is an error.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
