using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>What the organisation's own website posts.</summary>
public sealed class WebsiteDoors(Doors doors)
{
    [Function(nameof(RecordConfirmation))]
    public Task<IResult> RecordConfirmation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/confirmations")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);
}
