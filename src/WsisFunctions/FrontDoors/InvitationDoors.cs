using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WsisFunctions.FrontDoors;

/// <summary>Invitations, for staff and their programs. Every door is open as far as the host is concerned: the app itself asks who comes.</summary>
public sealed class InvitationDoors(Doors doors)
{
    [Function(nameof(ListInvitations))]
    public Task<IResult> ListInvitations([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/invitations")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(ShowInvitation))]
    public Task<IResult> ShowInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/invitations/{invitee}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);
}
