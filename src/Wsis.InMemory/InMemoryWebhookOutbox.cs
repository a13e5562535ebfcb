using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Webhooks;

namespace Wsis.InMemory;

/// <summary>The announcements of <see cref="InMemoryInvitationStore"/>.</summary>
internal sealed class InMemoryWebhookOutbox : IWebhookOutbox
{
    private readonly ConcurrentDictionary<(Partition Partition, string Id, Uri Address), StoredWebhookDelivery> rows =
    [];
    private long version;

    /// <summary>Takes in those of a commit that has succeeded.</summary>
    public void Add(Partition partition, IEnumerable<WebhookDelivery> announcements)
    {
        foreach (var announcement in announcements)
            rows[Key(partition, announcement)] = Stored(announcement);
    }

    public Task<IReadOnlyList<StoredWebhookDelivery>> Due(
        Partition partition,
        Instant until,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<StoredWebhookDelivery>>([.. In(partition).Where(s => s.Delivery.TryAt <= until)]);

    public Task<IReadOnlyList<WebhookDelivery>> List(
        CampaignId campaign,
        int buckets,
        WebhookDeliveryState state,
        int most,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<WebhookDelivery>>([
            .. Partition
                .All(campaign, buckets)
                .SelectMany(In)
                .Select(s => s.Delivery)
                .Where(a => a.State == state)
                .Take(most),
        ]);

    public Task<bool> Settle(
        Partition partition,
        StoredWebhookDelivery read,
        WebhookDelivery? next,
        CancellationToken cancellation
    )
    {
        var key = Key(partition, read.Delivery);
        if (!rows.TryGetValue(key, out var current) || current.Version != read.Version)
            return Task.FromResult(false);
        return Task.FromResult(
            next is null
                ? rows.TryRemove(KeyValuePair.Create(key, current))
                : rows.TryUpdate(key, Stored(next), current)
        );
    }

    public void Erase(Partition partition)
    {
        foreach (var key in rows.Keys.Where(k => k.Partition == partition))
            rows.TryRemove(key, out _);
    }

    private IEnumerable<StoredWebhookDelivery> In(Partition partition) =>
        rows.Where(r => r.Key.Partition == partition).Select(r => r.Value);

    private StoredWebhookDelivery Stored(WebhookDelivery announcement) =>
        new(announcement, $"{Interlocked.Increment(ref version)}");

    private static (Partition, string, Uri) Key(Partition partition, WebhookDelivery announcement) =>
        (partition, announcement.Id, announcement.Address);
}
