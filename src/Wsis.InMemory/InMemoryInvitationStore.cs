using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.InMemory;

/// <summary>Stores invitations in the memory of this process. It keeps the contract of <see cref="IInvitationStore"/>,
/// conflicts and claims included. Of the limits it has only
/// <see cref="IInvitationStore.MaxRowsPerCommit"/>.</summary>
/// <param name="outbox">Receives the webhook deliveries of commits.</param>
public sealed class InMemoryInvitationStore(InMemoryWebhookOutbox outbox) : IInvitationStore
{
    private readonly ConcurrentDictionary<Partition, InMemoryPartition> partitions = new();

    public Task<Versioned<Invitation>?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation) =>
        Task.FromResult(In(partition).Find(invitee));

    public Task<IReadOnlyList<Versioned<Invitation>>> FindAll(
        Partition partition,
        IReadOnlyCollection<InviteeId> invitees,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<Versioned<Invitation>>>([
            .. invitees.Distinct().Select(In(partition).Find).OfType<Versioned<Invitation>>(),
        ]);

    public Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        Partition partition,
        Instant until,
        int max,
        CancellationToken cancellation
    ) => Task.FromResult(In(partition).Due(until, max));

    public Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        CampaignId campaign,
        Instant until,
        int max,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyList<Versioned<Invitation>>>([
            .. partitions.Where(p => p.Key.Campaign == campaign).SelectMany(p => p.Value.Due(until, max)).Take(max),
        ]);

    public Task<IReadOnlyList<Versioned<Invitation>>> FindAll(Partition partition, CancellationToken cancellation) =>
        Task.FromResult(In(partition).List(InvitationFilter.None, null, int.MaxValue));

    public Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation,
        long? plan = null
    )
    {
        if (changes.Sum(c => c.Rows) is > IInvitationStore.MaxRowsPerCommit and var rows)
            throw new StoreLimitException(
                $"A commit of {rows} rows is too large: it holds {IInvitationStore.MaxRowsPerCommit}."
            );
        if (changes.DistinctBy(c => c.After.Invitee.Id).Count() < changes.Count)
            throw new ArgumentException("There are two changes to one invitation.", nameof(changes));
        var result = In(partition).Commit(changes, plan);
        if (result is CommitResult.Committed)
            outbox.Add(partition, changes.SelectMany(c => c.WebhookDeliveries));
        return Task.FromResult(result);
    }

    public Task<PlanMark> ReadMark(Partition partition, CancellationToken cancellation) =>
        Task.FromResult(In(partition).ReadMark());

    public Task<PlanMark> RaisePlan(Partition partition, long plan, CancellationToken cancellation) =>
        Task.FromResult(In(partition).RaisePlan(plan));

    public Task MarkReplanned(Partition partition, long plan, CancellationToken cancellation)
    {
        In(partition).MarkReplanned(plan);
        return Task.CompletedTask;
    }

    public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
        Task.FromResult(
            Partition
                .All(campaign, buckets)
                .Select(p => In(p).Count())
                .Aggregate(Tally.Empty, (sum, tally) => sum.Plus(tally))
        );

    public Task<Page<Versioned<Invitation>>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        Continuation? start = continuation is null ? null : Continuation.Parse(continuation, campaign, buckets);
        // One more than requested shows whether there is a next page.
        var found = Partition
            .All(campaign, buckets)
            .Skip(start?.Bucket ?? 0)
            .SelectMany(p =>
                In(p)
                    .List(filter, start?.Bucket == p.Bucket ? start?.After.Value : null, top + 1)
                    .Select(row => (p.Bucket, Row: row))
            )
            .Take(top + 1)
            .ToList();
        var next =
            found.Count > top
                ? new Continuation(campaign, found[top - 1].Bucket, found[top - 1].Row.Value.Invitee.Id).ToString()
                : null;
        return Task.FromResult(new Page<Versioned<Invitation>>([.. found.Take(top).Select(f => f.Row)], next));
    }

    public Task<IReadOnlyList<JournalEntry>> ReadJournal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) => Task.FromResult(In(partition).Journal(invitee));

    public Task EraseHistory(Partition partition, InviteeId invitee, int before, CancellationToken cancellation)
    {
        In(partition).EraseHistory(invitee, before);
        outbox.Erase(partition, invitee);
        return Task.CompletedTask;
    }

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation)
    {
        In(partition).Erase(keepCounts);
        outbox.Erase(partition);
        return Task.CompletedTask;
    }

    private InMemoryPartition In(Partition partition) => partitions.GetOrAdd(partition, _ => new InMemoryPartition());
}
