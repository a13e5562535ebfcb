using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.TableStorage.Rows;
using static Wsis.Invitations.Storage.CommitResult;

namespace Wsis.TableStorage.Commits;

/// <summary>Commits changes to a partition in one entity group transaction: invitations, journal, claims and tally, all
/// or none.</summary>
/// <remarks>
/// <para>All writers of a partition change the row of the tally. If only the tally was changed in between, the
/// committer reads it again and repeats the transaction. A conflict on any other row is returned to the caller, who
/// decides again.</para>
/// <para>Lost responses: if a connection breaks or an attempt times out, the client repeats a transaction that may have
/// been carried out, and the repetition conflicts with the rows of the first attempt. Therefore every row carries the
/// id of its commit. After a conflict the committer checks whether the row is its own, and then returns the lost
/// result. After a <see cref="StoreUnavailableException"/> the result is unknown. The caller may read and decide again,
/// because a claim that was written stays written.</para>
/// </remarks>
internal sealed class Committer(TableClient table, TimeProvider time)
{
    /// <summary>The timeout of a commit, with the wait for its turn and the repetitions. Replies that queue for a store
    /// that does not respond must not wait for each other's timeouts.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(12);

    /// <summary>A valid ETag that no row ever has.</summary>
    private static readonly ETag Overtaken = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly PartitionLocks locks = new();

    public async Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        long? plan,
        CancellationToken cancellation
    )
    {
        if (changes.Count == 0)
            return new Committed([], default);
        var draft = CommitDraft.Create(partition, changes);
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        return await StoreFailures.Reach(() => Commit(partition, draft, plan, either.Token), cancellation);
    }

    public async Task<PlanMark> ReadMark(Partition partition, CancellationToken cancellation) =>
        (await ReadRow(RowKeys.PartitionKey(partition), cancellation)).Mark;

    /// <summary>Counts the invitations of a partition again and stores the counts.</summary>
    /// <returns>The counts. If another process changes the row meanwhile, they are stored by its next change or
    /// reading.</returns>
    public async Task<Tally> CountAgain(Partition partition, CancellationToken cancellation)
    {
        var key = RowKeys.PartitionKey(partition);
        using var held = await locks.Acquire(partition, cancellation);
        var counted = await ReadTally(key, cancellation);
        held.Tally = null;
        if (counted.Version is not { } version)
            return counted.Tally;
        try
        {
            var answer = await table.UpdateEntityAsync(
                counted.CreateRow(key),
                version,
                TableUpdateMode.Merge,
                cancellation
            );
            held.Tally = counted with { Version = answer.Headers.ETag };
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e)) { }
        return counted.Tally;
    }

    /// <summary>Changes the mark of a partition. The change of the row makes commits that were built on the former one
    /// read it again.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="change">Returns the next mark. It may be called more than once.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The mark after that, as it is stored.</returns>
    public async Task<PlanMark> SetMark(
        Partition partition,
        Func<PlanMark, PlanMark> change,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        return await StoreFailures.Reach(() => TrySetMark(partition, change, either.Token), cancellation);
    }

    private async Task<PlanMark> TrySetMark(
        Partition partition,
        Func<PlanMark, PlanMark> change,
        CancellationToken cancellation
    )
    {
        var key = RowKeys.PartitionKey(partition);
        using var held = await locks.Acquire(partition, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var known = held.Tally ?? await ReadTally(key, cancellation);
            var next = known with { Mark = change(known.Mark) };
            // Another process may have changed the rest of the mark since it was cached.
            if (next.Mark == known.Mark)
                return (await ReadRow(key, cancellation)).Mark;
            held.Tally = null;
            try
            {
                var row = next.CreateRow(key);
                var answer = known.Version is { } version
                    ? await table.UpdateEntityAsync(row, version, TableUpdateMode.Merge, cancellation)
                    : await table.AddEntityAsync(row, cancellation);
                held.Tally = next with { Version = answer.Headers.ETag };
                return next.Mark;
            }
            catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
            {
                await Task.Delay(Jitter(attempt), time, cancellation);
            }
        }
    }

    /// <summary>Deletes all rows of a partition, or all but the tally. It does not overlap with a commit of this
    /// process.</summary>
    public async Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation)
    {
        using var held = await locks.Acquire(partition, cancellation);
        held.Tally = null;
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.PartitionKey(partition)}");
        var others = TableClient.CreateQueryFilter($"RowKey ne {RowKeys.Tally}");
        await table.DeleteRows(keepCounts ? $"{all} and {others}" : all, cancellation);
    }

    private async Task<TallyRow> ReadRow(string partition, CancellationToken cancellation) =>
        await table.Find(partition, RowKeys.Tally, cancellation) is { } row ? TallyRow.Read(row) : TallyRow.None;

    /// <summary>Reads the tally, and counts the invitations again if a build with another definition wrote it. All
    /// commits change the row of the tally, so the counts are right if its version is still the same when they are
    /// written.</summary>
    private async Task<TallyRow> ReadTally(string partition, CancellationToken cancellation)
    {
        var row = await ReadRow(partition, cancellation);
        if (!row.IsOutdated)
            return row;
        var after = RowKeys.BeforeInvitations;
        var before = RowKeys.AfterInvitations;
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {before}"
        );
        var invitations = await table
            .QueryAsync<TableEntity>(range, 1000, InvitationRow.Record, cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        return row.CountAgain(invitations.Select(i => InvitationRow.Read(i).Value));
    }

    private async Task<CommitResult> Commit(
        Partition partition,
        CommitDraft draft,
        long? plan,
        CancellationToken cancellation
    )
    {
        using var held = await locks.Acquire(partition, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var known = held.Tally ?? await ReadTally(draft.Partition, cancellation);
            if (plan < known.Mark.Plan)
                return new PlanChanged();
            var next = known.After(draft.Changes, plan);
            var actions = draft.BuildTransaction(next);
            // The content of the row is unknown until the response arrives.
            held.Tally = null;
            try
            {
                var answer = await table.SubmitTransactionAsync(actions, cancellation);
                var versions = answer.Value.Select(response => response.Headers.ETag.GetValueOrDefault()).ToList();
                held.Tally = next with { Version = versions[^1] };
                return CreateResult(draft, versions, next.Mark);
            }
            catch (TableTransactionFailedException e) when (StoreFailures.IsConflict(e))
            {
                if (e.FailedTransactionActionIndex != draft.Actions.Count)
                    return await RecoverLostResponse(draft, cancellation) ?? new Conflict();
            }
            await Task.Delay(Jitter(attempt), time, cancellation);
        }
    }

    /// <summary>Returns the result of this commit if an earlier attempt of it wrote the row in conflict. Null if the
    /// row is of another commit.</summary>
    private async Task<CommitResult?> RecoverLostResponse(CommitDraft draft, CancellationToken cancellation)
    {
        if (!IsOwn(await table.Find(draft.Partition, draft.Proof, cancellation), draft))
            return null;
        var rows = await Task.WhenAll(
            draft.Changes.Select(c => table.Find(draft.Partition, RowKeys.Invitation(c.After.Invitee.Id), cancellation))
        );
        // The mark at the time of the attempt is lost. No mark equals this one, so a letter is begun only after another
        // look.
        return CreateResult(
            draft,
            [.. rows.Select(row => IsOwn(row, draft) ? row!.ETag : Overtaken)],
            new PlanMark(0, -1, 0, 0)
        );
    }

    private static bool IsOwn(TableEntity? row, CommitDraft draft) => row?.GetString(InvitationRow.Commit) == draft.Id;

    private static Committed CreateResult(CommitDraft draft, List<ETag> versions, PlanMark mark) =>
        new(
            [.. draft.Changes.Select((change, i) => new Versioned<Invitation>(change.After, versions[i].ToString()))],
            mark
        );

    private static TimeSpan Jitter(int attempt) =>
        TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * Math.Min(attempt, 10)));
}
