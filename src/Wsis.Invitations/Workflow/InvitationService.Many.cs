using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <content>Records the signals of many invitations together.</content>
public sealed partial class InvitationService
{
    private const int MaxConcurrentPartitions = 16;

    /// <summary>After so many failures the store is probably down. What is left fails without another call.</summary>
    private const int MaxFailures = 8;

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
        var rows = new Dictionary<InvitationKey, Versioned<Invitation>>();
        var rounds = signals
            .GroupBy(i => batch.Signals[i].Key)
            .SelectMany(ofInvitation => ofInvitation.Select((index, round) => (index, round)))
            .GroupBy(s => s.round, s => s.index);
        foreach (var round in rounds)
        {
            if (batch.Failures >= MaxFailures)
            {
                batch.Fail(round, new StoreUnavailableException("The store failed too often."));
                continue;
            }
            try
            {
                await Read(partition, round.Select(i => batch.Signals[i].Key), rows, cancellation);
            }
            catch (Exception x) when (!cancellation.IsCancellationRequested)
            {
                batch.Fail(round, x);
                continue;
            }
            await ApplyRound(campaign, [.. round], rows, batch, cancellation);
        }
    }

    /// <summary>Reads the rows that are not known.</summary>
    private async Task Read(
        Partition partition,
        IEnumerable<InvitationKey> keys,
        Dictionary<InvitationKey, Versioned<Invitation>> rows,
        CancellationToken cancellation
    )
    {
        var missing = keys.Where(k => !rows.ContainsKey(k)).Select(k => k.Invitee).ToList();
        if (missing.Count > 0)
            foreach (var row in await store.FindAll(partition, missing, cancellation))
                rows[row.Value.Key] = row;
    }

    /// <summary>Records signals to different invitations of a partition whose rows were read.</summary>
    private async Task ApplyRound(
        LoadedCampaign campaign,
        IReadOnlyList<int> round,
        Dictionary<InvitationKey, Versioned<Invitation>> rows,
        SignalBatch batch,
        CancellationToken cancellation
    )
    {
        var decided = new List<Decided>(round.Count);
        var indexes = new Dictionary<InvitationKey, int>(round.Count);
        foreach (var i in round)
        {
            var (key, signal) = batch.Signals[i];
            if (!rows.TryGetValue(key, out var row))
                continue;
            try
            {
                decided.Add(Decide(campaign, row, signal));
                indexes[key] = i;
            }
            catch (Exception x)
            {
                batch.Fail([i], x);
            }
        }
        foreach (var unchanged in decided.Where(d => !d.Decision.IsChange))
            batch.Results[indexes[unchanged.Row.Value.Key]] = new SignalResult(unchanged.Decision);
        foreach (var group in Groups(decided.Where(d => d.Decision.IsChange)))
        {
            var some = group.Select(d => indexes[d.Row.Value.Key]).ToList();
            foreach (var d in group)
                rows.Remove(d.Row.Value.Key);
            try
            {
                if (await Commit(campaign, group, cancellation) is CommitResult.Committed committed)
                {
                    foreach (var (row, d) in committed.Rows.Zip(group))
                        (rows[row.Value.Key], batch.Results[indexes[row.Value.Key]]) = (row, new(d.Decision));
                    foreach (var d in group)
                        await Schedule(campaign, d.Decision, cancellation);
                }
                else
                    await ApplyEach(campaign, some, batch, cancellation);
            }
            catch (StoreLimitException) when (group.Count > 1)
            {
                await ApplyEach(campaign, some, batch, cancellation);
            }
            catch (Exception x) when (!cancellation.IsCancellationRequested)
            {
                batch.Fail(some, x);
            }
        }
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
