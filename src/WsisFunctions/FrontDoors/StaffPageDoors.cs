using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace WsisFunctions.FrontDoors;

/// <summary>The pages of staff. Every door is open as far as the host is concerned: the app itself asks who comes.</summary>
public sealed class StaffPageDoors(Doors doors)
{
    [Function(nameof(StaffStyle))]
    public Task<IResult> StaffStyle([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/style.css")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(StaffScript))]
    public Task<IResult> StaffScript([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff/script.js")] HttpRequest request) =>
        doors.Open(request);

    [Function(nameof(StaffCampaigns))]
    public Task<IResult> StaffCampaigns([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "staff")] HttpRequest request) =>
        doors.Open(request);
}
