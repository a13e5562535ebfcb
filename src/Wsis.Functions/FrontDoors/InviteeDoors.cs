using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>What invitees reach by the links in their letters.</summary>
public sealed class InviteeDoors(Doors doors)
{
    [Function(nameof(ReplyPage))]
    public Task<IResult> ReplyPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "r/{token}")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(RecordReply))]
    public Task<IResult> RecordReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "r/{token}")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(LetterOnTheWeb))]
    public Task<IResult> LetterOnTheWeb(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "r/{token}/letter")] HttpRequest request
    ) => doors.Open(request);

    [Function(nameof(CalendarEntry))]
    public Task<IResult> CalendarEntry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "r/{token}/event.ics")] HttpRequest request
    ) => doors.Open(request);
}
