using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WsisFunctions.FrontDoors;

/// <summary>What staff and their programs use. Every door is open as far as the host is concerned: the app itself asks who comes.</summary>
public sealed class StaffDoors(Doors doors)
{
    [Function(nameof(PutCampaign))]
    public Task<IResult> PutCampaign([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/campaigns/{id}")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(ShowCampaign))]
    public Task<IResult> ShowCampaign([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(LaunchCampaign))]
    public Task<IResult> LaunchCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/launch")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);

    [Function(nameof(CampaignStatus))]
    public Task<IResult> CampaignStatus([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/status")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(RepairCampaign))]
    public Task<IResult> RepairCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/repair")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        doors.Open(request, client);

    [Function(nameof(ListAnnouncements))]
    public Task<IResult> ListAnnouncements([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/announcements")] HttpRequest request) =>
        doors.Open(request);
}
