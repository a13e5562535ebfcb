using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Telemetry;

namespace Wsis.Invitations.Workflow;

/// <summary>Carries out what the decider decides: load, decide, commit, send, commit the outcome.
/// <see cref="Apply"/> takes in what happens; <see cref="Advance(InvitationKey, CancellationToken)"/> does what is due.
/// Any number of them may run at once, on any number of machines.</summary>
public sealed partial class InvitationService(
    IInvitationStore store,
    IMailer mailer,
    CampaignCache campaigns,
    IWakeUpScheduler scheduler,
    CampaignSettings settings,
    TimeProvider clock
)
{
    /// <summary>The number of conflicts after which the store counts as unavailable.</summary>
    private const int MaxConflicts = 20;

    private readonly Turns turns = new();
    private readonly SendingPauses pauses = new();

    private static readonly Signal WakeUp = new Signal.WakeUp();
    private static readonly Signal PlanChanged = new Signal.PlanChanged();

    private readonly InFlightLetters inFlight = new();

    /// <summary>Records a signal, and notifies the scheduler if the wake-up time has changed. The result is stored when
    /// this returns.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <param name="known">The row, if the caller has just read it. It saves a read unless the row has changed.</param>
    /// <param name="onlyAt">The version that the row must have. Otherwise the signal is refused as
    /// <see cref="Reason.Stale"/>.</param>
    /// <returns>The decision. Null if there is no such invitation.</returns>
    /// <exception cref="StoreUnavailableException">The signal could not be recorded.</exception>
    public async Task<Decision?> Apply(
        InvitationKey key,
        Signal signal,
        CancellationToken cancellation,
        Versioned<Invitation>? known = null,
        string? onlyAt = null
    )
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return null;
        using var activity = signal is Signal.ReplyReceived ? Instruments.Source.StartActivity("record reply") : null;
        var decision = await Record(campaign, key, AddTrace(signal), cancellation, known, onlyAt);
        if (decision is { Recalls: true } && signal is Signal.Withdrawn or Signal.PersonErased)
            await WaitForRecall(campaign.PartitionOf(key), key, cancellation);
        if (decision is not null)
            await Schedule(campaign, decision, cancellation);
        return decision;
    }

    /// <summary>Lets the calls of <see cref="Advance(InvitationKey, CancellationToken)"/> and its overloads wait before
    /// their next letters, until the result is disposed.</summary>
    internal Task<IDisposable> PauseSending(CampaignId campaign, CancellationToken cancellation) =>
        pauses.Begin(campaign, cancellation);

    /// <summary>Does what is due for one invitation and sends at most one letter. In a campaign that is over it clears
    /// the wake-up time.</summary>
    /// <returns>The invitation afterwards. Null if there is none, or if its campaign does not send letters
    /// now.</returns>
    public async Task<Invitation?> Advance(InvitationKey key, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var campaign = await GetToAdvance(key.Campaign, cancellation);
            if (!campaign.Sends && !campaign.IsOver)
                return null;
            if (await store.Find(campaign.PartitionOf(key), key.Invitee, cancellation) is not { } row)
                return null;
            if (await AdvanceGroup(campaign, [await Decide(campaign, row, cancellation)], cancellation) is { } advanced)
                return advanced[0];
        }
        throw TooManyConflicts();
    }

    /// <summary>Does what is due in a partition, many invitations at a time. It sends at most one letter for each. In a
    /// campaign that is over it sends none, and records what became of letters in doubt.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="max">The highest number of invitations.</param>
    /// <param name="cancellation">Stops between two groups. A group that was begun is finished.</param>
    /// <returns>The invitations that were due, as they are afterwards.</returns>
    public async Task<IReadOnlyList<Invitation>> Advance(Partition partition, int max, CancellationToken cancellation)
    {
        var campaign = await GetToAdvance(partition.Campaign, cancellation);
        return campaign.Sends || campaign.IsOver
            ? await Advance(
                campaign,
                await store.FindDue(partition, Now + Plan.TimerTolerance, max, cancellation),
                cancellation
            )
            : [];
    }

    /// <summary>Does what is due in a campaign of few invitees, as
    /// <see cref="Advance(Partition, int, CancellationToken)"/> does in a partition. Partitions in which nothing is due
    /// are not read.</summary>
    public async Task<IReadOnlyList<Invitation>> Advance(CampaignId id, int max, CancellationToken cancellation)
    {
        var campaign = await GetToAdvance(id, cancellation);
        if (!campaign.Sends && !campaign.IsOver)
            return [];
        var result = new ConcurrentBag<Invitation>();
        await Parallel.ForEachAsync(
            (await store.FindDue(id, Now + Plan.TimerTolerance, max, cancellation)).GroupBy(r =>
                campaign.PartitionOf(r.Value.Key)
            ),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
                CancellationToken = cancellation,
            },
            async (rows, token) =>
            {
                foreach (var advanced in await Advance(campaign, [.. rows], token))
                    result.Add(advanced);
            }
        );
        return [.. result];
    }

    /// <summary>Does what is due for some invitations of a partition together. It sends at most one letter for each. In
    /// a campaign that is over it clears their wake-up times.</summary>
    /// <returns>The invitations that exist, as they are afterwards. None if the campaign does not send letters
    /// now.</returns>
    public async Task<IReadOnlyList<Invitation>> Advance(
        Partition partition,
        IReadOnlyCollection<InvitationKey> keys,
        CancellationToken cancellation
    )
    {
        var campaign = await GetToAdvance(partition.Campaign, cancellation);
        if (!campaign.Sends && !campaign.IsOver)
            return [];
        var rows = await store.FindAll(partition, [.. keys.Select(k => k.Invitee)], cancellation);
        return await Advance(campaign, rows, cancellation);
    }

    /// <summary>Decides again on every invitation of a partition, unless that was done since the plan has changed. It
    /// sends nothing, so that it is fast.</summary>
    /// <returns>The invitations that have changed.</returns>
    public async Task<IReadOnlyList<Invitation>> Replan(Partition partition, CancellationToken cancellation)
    {
        var changed = new Dictionary<InvitationKey, Invitation>();
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var campaign = await campaigns.Get(partition.Campaign, cancellation);
            if (await IsReplanned(campaign, partition, cancellation))
                break;
            var rows = await store.FindAll(partition, cancellation);
            var decisions = rows.Select(r => Decide(campaign, r, PlanChanged)).Where(d => d.Decision.IsChange);
            var isDone = true;
            foreach (var group in Groups(decisions))
                if (await Commit(campaign, group, cancellation) is CommitResult.Committed committed)
                    foreach (var row in committed.Rows)
                        changed[row.Value.Key] = row.Value;
                else
                    isDone = false;
            if (isDone)
                await store.MarkReplanned(partition, campaign.Entry.ReplanVersion, cancellation);
        }
        return [.. changed.Values];
    }

    /// <summary>Notifies the scheduler. Most signals, such as reports of delivery, leave the wake-up time as it
    /// was.</summary>
    private async Task Schedule(LoadedCampaign campaign, Decision decision, CancellationToken cancellation)
    {
        if (decision.Next.WakeAt != decision.Before.WakeAt && campaign.Sends)
            await scheduler.Changed(decision.Next, decision.Before.WakeAt, cancellation);
    }

    /// <summary>Whether every invitation of a partition was decided on since the plan has changed.</summary>
    private async Task<bool> IsReplanned(
        LoadedCampaign campaign,
        Partition partition,
        CancellationToken cancellation
    ) =>
        campaign.Entry.ReplanVersion == 0
        || (await store.ReadMark(partition, cancellation)).Replanned >= campaign.Entry.ReplanVersion;

    /// <summary>Waits until no letter to a withdrawn office can be begun any more: until the result of its claimed
    /// letter is stored, or until all permissions from before have ended.</summary>
    private async Task WaitForRecall(Partition partition, InvitationKey key, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < SendPermission.MaxAge)
        {
            var row = await store.Find(partition, key.Invitee, cancellation);
            var mayBegin = row?.Value is { } now && (now.IsErased || now.Dispatches.Any(IsClaimed));
            if (!mayBegin)
                return;
            await Task.Delay(SendPermission.PollInterval, TimeProvider.System, cancellation);
        }

        static bool IsClaimed(Dispatch dispatch) => dispatch.State == DispatchState.Claimed;
    }

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>Stores the trace with a reply. The acknowledgement, which another process may send, continues
    /// it.</summary>
    private static Signal AddTrace(Signal signal) =>
        signal is Signal.ReplyReceived { Reply.Trace: null } received
        && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace }
            ? received with
            {
                Reply = received.Reply with { Trace = trace },
            }
            : signal;

    /// <summary>Gets a campaign whose letters are about to be decided on, after a decision of staff that this process
    /// is putting in force.</summary>
    private async Task<LoadedCampaign> GetToAdvance(CampaignId id, CancellationToken cancellation)
    {
        await pauses.WaitWhilePaused(id, cancellation);
        return await campaigns.Get(id, cancellation);
    }

    /// <summary>Reads the campaign again after the store has refused a commit because the plan has changed.</summary>
    private async Task<LoadedCampaign> Reload(LoadedCampaign old, CancellationToken cancellation)
    {
        // Another call may have read it meanwhile.
        var current = await campaigns.Get(old.Entry.Id, cancellation);
        if (current.Entry.PlanVersion > old.Entry.PlanVersion)
            return current;
        campaigns.Changed(old.Entry.Id);
        return await campaigns.Get(old.Entry.Id, cancellation);
    }

    private async Task<IReadOnlyList<Invitation>> Advance(
        LoadedCampaign campaign,
        IReadOnlyList<Versioned<Invitation>> rows,
        CancellationToken cancellation
    )
    {
        var decided = new List<Decided>(rows.Count);
        foreach (var row in rows)
            decided.Add(await Decide(campaign, row, cancellation));
        var result = decided.Where(d => !d.Decision.IsChange).Select(d => d.Row.Value).ToList();
        var groups = Groups(decided.Where(d => d.Decision.IsChange)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await pauses.WaitWhilePaused(campaign.Entry.Id, cancellation);
            if (await AdvanceGroup(campaign, groups[i], cancellation) is { } advanced)
                result.AddRange(advanced);
            else if (
                await campaigns.Get(campaign.Entry.Id, cancellation) is var current
                && current.Entry.PlanVersion > campaign.Entry.PlanVersion
            )
            {
                // Decide on the rest under the plan that is now in force, many together as before.
                if (current.Sends || current.IsOver)
                    result.AddRange(
                        await Advance(current, [.. groups.Skip(i).SelectMany(g => g.Select(d => d.Row))], cancellation)
                    );
                break;
            }
            else
                // One of the rows has changed since it was read. Read and advance each by itself.
                foreach (var (row, _, _) in groups[i])
                    if (await Advance(row.Value.Key, cancellation) is { } one)
                        result.Add(one);
        }
        return result;
    }

    /// <summary>Decides on a row. If a letter is in doubt, the mailer is queried first. A letter that this process is
    /// sending is not in doubt.</summary>
    private async Task<Decided> Decide(
        LoadedCampaign campaign,
        Versioned<Invitation> row,
        CancellationToken cancellation
    )
    {
        var doubtful = row.Value.Dispatches.FirstOrDefault(d =>
            d.State == DispatchState.Claimed && !inFlight.Contains(row.Value.IdOf(d))
        );
        var signal =
            doubtful is not null
            && await mailer.Ask(row.Value.IdOf(doubtful), cancellation) is not SendOutcome.Unknown and var known
                ? new Signal.Settled(doubtful.Step, doubtful.Edition, known)
                : WakeUp;
        return Decide(campaign, row, signal);
    }

    private Decided Decide(LoadedCampaign campaign, Versioned<Invitation> row, Signal signal) =>
        new(
            row,
            InvitationDecider.Decide(
                row.Value,
                signal,
                // Another zone, weekend or language has another plan.
                campaign.Planner.For(FindNewInvitee(signal) ?? row.Value.Invitee),
                Now
            ),
            campaign.Campaign.Webhooks
        );

    /// <summary>The invitee as a signal makes it. Null if the signal leaves the particulars as they are.</summary>
    private static Invitees.Invitee? FindNewInvitee(Signal signal) =>
        signal switch
        {
            Signal.ParticularsCorrected corrected => corrected.Corrected,
            Signal.Reinvited reinvited => reinvited.Invitee,
            _ => null,
        };

    /// <summary>Sends the letters of rows that fit into one transaction: commit the claims, send, commit the outcomes.
    /// After the claims are committed, only the end of the process interrupts it.</summary>
    /// <returns>The invitations afterwards. Null if nothing was done because one of them or the plan has
    /// changed.</returns>
    private async Task<IReadOnlyList<Invitation>?> AdvanceGroup(
        LoadedCampaign campaign,
        IReadOnlyList<Decided> group,
        CancellationToken cancellation
    )
    {
        if (group is [{ Decision.IsChange: false } unchanged])
            return [unchanged.Row.Value];
        using var activity = Instruments
            .Source.StartActivity("advance")
            ?.SetTag(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
            .SetTag(Instruments.Tags.Together, group.Count);
        var begun = clock.GetTimestamp();
        using var registration = inFlight.Register([
            .. group.Where(d => d.Decision.Letter is not null).Select(d => d.Row.Value.IdOf(d.Decision.Letter!)),
        ]);
        var committedAt = TimeProvider.System.GetTimestamp();
        if (await Commit(campaign, group, cancellation) is not CommitResult.Committed claimed)
            return null;
        var others = claimed.Rows.Zip(group).Where(c => c.Second.Decision.Letter is null).Select(c => c.First.Value);
        var letters = new ClaimedLetters([
            .. claimed
                .Rows.Zip(group)
                .Where(c => c.Second.Decision.Letter is not null)
                .Select(c => (c.First, c.Second.Decision.Letter!)),
        ]);
        using var permission = new ClaimPermission(
            store,
            campaign.PartitionOf(group[0].Row.Value.Key),
            campaign.Entry.PlanVersion,
            claimed.Mark,
            committedAt,
            TimeProvider.System
        );
        var settled = letters.Count == 0 ? [] : await Send(campaign, letters, permission);
        Instruments.AdvanceDuration.Record(
            clock.GetElapsedTime(begun).TotalSeconds,
            KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
        );
        return [.. others, .. settled];
    }

    /// <summary>Commits decisions of one partition together and updates the metrics. If the plan has changed, the
    /// campaign is read again before the caller decides again.</summary>
    private async Task<CommitResult> Commit(
        LoadedCampaign campaign,
        IReadOnlyList<Decided> group,
        CancellationToken cancellation
    )
    {
        var result = await store.Commit(
            campaign.PartitionOf(group[0].Row.Value.Key),
            [.. group.Select(d => d.Change)],
            cancellation,
            campaign.Entry.PlanVersion
        );
        if (result is CommitResult.Committed)
        {
            foreach (var decided in group)
                decided.Decision.Count();
            return result;
        }
        Instruments.StoreConflicts.Add(
            1,
            KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
        );
        if (result is CommitResult.PlanChanged)
            await Reload(campaign, cancellation);
        return result;
    }

    /// <summary>Sends claimed letters and commits their outcomes. If staff recall them meanwhile, those that were not
    /// begun are released at once, without waiting for those on the way.</summary>
    private async Task<List<Invitation>> Send(
        LoadedCampaign campaign,
        ClaimedLetters letters,
        ClaimPermission permission
    )
    {
        var sending = Parallel.ForAsync(
            0,
            letters.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.MaxConcurrentSenders },
            async (i, _) =>
            {
                if (letters.TryBegin(i) is { } letter)
                    letters.Complete(letter, await Send(campaign, letter.Row.Value, letter.Dispatch, permission));
            }
        );
        var settled = new List<Invitation>();
        try
        {
            if (await permission.WatchUntil(sending))
            {
                letters.ReleaseRest();
                settled.AddRange(await Settle(campaign, letters.TakeOutcomes()));
            }
        }
        finally
        {
            await sending;
        }
        settled.AddRange(await Settle(campaign, letters.TakeOutcomes()));
        return settled;
    }

    private async Task<SendOutcome> Send(
        LoadedCampaign campaign,
        Invitation invitation,
        Dispatch dispatch,
        SendPermission permission
    )
    {
        using var activity = invitation.StartSending(dispatch);
        var outcome = await permission.MayBegin()
            ? await ComposeAndSend(campaign, invitation, dispatch, permission)
            : new SendOutcome.Recalled();
        activity?.SetTag(Instruments.Tags.Outcome, outcome.GetType().Name);
        return outcome;
    }

    private async Task<SendOutcome> ComposeAndSend(
        LoadedCampaign campaign,
        Invitation invitation,
        Dispatch dispatch,
        SendPermission permission
    )
    {
        var result = LetterResult.Compose(() => campaign.Composer.Compose(invitation, dispatch, Now));
        // A fault fails on every attempt, so it is not retried. Staff see the reason.
        return result.Letter is { } letter
            ? await mailer.Send(letter, permission, CancellationToken.None)
            : new SendOutcome.Rejected(result.Fault!);
    }

    private async Task<List<Invitation>> Settle(
        LoadedCampaign campaign,
        List<(Versioned<Invitation> Row, Signal.Settled Signal)> sent
    )
    {
        var result = new List<Invitation>(sent.Count);
        var signals = sent.ToDictionary(s => s.Row.Value.Key, s => s.Signal);
        Task<LoadedCampaign> Current() => campaigns.Get(campaign.Entry.Id, CancellationToken.None);
        foreach (var group in Groups(sent.Select(s => Decide(campaign, s.Row, s.Signal))))
        {
            var commit = await Commit(campaign, group, CancellationToken.None);
            if (commit is CommitResult.Committed committed)
                result.AddRange(committed.Rows.Select(r => r.Value));
            else if (commit is CommitResult.PlanChanged && await Current() is { } current && current != campaign)
                result.AddRange(await Settle(current, [.. group.Select(d => (d.Row, signals[d.Row.Value.Key]))]));
            else
                foreach (var key in group.Select(d => d.Row.Value.Key))
                    if (await Record(campaign, key, signals[key], CancellationToken.None) is { } decision)
                        result.Add(decision.Next);
        }
        return result;
    }

    /// <summary>Reads, decides and commits, again after each conflict.</summary>
    private async Task<Decision?> Record(
        LoadedCampaign campaign,
        InvitationKey key,
        Signal signal,
        CancellationToken cancellation,
        Versioned<Invitation>? known = null,
        string? onlyAt = null
    )
    {
        // Of many signals to one invitation at once, each takes its turn. Otherwise the last one would lose to all
        // others, one after another. The waits of other invitations that share a turn are short: nothing is sent.
        using var turn = await turns.Take(campaign.PartitionOf(key), key, cancellation);
        return await RecordInTurn(campaign, key, signal, known, onlyAt, cancellation);
    }

    private async Task<Decision?> RecordInTurn(
        LoadedCampaign campaign,
        InvitationKey key,
        Signal signal,
        Versioned<Invitation>? known,
        string? onlyAt,
        CancellationToken cancellation
    )
    {
        var partition = campaign.PartitionOf(key);
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var row =
                attempt == 0 && known is not null ? known : await store.Find(partition, key.Invitee, cancellation);
            if (row is null)
                return null;
            if (onlyAt is not null && row.Version != onlyAt)
                return Decision.On(row.Value, Now).Refuse(new Reason.Stale());
            var decided = Decide(campaign, row, signal);
            if (!decided.Decision.IsChange)
                return decided.Decision;
            var commit = await Commit(campaign, [decided], cancellation);
            if (commit is CommitResult.Committed)
                return decided.Decision;
            if (commit is CommitResult.PlanChanged)
                campaign = await campaigns.Get(key.Campaign, cancellation);
        }
        throw TooManyConflicts();
    }

    /// <summary>Splits decisions into groups that fit into one transaction each.</summary>
    private static IEnumerable<List<Decided>> Groups(IEnumerable<Decided> decisions)
    {
        var group = new List<Decided>();
        var size = 0;
        foreach (var decision in decisions)
        {
            if (size + decision.Change.Rows > IInvitationStore.MaxRowsPerCommit)
            {
                yield return group;
                group = [];
                size = 0;
            }
            group.Add(decision);
            size += decision.Change.Rows;
        }
        if (group.Count > 0)
            yield return group;
    }

    private static StoreUnavailableException TooManyConflicts() =>
        new($"The invitation was changed by others {MaxConflicts} times in a row; try again.");

    private sealed record Decided(Versioned<Invitation> Row, Decision Decision, IReadOnlyList<Uri> Webhooks)
    {
        public Change Change { get; } = Change.By(Row, Decision, Webhooks);
    }
}
