using System.Collections.Concurrent;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Webhooks;

/// <summary>Sends the webhook deliveries of all campaigns. Each is delivered at least once, in no order, and fails
/// after a day.</summary>
public sealed class WebhookDeliveryService(
    ICampaignStore campaignStore,
    IWebhookOutbox outbox,
    CampaignCache campaigns,
    IWebhookSender sender,
    TimeProvider clock
)
{
    private const int MaxConcurrentDeliveries = 8;

    /// <summary>Sends the deliveries that are due. An address that fails once is skipped for the rest of the
    /// round.</summary>
    /// <returns>The numbers of delivered and failed ones.</returns>
    public async Task<WebhookDeliveryRound> Deliver(CancellationToken cancellation)
    {
        var round = WebhookDeliveryRound.Nothing;
        var silent = new ConcurrentDictionary<Uri, bool>();
        await foreach (var entry in campaignStore.List(cancellation))
            if (
                entry.State != CampaignState.Importing
                && (await campaigns.Get(entry.Id, cancellation)).Campaign.Webhooks.Count > 0
            )
                foreach (var partition in Partition.All(entry.Id, entry.Buckets))
                    round += await Deliver(partition, silent, cancellation);
        return round;
    }

    private async Task<WebhookDeliveryRound> Deliver(
        Partition partition,
        ConcurrentDictionary<Uri, bool> silent,
        CancellationToken cancellation
    )
    {
        var delivered = 0;
        var failed = 0;
        var due = await outbox.FindDue(partition, clock.GetCurrentInstant(), cancellation);
        await Parallel.ForEachAsync(
            due.OrderBy(d => d.Value.At),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentDeliveries, CancellationToken = cancellation },
            async (waiting, token) =>
            {
                if (silent.ContainsKey(waiting.Value.Address))
                    return;
                var outcome = await sender.Send(waiting.Value, token);
                if (outcome is WebhookOutcome.Retry)
                    silent[waiting.Value.Address] = true;
                Interlocked.Increment(ref outcome is WebhookOutcome.Delivered ? ref delivered : ref failed);
                // Store the result even if the process is asked to stop. If another process has stored one, keep it.
                await outbox.Replace(partition, waiting, After(waiting.Value, outcome), CancellationToken.None);
            }
        );
        return new WebhookDeliveryRound(delivered, failed);
    }

    private WebhookDelivery? After(WebhookDelivery delivery, WebhookOutcome outcome) =>
        outcome switch
        {
            WebhookOutcome.Delivered => null,
            WebhookOutcome.Retry later => WebhookRetryPolicy.After(delivery, later, clock.GetCurrentInstant()),
            WebhookOutcome.Rejected never => WebhookRetryPolicy.After(delivery, never),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
}

/// <summary>The result of a round of deliveries.</summary>
/// <param name="Delivered">The number of delivered ones.</param>
/// <param name="Failed">The number of failed attempts.</param>
public sealed record WebhookDeliveryRound(int Delivered, int Failed)
{
    public static readonly WebhookDeliveryRound Nothing = new(0, 0);

    public static WebhookDeliveryRound operator +(WebhookDeliveryRound one, WebhookDeliveryRound other) =>
        new(one.Delivered + other.Delivered, one.Failed + other.Failed);
}
