using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;
using static Wsis.Invitations.Storage.CommitResult;

namespace Wsis.TableStorage.Commits;

/// <summary>Commits changes to a partition in one entity group transaction: invitations, journal, claims and tally, all
/// or none.</summary>
/// <remarks>
/// <para>The tally's row is the one that writers of other processes meet on. When it was changed in between, only it is
/// read again and the transaction repeated; a conflict on any other row is the caller's to decide on again.</para>
/// <para>A lost answer: when a connection breaks or an attempt times out, the client repeats a transaction that may
/// have been carried out, and the repetition then meets the rows of the first attempt. So every row carries the id of
/// its commit: at a conflict the committer looks whether the row it met is its own, and if it is, says what the lost
/// answer would have said. A caller who is told
/// <see cref="StoreUnavailableException"/> does not know; reading again tells, and deciding again on what was read is
/// safe, because a claim that was written stays written.</para>
/// </remarks>
internal sealed class Committer(TableClient table, TimeProvider time)
{
    /// <summary>How long a commit takes at most, its turn after others and repetitions for the tally's sake included:
    /// replies that queue up before a store that hangs must not wait for each other's timeouts.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(12);

    /// <summary>A version of the form of the service's own that no row ever has.</summary>
    private static readonly ETag Overtaken = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly PartitionLocks locks = new();

    public async Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation
    )
    {
        if (changes.Count == 0)
            return new Committed([]);
        var draft = CommitDraft.Create(partition, changes);
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        return await StoreFailures.Reach(() => Commit(partition, draft, either.Token), cancellation);
    }

    /// <summary>Deletes all rows of a partition, or all but the tally. A commit that is under way goes before or comes
    /// after.</summary>
    public async Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation)
    {
        using var held = await locks.Acquire(partition, cancellation);
        held.Tally = null;
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.PartitionKey(partition)}");
        var others = TableClient.CreateQueryFilter($"RowKey ne {RowKeys.Tally}");
        await table.DeleteRows(keepCounts ? $"{all} and {others}" : all, cancellation);
    }

    private async Task<TallyRow> ReadTally(string partition, CancellationToken cancellation) =>
        await table.Find(partition, RowKeys.Tally, cancellation) is { } row ? TallyRow.Read(row) : TallyRow.None;

    private async Task<CommitResult> Commit(Partition partition, CommitDraft draft, CancellationToken cancellation)
    {
        using var held = await locks.Acquire(partition, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var known = held.Tally ?? await ReadTally(draft.Partition, cancellation);
            var (actions, tally) = draft.BuildTransaction(known);
            // Until the answer is there, nobody knows what the row holds.
            held.Tally = null;
            try
            {
                var answer = await table.SubmitTransactionAsync(actions, cancellation);
                var versions = answer.Value.Select(response => response.Headers.ETag.GetValueOrDefault()).ToList();
                held.Tally = new TallyRow(tally, versions[^1]);
                return Done(draft, versions);
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
        return Done(draft, [.. rows.Select(row => IsOwn(row, draft) ? row!.ETag : Overtaken)]);
    }

    private static bool IsOwn(TableEntity? row, CommitDraft draft) => row?.GetString(InvitationRow.Commit) == draft.Id;

    private static Committed Done(CommitDraft draft, List<ETag> versions) =>
        new([.. draft.Changes.Select((change, i) => new Stored(change.After, versions[i].ToString()))]);

    private static TimeSpan Jitter(int attempt) =>
        TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * Math.Min(attempt, 10)));
}
