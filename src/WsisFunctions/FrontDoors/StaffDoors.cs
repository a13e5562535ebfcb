using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WsisFunctions.FrontDoors;

/// <summary>What staff and their programs use. The host asks for a function key; <see cref="PrincipalAccess"/> for a person too, where that is set.</summary>
public sealed class StaffDoors(Doors doors)
{
    [Function(nameof(PutCampaign))]
    public Task<IResult> PutCampaign([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/campaigns/{id}")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(ShowCampaign))]
    public Task<IResult> ShowCampaign([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/campaigns/{id}")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(LaunchCampaign))]
    public Task<IResult> LaunchCampaign(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/campaigns/{id}/launch")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);

    [Function(nameof(CampaignStatus))]
    public Task<IResult> CampaignStatus([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/campaigns/{id}/status")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(RepairCampaign))]
    public Task<IResult> RepairCampaign(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/campaigns/{id}/repair")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);

    [Function(nameof(ListAnnouncements))]
    public Task<IResult> ListAnnouncements([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/campaigns/{id}/announcements")] HttpRequest request) =>
        doors.Open(request);
}
