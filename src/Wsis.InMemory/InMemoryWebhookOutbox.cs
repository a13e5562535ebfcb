using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;

namespace Wsis.InMemory;

/// <summary>Stores webhook deliveries in the memory of this process.</summary>
public sealed class InMemoryWebhookOutbox : IWebhookOutbox
{
    private readonly ConcurrentDictionary<
        (Partition Partition, string Id, Uri Address),
        Versioned<WebhookDelivery>
    > rows = [];
    private long version;

    /// <summary>Adds the deliveries of a commit that succeeded.</summary>
    internal void Add(Partition partition, IEnumerable<WebhookDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
            rows[Key(partition, delivery)] = Stored(delivery);
    }

    public Task<IReadOnlyList<Versioned<WebhookDelivery>>> FindDue(
        Partition partition,
        Instant until,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<Versioned<WebhookDelivery>>>([
            .. In(partition).Where(s => s.Value.TryAt <= until),
        ]);

    public Task<IReadOnlyList<WebhookDelivery>> List(
        CampaignId campaign,
        int buckets,
        WebhookDeliveryState state,
        int max,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<WebhookDelivery>>([
            .. Partition
                .All(campaign, buckets)
                .SelectMany(In)
                .Select(s => s.Value)
                .Where(a => a.State == state)
                .Take(max),
        ]);

    public Task<bool> Replace(
        Partition partition,
        Versioned<WebhookDelivery> read,
        WebhookDelivery? next,
        CancellationToken cancellation
    )
    {
        var key = Key(partition, read.Value);
        if (!rows.TryGetValue(key, out var current) || current.Version != read.Version)
            return Task.FromResult(false);
        return Task.FromResult(
            next is null
                ? rows.TryRemove(KeyValuePair.Create(key, current))
                : rows.TryUpdate(key, Stored(next), current)
        );
    }

    /// <summary>Removes the deliveries of an invitation.</summary>
    internal void Erase(Partition partition, InviteeId invitee)
    {
        foreach (
            var delivery in In(partition).Select(s => s.Value).Where(d => d.Invitation.Invitee == invitee).ToList()
        )
            rows.TryRemove(Key(partition, delivery), out _);
    }

    internal void Erase(Partition partition)
    {
        foreach (var key in rows.Keys.Where(k => k.Partition == partition))
            rows.TryRemove(key, out _);
    }

    private IEnumerable<Versioned<WebhookDelivery>> In(Partition partition) =>
        rows.Where(r => r.Key.Partition == partition).Select(r => r.Value);

    private Versioned<WebhookDelivery> Stored(WebhookDelivery delivery) =>
        new(delivery, $"{Interlocked.Increment(ref version)}");

    private static (Partition, string, Uri) Key(Partition partition, WebhookDelivery delivery) =>
        (partition, delivery.Id, delivery.Address);
}
