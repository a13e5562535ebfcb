using System.Diagnostics;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Telemetry;

namespace Wsis.Invitations.Workflow;

/// <summary>Carries out what the decider decides: load, decide, commit, send, commit the outcome.
/// <see cref="Apply"/> takes in what happens; <see cref="Advance(InvitationKey, CancellationToken)"/> does what is due.
/// Any number of them may run at once, on any number of machines.</summary>
public sealed class InvitationService(
    IInvitationStore store,
    IMailer mailer,
    CampaignCache campaigns,
    IWakeUpScheduler waker,
    CampaignSettings settings,
    TimeProvider clock
)
{
    /// <summary>How often a decision is made again because somebody else changed the row meanwhile, before the store is
    /// called unavailable.</summary>
    private const int MaxConflicts = 20;

    private static readonly Signal Wake = new Signal.WakeUp();

    private readonly InFlightLetters inHand = new();

    /// <summary>Records what happened to an invitation, and has it woken if anything follows. When this returns, it is
    /// on the record.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="signal">What happened to it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <param name="known">The row, if the caller has just read it: spares reading it again, unless somebody has
    /// changed it since.</param>
    /// <param name="onlyAt">The version that the row must have: where it has another, the signal is refused as
    /// <see cref="Reason.InvitationChanged"/>.</param>
    /// <returns>The decision; null where there is no such invitation.</returns>
    /// <exception cref="StoreUnavailableException">It could not be recorded.</exception>
    public async Task<Decision?> Apply(
        InvitationKey key,
        Signal signal,
        CancellationToken cancellation,
        Stored? known = null,
        string? onlyAt = null
    )
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return null;
        using var activity = signal is Signal.ReplyReceived ? Instruments.Source.StartActivity("record reply") : null;
        var decision = await Record(campaign, key, Traced(signal), cancellation, known, onlyAt);
        // Who waits need not hear of what leaves the next moment where it was, such as most reports of delivery.
        if (decision is not null && decision.Next.WakeAt != decision.Before.WakeAt && campaign.Sends)
            await waker.Changed(decision.Next, decision.Before.WakeAt, cancellation);
        return decision;
    }

    /// <summary>Does what is due for one invitation: moves it on, sends at most one letter. In a campaign that is over
    /// it comes to rest.</summary>
    /// <returns>The invitation as it is then; null where there is none, or where its campaign holds letters back and
    /// nothing was done.</returns>
    public async Task<Invitation?> Advance(InvitationKey key, CancellationToken cancellation)
    {
        var campaign = await campaigns.Get(key.Campaign, cancellation);
        return campaign.Sends || campaign.IsOver ? await Advance(campaign, key, cancellation) : null;
    }

    /// <summary>Does what is due in a partition, many invitations at a time: at most one letter for each.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="most">How many invitations at the most.</param>
    /// <param name="cancellation">Stops between two groups; a group that was begun is finished.</param>
    /// <returns>The invitations that were due, as they are now.</returns>
    public async Task<IReadOnlyList<Invitation>> Advance(Partition partition, int most, CancellationToken cancellation)
    {
        var campaign = await campaigns.Get(partition.Campaign, cancellation);
        return campaign.Sends
            ? await Advance(
                campaign,
                await store.FindDue(partition, Now + Plan.TimerTolerance, most, cancellation),
                cancellation
            )
            : [];
    }

    /// <summary>Does what is due for some invitations of a partition together, each read by its key: at most one letter
    /// for each. In a campaign that is over they come to rest.</summary>
    /// <returns>The invitations as they are now, those that there are; none where the campaign holds letters
    /// back.</returns>
    public async Task<IReadOnlyList<Invitation>> Advance(
        Partition partition,
        IReadOnlyCollection<InvitationKey> keys,
        CancellationToken cancellation
    )
    {
        var campaign = await campaigns.Get(partition.Campaign, cancellation);
        if (!campaign.Sends && !campaign.IsOver)
            return [];
        var rows = await Task.WhenAll(keys.Select(k => store.Find(partition, k.Invitee, cancellation)));
        return await Advance(campaign, [.. rows.OfType<Stored>()], cancellation);
    }

    /// <summary>Decides again on every one of these invitations of one partition, due or not: the plan may have
    /// changed. Those whose next moment moved are woken; but where the campaign is over they come to rest, and nobody
    /// need be told: a wake-up finds nothing to do.</summary>
    public async Task<IReadOnlyList<Invitation>> Replan(
        Partition partition,
        IReadOnlyList<Stored> rows,
        CancellationToken cancellation
    )
    {
        var campaign = await campaigns.Get(partition.Campaign, cancellation);
        if (campaign.IsOver)
            return await Advance(campaign, rows, cancellation);
        if (!campaign.Sends)
            return [.. rows.Select(r => r.Invitation)];
        var planned = rows.ToDictionary(r => r.Invitation.Key, r => r.Invitation.WakeAt);
        var advanced = await Advance(campaign, rows, cancellation);
        foreach (var moved in advanced.Where(i => i.WakeAt != planned[i.Key]))
            await waker.Changed(moved, planned[moved.Key], cancellation);
        return advanced;
    }

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>A reply takes its trace with it on the record: the acknowledgement, which another process may send,
    /// goes on with it.</summary>
    private static Signal Traced(Signal signal) =>
        signal is Signal.ReplyReceived { Reply.Trace: null } received
        && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace }
            ? received with
            {
                Reply = received.Reply with { Trace = trace },
            }
            : signal;

    private async Task<Invitation?> Advance(LoadedCampaign campaign, InvitationKey key, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            if (await store.Find(campaign.PartitionOf(key), key.Invitee, cancellation) is not { } row)
                return null;
            if (await AdvanceGroup(campaign, [await Decide(campaign, row, cancellation)], cancellation) is { } advanced)
                return advanced[0];
        }
        throw TooManyConflicts();
    }

    private async Task<IReadOnlyList<Invitation>> Advance(
        LoadedCampaign campaign,
        IReadOnlyList<Stored> rows,
        CancellationToken cancellation
    )
    {
        var decided = new List<Decided>(rows.Count);
        foreach (var row in rows)
            decided.Add(await Decide(campaign, row, cancellation));
        var result = decided.Where(d => !d.Decision.IsChange).Select(d => d.Row.Invitation).ToList();
        foreach (var group in Groups(decided.Where(d => d.Decision.IsChange)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await AdvanceGroup(campaign, group, cancellation) is { } advanced)
                result.AddRange(advanced);
            else
                // Somebody changed one of the rows meanwhile: take them one by one, each read afresh.
                foreach (var (row, _, _) in group)
                    if (await Advance(campaign, row.Invitation.Key, cancellation) is { } one)
                        result.Add(one);
        }
        return result;
    }

    /// <summary>Decides on a row. If a letter of it is in doubt, the mailer is asked first; one that this process has
    /// in hand is not.</summary>
    private async Task<Decided> Decide(LoadedCampaign campaign, Stored row, CancellationToken cancellation)
    {
        var doubtful = row.Invitation.Dispatches.FirstOrDefault(d =>
            d.State == DispatchState.Claimed && !inHand.Has(row.Invitation.IdOf(d))
        );
        var signal =
            doubtful is not null
            && await mailer.Ask(row.Invitation.IdOf(doubtful), cancellation) is not SendOutcome.Unknown and var known
                ? new Signal.Settled(doubtful.Step, doubtful.Edition, known)
                : Wake;
        return Decide(campaign, row, signal);
    }

    private Decided Decide(LoadedCampaign campaign, Stored row, Signal signal) =>
        new(
            row,
            InvitationDecider.Decide(row.Invitation, signal, campaign.Planner.For(row.Invitation.Invitee), Now),
            campaign.Campaign.Webhooks
        );

    /// <summary>The way of the letters, for rows that fit into one transaction: commit the claims, send, commit the
    /// outcomes. Once the claims are committed nothing stops it halfway but the end of the process.</summary>
    /// <returns>The invitations as they are then; null if nothing was done because one of them has changed.</returns>
    private async Task<IReadOnlyList<Invitation>?> AdvanceGroup(
        LoadedCampaign campaign,
        IReadOnlyList<Decided> group,
        CancellationToken cancellation
    )
    {
        if (group is [{ Decision.IsChange: false } unchanged])
            return [unchanged.Row.Invitation];
        using var activity = Instruments
            .Source.StartActivity("advance")
            ?.SetTag(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
            .SetTag(Instruments.Tags.Together, group.Count);
        var begun = clock.GetTimestamp();
        using var hand = inHand.Take([
            .. group.Where(d => d.Decision.Letter is not null).Select(d => d.Row.Invitation.IdOf(d.Decision.Letter!)),
        ]);
        if (await Commit(campaign, group, cancellation) is not CommitResult.Committed claimed)
            return null;
        var outcomes = new SendOutcome?[group.Count];
        await Parallel.ForAsync(
            0,
            group.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.MaxConcurrentSenders },
            async (i, _) =>
            {
                if (group[i].Decision.Letter is { } dispatch)
                    outcomes[i] = await Send(campaign, claimed.Rows[i].Invitation, dispatch);
            }
        );
        var sent = claimed
            .Rows.Zip(group, outcomes)
            .Where(s => s.Third is not null)
            .Select(s =>
                (
                    Row: s.First,
                    Signal: new Signal.Settled(
                        s.Second.Decision.Letter!.Step,
                        s.Second.Decision.Letter.Edition,
                        s.Third!
                    )
                )
            );
        var others = claimed.Rows.Where((_, i) => outcomes[i] is null).Select(r => r.Invitation);
        var settled = await Settle(campaign, [.. sent]);
        Instruments.AdvanceDuration.Record(
            clock.GetElapsedTime(begun).TotalSeconds,
            KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
        );
        return [.. others, .. settled];
    }

    /// <summary>Commits decisions of one partition together, and counts what they have changed.</summary>
    private async Task<CommitResult> Commit(
        LoadedCampaign campaign,
        IReadOnlyList<Decided> group,
        CancellationToken cancellation
    )
    {
        var result = await store.Commit(
            campaign.PartitionOf(group[0].Row.Invitation.Key),
            [.. group.Select(d => d.Change)],
            cancellation
        );
        if (result is CommitResult.Conflict)
            Instruments.StoreConflicts.Add(
                1,
                KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, campaign.Entry.Id.Value)
            );
        else
            foreach (var decided in group)
                decided.Decision.Count();
        return result;
    }

    private async Task<SendOutcome> Send(LoadedCampaign campaign, Invitation invitation, Dispatch dispatch)
    {
        using var activity = invitation.StartSending(dispatch);
        var outcome = await Hand(campaign, invitation, dispatch);
        activity?.SetTag(Instruments.Tags.Outcome, outcome.GetType().Name);
        return outcome;
    }

    private async Task<SendOutcome> Hand(LoadedCampaign campaign, Invitation invitation, Dispatch dispatch)
    {
        Letter letter;
        try
        {
            letter = campaign.Composer.Compose(invitation, dispatch, Now);
        }
        catch (ReasonException e)
        {
            return new SendOutcome.Rejected(e.Reason);
        }
        catch (LetterNotRenderedException e)
        {
            // It fails every time: staff must see it, and it is not tried again.
            return new SendOutcome.Rejected(new Reason.LetterNotRendered(e.Message));
        }
        return await mailer.Send(letter, CancellationToken.None);
    }

    private async Task<List<Invitation>> Settle(LoadedCampaign campaign, List<(Stored Row, Signal.Settled Signal)> sent)
    {
        var result = new List<Invitation>(sent.Count);
        var signals = sent.ToDictionary(s => s.Row.Invitation.Key, s => s.Signal);
        foreach (var group in Groups(sent.Select(s => Decide(campaign, s.Row, s.Signal))))
        {
            if (await Commit(campaign, group, CancellationToken.None) is CommitResult.Committed committed)
                result.AddRange(committed.Rows.Select(r => r.Invitation));
            else
                foreach (var key in group.Select(d => d.Row.Invitation.Key))
                    if (await Record(campaign, key, signals[key], CancellationToken.None) is { } decision)
                        result.Add(decision.Next);
        }
        return result;
    }

    /// <summary>Reads, decides and commits until nobody interferes.</summary>
    private async Task<Decision?> Record(
        LoadedCampaign campaign,
        InvitationKey key,
        Signal signal,
        CancellationToken cancellation,
        Stored? known = null,
        string? onlyAt = null
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
                return Decision.On(row.Invitation, Now).Refuse(new Reason.InvitationChanged());
            var decided = Decide(campaign, row, signal);
            if (!decided.Decision.IsChange || await Commit(campaign, [decided], cancellation) is CommitResult.Committed)
                return decided.Decision;
        }
        throw TooManyConflicts();
    }

    /// <summary>Cuts decisions into groups that fit into a transaction each.</summary>
    private static IEnumerable<List<Decided>> Groups(IEnumerable<Decided> decisions)
    {
        var (group, size) = (new List<Decided>(), 0);
        foreach (var decision in decisions)
        {
            if (size + decision.Change.Rows > IInvitationStore.MaxRowsPerCommit)
            {
                yield return group;
                (group, size) = ([], 0);
            }
            group.Add(decision);
            size += decision.Change.Rows;
        }
        if (group.Count > 0)
            yield return group;
    }

    private static StoreUnavailableException TooManyConflicts() =>
        new($"The invitation was changed by others {MaxConflicts} times in a row; try again.");

    private sealed record Decided(Stored Row, Decision Decision, IReadOnlyList<Uri> Webhooks)
    {
        public Change Change { get; } = Change.By(Row, Decision, Webhooks);
    }
}
