using System.Collections.Concurrent;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Keeps the invitations of partitions that were lately read to record many signals, so that the next signals
/// need not read them. Providers report thousands of deliveries in a few seconds, in any order.</summary>
/// <remarks>A kept row may have changed since. What is decided on it holds only if it is committed, because the store
/// compares the version.</remarks>
internal sealed class RecentRows(TimeProvider clock)
{
    /// <summary>The most invitations in memory, some 30 MB.</summary>
    private const int MaxRows = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Partition, PartitionRows> kept = new();

    /// <summary>Takes the rows of a partition for one caller. Empty if there are none.</summary>
    public PartitionRows Take(Partition partition) =>
        kept.TryRemove(partition, out var rows) ? rows : new PartitionRows();

    /// <summary>Keeps the rows for the next caller, unless there are too many already. Personal data does not stay in
    /// memory longer.</summary>
    public void Keep(Partition partition, PartitionRows rows)
    {
        if (rows.Count == 0 || kept.Values.Sum(k => k.Count) + rows.Count > MaxRows)
            return;
        var others = rows.AsKept();
        kept[partition] = others;
        _ = RemoveLater(partition, others);
    }

    private async Task RemoveLater(Partition partition, PartitionRows rows)
    {
        await Task.Delay(MaxAge, clock);
        kept.TryRemove(new(partition, rows));
    }
}

/// <summary>Invitations of a partition, each as it was read or written last. One caller uses it at a time.</summary>
internal sealed class PartitionRows
{
    private readonly Dictionary<InvitationKey, Versioned<Invitation>> rows;

    /// <summary>The invitations that this caller has read or written itself.</summary>
    private readonly HashSet<InvitationKey> current = [];

    public PartitionRows()
        : this([]) { }

    private PartitionRows(Dictionary<InvitationKey, Versioned<Invitation>> rows) => this.rows = rows;

    public int Count => rows.Count;

    public Versioned<Invitation>? Find(InvitationKey key) => rows.GetValueOrDefault(key);

    /// <summary>Whether a row was read or written by this caller, and not kept from an earlier one.</summary>
    public bool IsCurrent(InvitationKey key) => current.Contains(key);

    public void Set(Versioned<Invitation> row)
    {
        rows[row.Value.Key] = row;
        current.Add(row.Value.Key);
    }

    public void Remove(InvitationKey key)
    {
        rows.Remove(key);
        current.Remove(key);
    }

    /// <summary>The same rows for another caller. This one uses them no more.</summary>
    public PartitionRows AsKept() => new(rows);
}
