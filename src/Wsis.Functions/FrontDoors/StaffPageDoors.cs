using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>The pages of staff. Every door is open as far as the host is concerned: the app itself asks who
/// comes.</summary>
public sealed class StaffPageDoors(Doors doors)
{
    [Function(nameof(StaffStyle))]
    public Task<IResult> StaffStyle(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/style.css")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffScript))]
    public Task<IResult> StaffScript(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/script.js")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffCampaigns))]
    public Task<IResult> StaffCampaigns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffDashboard))]
    public Task<IResult> StaffDashboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffDashboardLive))]
    public Task<IResult> StaffDashboardLive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/live")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffCampaignAct))]
    public Task<IResult> StaffCampaignAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/campaigns/{id}/acts/{act}")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffInvitations))]
    public Task<IResult> StaffInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/invitations")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffRemindSelected))]
    public Task<IResult> StaffRemindSelected(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/campaigns/{id}/invitations")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffInvitation))]
    public Task<IResult> StaffInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/invitations/{invitee}")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffInvitationAct))]
    public Task<IResult> StaffInvitationAct(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "staff/campaigns/{id}/invitations/{invitee}/acts/{act}"
        )]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffLetter))]
    public Task<IResult> StaffLetter(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "staff/campaigns/{id}/invitations/{invitee}/letters/{letter}"
        )]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffCorrespondence))]
    public Task<IResult> StaffCorrespondence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/correspondence")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffPiece))]
    public Task<IResult> StaffPiece(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/correspondence/{n}")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffPieceAct))]
    public Task<IResult> StaffPieceAct(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "staff/campaigns/{id}/correspondence/{n}/acts/{act}"
        )]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffProofs))]
    public Task<IResult> StaffProofs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/proofs")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffProof))]
    public Task<IResult> StaffProof(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "staff/campaigns/{id}/proofs/{language}/{letter}"
        )]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffRunningOrder))]
    public Task<IResult> StaffRunningOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/statements")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffAnnouncements))]
    public Task<IResult> StaffAnnouncements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/announcements")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffPlaceAct))]
    public Task<IResult> StaffPlaceAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/campaigns/{id}/statements/acts/{act}")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffJournal))]
    public Task<IResult> StaffJournal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/journal")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(StaffExport))]
    public Task<IResult> StaffExport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/export.csv")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(StaffParticipants))]
    public Task<IResult> StaffParticipants(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/campaigns/{id}/participants.csv")]
            HttpRequest request
    ) => doors.Open(request);
}
