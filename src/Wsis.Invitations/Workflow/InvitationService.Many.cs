using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <content>Records the signals of many invitations together.</content>
public sealed partial class InvitationService
{
    private const int MaxConcurrentPartitions = 16;

    /// <summary>After so many failures the store is probably down. What is left fails without another call.</summary>
    private const int MaxFailures = 8;

    /// <summary>The fewest invitations for which the whole partition is read and kept for the next call.</summary>
    private const int MinKept = 16;

    private readonly RecentRows recent = new(clock);

    /// <summary>Records signals to any number of invitations: those of a partition in as few transactions as they fit
    /// into, those to one invitation in their order. A signal that fails does not affect the others.</summary>
    /// <returns>The result of each signal, in their order.</returns>
    public async Task<IReadOnlyList<SignalResult>> ApplyAll(
        IReadOnlyList<(InvitationKey Key, Signal Signal)> signals,
        CancellationToken cancellation
    )
    {
        var batch = new SignalBatch(signals);
        foreach (var ofCampaign in batch.Pending().GroupBy(i => signals[i].Key.Campaign).ToList())
        {
            LoadedCampaign? campaign;
            try
            {
                campaign = await campaigns.Find(ofCampaign.Key, cancellation);
            }
            catch (Exception x) when (!cancellation.IsCancellationRequested)
            {
                batch.Fail(ofCampaign, x);
                continue;
            }
            if (campaign is not null)
                await Parallel.ForEachAsync(
                    ofCampaign.GroupBy(i => campaign.PartitionOf(signals[i].Key)),
                    new ParallelOptions
                    {
                        MaxDegreeOfParallelism = MaxConcurrentPartitions,
                        CancellationToken = cancellation,
                    },
                    async (some, token) => await ApplyTogether(campaign, some.Key, [.. some], batch, token)
                );
        }
        return batch.Results;
    }

    /// <summary>Records the first signal of each invitation, then the second of each, and so on.</summary>
    private async Task ApplyTogether(
        LoadedCampaign campaign,
        Partition partition,
        IReadOnlyList<int> signals,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        using var turns = await this.turns.Take(partition, cancellation);
        var rows = recent.Take(partition);
        var rounds = signals
            .GroupBy(i => batch.Signals[i].Key)
            .SelectMany(ofInvitation => ofInvitation.Select((index, round) => (index, round)))
            .GroupBy(s => s.round, s => s.index);
        foreach (var round in rounds)
            if (batch.Failures < MaxFailures)
                await ApplyRound(campaign, partition, [.. round], rows, batch, cancellation);
            else
                batch.Fail(round, new StoreUnavailableException("The store failed too often."));
        recent.Keep(partition, rows);
    }

    /// <summary>Records signals to different invitations of a partition.</summary>
    private async Task ApplyRound(
        LoadedCampaign campaign,
        Partition partition,
        IReadOnlyList<int> round,
        PartitionRows rows,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        var left = round;
        while (left.Count > 0)
        {
            try
            {
                await Read(partition, left.Select(i => batch.Signals[i].Key), rows, cancellation);
            }
            catch (Exception x) when (!cancellation.IsCancellationRequested)
            {
                batch.Fail(left, x);
                return;
            }
            // What is left is read again, so the second time nothing is.
            left = await ApplyOnce(campaign, left, rows, batch, cancellation);
            foreach (var i in left)
                rows.Remove(batch.Signals[i].Key);
        }
    }

    /// <summary>Reads the rows that are not known.</summary>
    private async Task Read(
        Partition partition,
        IEnumerable<InvitationKey> keys,
        PartitionRows rows,
        CancellationToken cancellation
    )
    {
        var missing = keys.Where(k => rows.Find(k) is null).Select(k => k.Invitee).ToList();
        if (missing.Count == 0)
            return;
        var read =
            missing.Count < MinKept
                ? await store.FindAll(partition, missing, cancellation)
                : await store.FindAll(partition, cancellation);
        foreach (var row in read)
            rows.Set(row);
    }

    /// <summary>Decides on each signal and commits the changes.</summary>
    /// <returns>The signals that were decided on a row from an earlier call and may be decided otherwise on the row as
    /// it is now: the row has changed, or the signal changes nothing.</returns>
    private async Task<IReadOnlyList<int>> ApplyOnce(
        LoadedCampaign campaign,
        IReadOnlyList<int> round,
        PartitionRows rows,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        var again = new List<int>();
        var indexes = new Dictionary<InvitationKey, int>(round.Count);
        foreach (var group in Groups(DecideEach(campaign, round, rows, batch, again, indexes)))
        {
            var signals = group.Select(d => indexes[d.Row.Value.Key]).ToList();
            if (!await TryCommit(campaign, group, signals, rows, batch, cancellation))
                again.AddRange(signals);
        }
        return again;
    }

    /// <summary>Decides on each signal whose row is known.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="round">The signals.</param>
    /// <param name="rows">The rows that are known.</param>
    /// <param name="batch">Gets the results of the signals that change nothing, and the failures.</param>
    /// <param name="again">Gets the signals that may be decided otherwise on the row as it is now.</param>
    /// <param name="indexes">Gets the signal of each invitation.</param>
    /// <returns>The decisions that change a row.</returns>
    private List<Decided> DecideEach(
        LoadedCampaign campaign,
        IReadOnlyList<int> round,
        PartitionRows rows,
        SignalBatch batch,
        List<int> again,
        Dictionary<InvitationKey, int> indexes
    )
    {
        var decided = new List<Decided>(round.Count);
        foreach (var i in round)
        {
            var (key, signal) = batch.Signals[i];
            if (rows.Find(key) is not { } row)
                continue;
            try
            {
                var decision = Decide(campaign, row, signal);
                if (decision.Decision.IsChange)
                    decided.Add(decision);
                else if (rows.IsCurrent(key))
                    batch.Results[i] = new SignalResult(decision.Decision);
                else
                    again.Add(i);
                indexes[key] = i;
            }
            catch (Exception x)
            {
                if (rows.IsCurrent(key))
                    batch.Fail([i], x);
                else
                    again.Add(i);
            }
        }
        return decided;
    }

    /// <summary>Commits decisions together, or each by itself where they cannot be.</summary>
    /// <returns>False if a row has changed since an earlier call read it.</returns>
    private async Task<bool> TryCommit(
        LoadedCampaign campaign,
        IReadOnlyList<Decided> group,
        IReadOnlyList<int> signals,
        PartitionRows rows,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        var areCurrent = group.All(d => rows.IsCurrent(d.Row.Value.Key));
        foreach (var d in group)
            rows.Remove(d.Row.Value.Key);
        try
        {
            if (await Commit(campaign, group, cancellation) is CommitResult.Committed committed)
            {
                foreach (var (row, d, signal) in committed.Rows.Zip(group, signals))
                {
                    rows.Set(row);
                    batch.Results[signal] = new SignalResult(d.Decision);
                }
                foreach (var d in group)
                    await Schedule(campaign, d.Decision, cancellation);
                return true;
            }
            if (!areCurrent)
                return false;
            await ApplyEach(campaign, signals, batch, cancellation);
        }
        catch (StoreLimitException) when (group.Count > 1)
        {
            await ApplyEach(campaign, signals, batch, cancellation);
        }
        catch (Exception x) when (!cancellation.IsCancellationRequested)
        {
            batch.Fail(signals, x);
        }
        return true;
    }

    /// <summary>One of the rows has changed since it was read, or is too large: read and record each by
    /// itself.</summary>
    private async Task ApplyEach(
        LoadedCampaign campaign,
        IReadOnlyList<int> signals,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        foreach (var i in signals)
            try
            {
                var (key, signal) = batch.Signals[i];
                var decision = await RecordInTurn(campaign, key, signal, null, null, cancellation);
                batch.Results[i] = new SignalResult(decision);
                if (decision is not null)
                    await Schedule(campaign, decision, cancellation);
            }
            catch (Exception x) when (!cancellation.IsCancellationRequested)
            {
                batch.Fail([i], x);
            }
    }

    /// <summary>The signals of one call with their results so far.</summary>
    private sealed class SignalBatch(IReadOnlyList<(InvitationKey Key, Signal Signal)> signals)
    {
        private int failures;

        public IReadOnlyList<(InvitationKey Key, Signal Signal)> Signals => signals;

        /// <summary>Each element is written by one partition only.</summary>
        public SignalResult[] Results { get; } = [.. signals.Select(_ => new SignalResult(null))];

        public int Failures => Volatile.Read(ref failures);

        public IEnumerable<int> Pending() => Enumerable.Range(0, signals.Count);

        /// <summary>Records that signals failed together.</summary>
        public void Fail(IEnumerable<int> indexes, Exception failure)
        {
            Interlocked.Increment(ref failures);
            foreach (var i in indexes)
                Results[i] = new SignalResult(null, failure);
        }
    }
}

/// <summary>The result of one of many signals.</summary>
/// <param name="Decision">The decision. Null if there is no such invitation, or if it failed.</param>
/// <param name="Failure">Why the signal could not be recorded. Null if it could.</param>
public sealed record SignalResult(Decision? Decision, Exception? Failure = null);
