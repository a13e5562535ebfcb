using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Webhooks;

namespace Wsis.Functions.Campaigns;

/// <summary>Sends pending deliveries to the webhooks of campaigns, twice a minute. A timer runs on one instance at a
/// time.</summary>
public sealed class SendWebhooks(WebhookDeliveryService deliveries, ILogger<SendWebhooks> log)
{
    [Function(nameof(SendWebhooks))]
    public async Task Run([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (await deliveries.Deliver(cancellation) is { Failed: > 0 } round)
            log.LogWarning(
                "{Delivered} webhook messages were delivered, and {Failed} failed",
                round.Delivered,
                round.Failed
            );
    }
}
