using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>Invitations, for staff and their programs. Every door is open as far as the host is concerned: the app
/// itself asks who comes.</summary>
public sealed class InvitationDoors(Doors doors)
{
    [Function(nameof(ListInvitations))]
    public Task<IResult> ListInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/invitations")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ShowInvitation))]
    public Task<IResult> ShowInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/invitations/{invitee}")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RemindInvitations))]
    public Task<IResult> RemindInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/remind")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RecordCorrespondedReply))]
    public Task<IResult> RecordCorrespondedReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/replies")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(CorrectAddress))]
    public Task<IResult> CorrectAddress(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/address")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RemindInvitation))]
    public Task<IResult> RemindInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/remind")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(ResendLetter))]
    public Task<IResult> ResendLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/resend")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(WithdrawInvitation))]
    public Task<IResult> WithdrawInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/withdraw")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RenewLink))]
    public Task<IResult> RenewLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitations/{invitee}/link")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(AddInvitees))]
    public Task<IResult> AddInvitees(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/invitees")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);
}
