using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.FrontDoors;

/// <summary>What the mail provider posts. The host asks for no key; the requests prove themselves.</summary>
public sealed class ProviderDoors(Doors doors)
{
    [Function(nameof(SendGridEvents))]
    public Task<IResult> SendGridEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/sendgrid/events")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);

    [Function(nameof(SendGridInbound))]
    public Task<IResult> SendGridInbound(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/sendgrid/inbound")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => doors.Open(request, client);
}
