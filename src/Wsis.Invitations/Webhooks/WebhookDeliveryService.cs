using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Webhooks;

/// <summary>Tells the addresses that campaigns name of what has happened. Each announcement is told until it is taken,
/// at least once, and given up after a day; in which order they arrive is not promised.</summary>
public sealed class WebhookDeliveryService(
    ICampaignStore campaignStore,
    IWebhookOutbox outbox,
    CampaignCache campaigns,
    IWebhookSender announcer,
    TimeProvider clock
)
{
    /// <summary>How many are told at the same time.</summary>
    private const int MaxConcurrentDeliveries = 8;

    /// <summary>Tells what is due, in all campaigns that name addresses. An address that does not take one is left
    /// alone for the rest of the round.</summary>
    /// <returns>How many were taken, and how many were not.</returns>
    public async Task<WebhookDeliveryRound> Deliver(CancellationToken cancellation)
    {
        var (round, silent) = (WebhookDeliveryRound.Nothing, new ConcurrentDictionary<Uri, bool>());
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
        var (taken, failed) = (0, 0);
        var due = await outbox.FindDue(partition, clock.GetCurrentInstant(), cancellation);
        await Parallel.ForEachAsync(
            due.OrderBy(d => d.Delivery.At),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentDeliveries, CancellationToken = cancellation },
            async (waiting, token) =>
            {
                if (silent.ContainsKey(waiting.Delivery.Address))
                    return;
                var outcome = await announcer.Send(waiting.Delivery, token);
                if (outcome is WebhookOutcome.Retry)
                    silent[waiting.Delivery.Address] = true;
                Interlocked.Increment(ref outcome is WebhookOutcome.Delivered ? ref taken : ref failed);
                // What has been told is settled, even if the process is asked to end now. If somebody else has told it
                // too, theirs stands.
                await outbox.Replace(partition, waiting, After(waiting.Delivery, outcome), CancellationToken.None);
            }
        );
        return new WebhookDeliveryRound(taken, failed);
    }

    private WebhookDelivery? After(WebhookDelivery announcement, WebhookOutcome outcome) =>
        outcome switch
        {
            WebhookOutcome.Delivered => null,
            WebhookOutcome.Retry later => WebhookRetryPolicy.After(announcement, later, clock.GetCurrentInstant()),
            WebhookOutcome.Rejected never => WebhookRetryPolicy.After(announcement, never),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
}

/// <summary>What a round of telling came to.</summary>
/// <param name="Delivered">How many were taken.</param>
/// <param name="Failed">How many were told and not taken.</param>
public sealed record WebhookDeliveryRound(int Delivered, int Failed)
{
    public static readonly WebhookDeliveryRound Nothing = new(0, 0);

    public static WebhookDeliveryRound operator +(WebhookDeliveryRound one, WebhookDeliveryRound other) =>
        new(one.Delivered + other.Delivered, one.Failed + other.Failed);
}
