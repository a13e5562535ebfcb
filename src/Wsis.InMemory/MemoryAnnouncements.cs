using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Announcements;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;

namespace Wsis.InMemory;

/// <summary>The announcements of <see cref="MemoryInvitationStore"/>.</summary>
internal sealed class MemoryAnnouncements : IAnnouncementOutbox
{
    private readonly ConcurrentDictionary<(Partition Partition, string Id, Uri Address), StoredAnnouncement> rows = [];
    private long version;

    /// <summary>Takes in those of a commit that has succeeded.</summary>
    public void Add(Partition partition, IEnumerable<Announcement> announcements)
    {
        foreach (var announcement in announcements)
            rows[Key(partition, announcement)] = Stored(announcement);
    }

    public Task<IReadOnlyList<StoredAnnouncement>> Due(Partition partition, Instant until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredAnnouncement>>([.. In(partition).Where(s => s.Announcement.TryAt <= until)]);

    public Task<IReadOnlyList<Announcement>> List(CampaignId campaign, int buckets, AnnouncementState state, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Announcement>>(
            [.. Partition.All(campaign, buckets).SelectMany(In).Select(s => s.Announcement).Where(a => a.State == state).Take(most)]);

    public Task<bool> Settle(Partition partition, StoredAnnouncement read, Announcement? next, CancellationToken cancellation)
    {
        var key = Key(partition, read.Announcement);
        if (!rows.TryGetValue(key, out var current) || current.Version != read.Version)
            return Task.FromResult(false);
        return Task.FromResult(next is null
            ? rows.TryRemove(KeyValuePair.Create(key, current))
            : rows.TryUpdate(key, Stored(next), current));
    }

    public void Erase(Partition partition)
    {
        foreach (var key in rows.Keys.Where(k => k.Partition == partition))
            rows.TryRemove(key, out _);
    }

    private IEnumerable<StoredAnnouncement> In(Partition partition) => rows.Where(r => r.Key.Partition == partition).Select(r => r.Value);

    private StoredAnnouncement Stored(Announcement announcement) => new(announcement, $"{Interlocked.Increment(ref version)}");

    private static (Partition, string, Uri) Key(Partition partition, Announcement announcement) => (partition, announcement.Id, announcement.Address);
}
