using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Webhooks;

namespace Wsis.Functions.Campaigns;

/// <summary>Tells the campaigns' webhooks twice a minute what has happened. A timer runs on one instance at a
/// time.</summary>
public sealed class SendWebhooks(WebhookDeliveryService announcements, ILogger<SendWebhooks> log)
{
    [Function(nameof(SendWebhooks))]
    public async Task Run([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (await announcements.Deliver(cancellation) is { Failed: > 0 } round)
            log.LogWarning(
                "Webhooks have taken {Taken} announcements, and not taken {NotTaken}",
                round.Delivered,
                round.Failed
            );
    }
}
