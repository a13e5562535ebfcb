using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>Campaigns as a whole, for staff and their programs. Every door is open as far as the host is concerned: the
/// app itself asks who comes.</summary>
public sealed class CampaignDoors(Doors doors)
{
    [Function(nameof(ListCampaigns))]
    public Task<IResult> ListCampaigns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(PutCampaign))]
    public Task<IResult> PutCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/campaigns/{id}")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ShowCampaign))]
    public Task<IResult> ShowCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(EraseCampaign))]
    public Task<IResult> EraseCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/campaigns/{id}")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(CampaignStatus))]
    public Task<IResult> CampaignStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/status")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(CampaignJournal))]
    public Task<IResult> CampaignJournal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/journal")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ApproveProofs))]
    public Task<IResult> ApproveProofs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/proofs/approve")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(LaunchCampaign))]
    public Task<IResult> LaunchCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/launch")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(PauseCampaign))]
    public Task<IResult> PauseCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/pause")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(ResumeCampaign))]
    public Task<IResult> ResumeCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/resume")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(CancelCampaign))]
    public Task<IResult> CancelCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(CloseCampaign))]
    public Task<IResult> CloseCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/close")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(ExtendDeadline))]
    public Task<IResult> ExtendDeadline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/deadline")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(ListOrchestrations))]
    public Task<IResult> ListOrchestrations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/orchestrations")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RepairCampaign))]
    public Task<IResult> RepairCampaign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/repair")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(ListAnnouncements))]
    public Task<IResult> ListAnnouncements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/announcements")]
            HttpRequest request
    ) => doors.Open(request);
}
