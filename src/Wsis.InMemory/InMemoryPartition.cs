using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.Invitations.Storage.CommitResult;

namespace Wsis.InMemory;

/// <summary>A partition of <see cref="InMemoryInvitationStore"/>. Every method is atomic.</summary>
internal sealed class InMemoryPartition
{
    private readonly Lock gate = new();
    private readonly SortedList<string, Row> rows = new(StringComparer.Ordinal);
    private readonly SortedSet<(Instant At, string Invitee)> wakeUps = new(
        Comparer<(Instant At, string Invitee)>.Create(
            (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Invitee, b.Invitee)
        )
    );
    private readonly HashSet<(InviteeId, StepId, int)> claims = [];
    private readonly HashSet<Row> uncounted = [];
    private Tally tally = Tally.Empty;
    private PlanMark mark;
    private long version;

    public Versioned<Invitation>? Find(InviteeId invitee)
    {
        lock (gate)
            return rows.TryGetValue(invitee.Value, out var row) ? row.Stored : null;
    }

    public IReadOnlyList<Versioned<Invitation>> Due(Instant until, int max)
    {
        lock (gate)
            return [.. wakeUps.TakeWhile(w => w.At <= until).Take(max).Select(w => rows[w.Invitee].Stored)];
    }

    public CommitResult Commit(IReadOnlyList<Change> changes, long? plan)
    {
        lock (gate)
        {
            if (plan < mark.Plan)
                return new PlanChanged();
            if (changes.Any(IsConflict))
                return new Conflict();
            mark = mark with
            {
                Plan = Math.Max(mark.Plan, plan ?? 0),
                Recalls = mark.Recalls + (changes.Any(c => c.Recalls) ? 1 : 0),
                Claimed = mark.Claimed + changes.Sum(c => CountClaimed(c.After) - CountClaimed(c.Before?.Value)),
            };
            return new Committed([.. changes.Select(Write)], mark);
        }
    }

    public PlanMark ReadMark()
    {
        lock (gate)
            return mark;
    }

    public PlanMark RaisePlan(long plan)
    {
        lock (gate)
            return mark = mark with { Plan = Math.Max(mark.Plan, plan) };
    }

    public void MarkReplanned(long plan)
    {
        lock (gate)
            mark = mark with { Replanned = Math.Max(mark.Replanned, plan) };
    }

    public Tally Count()
    {
        lock (gate)
        {
            // The tally is computed when it is read: a rehearsal commits a hundred thousand times between two reads.
            tally = uncounted.Aggregate(tally, (sum, row) => row.CountInto(sum));
            uncounted.Clear();
            return tally;
        }
    }

    /// <summary>Up to <paramref name="max"/> invitations that pass, by invitee id, after the one of that id.</summary>
    public IReadOnlyList<Versioned<Invitation>> List(InvitationFilter filter, string? after, int max)
    {
        lock (gate)
        {
            var first = after is null ? 0 : IndexAfter(after);
            return
            [
                .. Enumerable
                    .Range(first, rows.Count - first)
                    .Select(i => rows.GetValueAtIndex(i).Stored)
                    .Where(s => filter.Passes(s.Value))
                    .Take(max),
            ];
        }
    }

    /// <summary>Removes the journal entries of an invitee before the one of a number, and its claims.</summary>
    public void EraseHistory(InviteeId invitee, int before)
    {
        lock (gate)
        {
            if (!rows.TryGetValue(invitee.Value, out var row))
                return;
            var kept = row.Stored.Value.JournalLength - before;
            row.Journal.RemoveRange(0, Math.Max(0, row.Journal.Count - kept));
            claims.RemoveWhere(c => c.Item1 == invitee);
        }
    }

    /// <summary>Removes all rows, and the counts too unless they are kept.</summary>
    public void Erase(bool keepCounts)
    {
        lock (gate)
        {
            tally = keepCounts ? Count() : Tally.Empty;
            mark = keepCounts ? mark : default;
            rows.Clear();
            wakeUps.Clear();
            claims.Clear();
            uncounted.Clear();
        }
    }

    public IReadOnlyList<JournalEntry> Journal(InviteeId invitee)
    {
        lock (gate)
            return rows.TryGetValue(invitee.Value, out var row) ? [.. row.Journal] : [];
    }

    private bool IsConflict(Change change) =>
        rows.GetValueOrDefault(change.After.Invitee.Id.Value)?.Stored.Version != change.Before?.Version
        || change.Claims.Any(d => claims.Contains((change.After.Invitee.Id, d.Step, d.Edition)));

    private static int CountClaimed(Invitation? invitation) =>
        invitation?.Dispatches.Count(d => d.State == DispatchState.Claimed) ?? 0;

    private Versioned<Invitation> Write(Change change)
    {
        var invitee = change.After.Invitee.Id;
        if (!rows.TryGetValue(invitee.Value, out var row))
            rows.Add(invitee.Value, row = new Row());
        else if (row.Stored.Value.WakeAt is { } old)
            wakeUps.Remove((old, invitee.Value));
        if (change.After.WakeAt is { } wakeAt)
            wakeUps.Add((wakeAt, invitee.Value));
        row.Stored = new Versioned<Invitation>(change.After, $"{++version}");
        row.Journal.AddRange(change.Journal);
        claims.UnionWith(change.Claims.Select(d => (invitee, d.Step, d.Edition)));
        uncounted.Add(row);
        return row.Stored;
    }

    private int IndexAfter(string invitee)
    {
        var low = 0;
        var high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(rows.GetKeyAtIndex(middle), invitee) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private sealed class Row
    {
        private Invitation? counted;

        public Versioned<Invitation> Stored { get; set; } = null!;

        public List<JournalEntry> Journal { get; } = [];

        public Tally CountInto(Tally tally)
        {
            var sum = tally.Changed(counted, Stored.Value);
            counted = Stored.Value;
            return sum;
        }
    }
}
