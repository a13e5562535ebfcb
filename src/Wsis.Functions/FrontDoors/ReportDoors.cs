using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>Correspondence, running order, exports and the API's own description, for staff and their programs. Every
/// door is open as far as the host is concerned: the app itself asks who comes.</summary>
public sealed class ReportDoors(Doors doors)
{
    [Function(nameof(ListCorrespondence))]
    public Task<IResult> ListCorrespondence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/correspondence")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ClassifyCorrespondence))]
    public Task<IResult> ClassifyCorrespondence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/correspondence/{n}/classify")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(RunningOrder))]
    public Task<IResult> RunningOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/statements")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(FixPlace))]
    public Task<IResult> FixPlace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{id}/statements/{invitee}")]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(FreePlace))]
    public Task<IResult> FreePlace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/campaigns/{id}/statements/{invitee}")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ExportInvitations))]
    public Task<IResult> ExportInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/export.csv")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(ExportParticipants))]
    public Task<IResult> ExportParticipants(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/campaigns/{id}/participants.csv")]
            HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(OpenApiDocument))]
    public Task<IResult> OpenApiDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request
    ) => doors.Open(request);
}
