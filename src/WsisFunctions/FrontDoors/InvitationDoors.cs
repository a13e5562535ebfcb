using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WsisFunctions.FrontDoors;

/// <summary>Invitations, for staff and their programs. The host asks for a function key; <see cref="PrincipalAccess"/> for a person too, where that is set.</summary>
public sealed class InvitationDoors(Doors doors)
{
    [Function(nameof(ListInvitations))]
    public Task<IResult> ListInvitations([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/campaigns/{id}/invitations")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(ShowInvitation))]
    public Task<IResult> ShowInvitation(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/campaigns/{id}/invitations/{invitee}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);
}
