using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using static Wsis.Invitations.Campaigns.CampaignState;

namespace Wsis.Invitations.Workflow;

/// <summary>What staff may do to a campaign as a whole. Each move is on the record, with a line in the campaign's
/// journal, before it is called done; the same move again changes nothing, and makes up for a first one that was
/// interrupted.</summary>
public sealed class CampaignActions(
    ICampaignStore store,
    CampaignCache campaigns,
    CampaignService service,
    ICampaignRunner runner,
    TimeProvider clock
)
{
    /// <summary>Approves what the campaign sends: its file and its letters as they are stored. The same person approves
    /// the same thing once.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="hash">What was looked at (<see cref="LoadedCampaign.ContentHash"/>); null for what is stored
    /// now.</param>
    /// <param name="actor">Who approves.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> Approve(
        CampaignId id,
        string? hash,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Move(
            id,
            actor,
            campaign =>
            {
                if (campaign.Entry.State is not (Draft or Running or Paused))
                    return Refuse($"The campaign is {campaign.Entry.State}; there is nothing to approve.");
                if (hash is not null && hash != campaign.ContentHash)
                    return Refuse("What was looked at is not what is stored now; look at the proofs again.");
                var approval = new ProofApproval(campaign.ContentHash, actor.Name, clock.GetCurrentInstant());
                return campaign.Entry.Approvals.Any(a => a.Hash == approval.Hash && a.By == approval.By)
                    ? Unchanged(campaign)
                    : Change(
                        campaign.Entry with
                        {
                            Approvals = [.. campaign.Entry.Approvals.TakeLast(MaxApprovals - 1), approval],
                        },
                        "proofs approved",
                        actor,
                        approval.Hash
                    );
            },
            cancellation
        );

    /// <summary>Lets the letters go: from now on what is due is sent. What is sent must have been approved exactly as
    /// it is stored, by somebody else than who brought the campaign where the campaign says so.</summary>
    public Task<ActionResult<CampaignEntry>> Launch(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Move(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Running => Unchanged(campaign),
                    Draft when MissingApproval(campaign) is { } why => Refuse(why),
                    Draft => Change(
                        campaign.Entry with
                        {
                            State = Running,
                            LaunchedAt = clock.GetCurrentInstant(),
                        },
                        "launched",
                        actor,
                        $"content {campaign.ContentHash}"
                    ),
                    var state => Refuse($"The campaign is {state}; only a draft is launched."),
                },
            cancellation
        );

    /// <summary>Holds all letters back; replies are recorded.</summary>
    public Task<ActionResult<CampaignEntry>> Pause(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Move(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Paused => Unchanged(campaign),
                    Running => Change(campaign.Entry with { State = Paused }, "paused", actor),
                    var state => Refuse($"The campaign is {state}; only one that runs can be paused."),
                },
            cancellation
        );

    /// <summary>Lets the letters go on. What fell due meanwhile is sent, of reminders only the latest.</summary>
    public Task<ActionResult<CampaignEntry>> Resume(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Move(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Running => Unchanged(campaign),
                    Paused => Change(campaign.Entry with { State = Running }, "resumed", actor),
                    var state => Refuse($"The campaign is {state}; only one that is paused can be resumed."),
                },
            cancellation
        );

    /// <summary>Calls the campaign off, for good: no letter goes out any more, and the reply page says that no reply is
    /// required. Who is to be told by letter must be withdrawn from the list before.</summary>
    public Task<ActionResult<CampaignEntry>> Cancel(
        CampaignId id,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) => End(id, Cancelled, reason, actor, cancellation);

    /// <summary>Ends the campaign, for good: no letter goes out any more, whoever has not answered stays without an
    /// answer, and a reply that comes after all is recorded as late.</summary>
    public Task<ActionResult<CampaignEntry>> Close(CampaignId id, Actor actor, CancellationToken cancellation) =>
        End(id, Closed, null, actor, cancellation);

    /// <summary>Moves the deadline to a later time; invitations that had missed it are open again.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="deadline">The new deadline, in the campaign's zone; later than the one in force, and not after the
    /// event.</param>
    /// <param name="announce">Whether a letter tells those who have not answered.</param>
    /// <param name="actor">Who decided it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> Extend(
        CampaignId id,
        LocalDateTime deadline,
        bool announce,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Move(
            id,
            actor,
            campaign =>
            {
                var (entry, inForce) = (campaign.Entry, campaign.Planner.Schedule.Deadline);
                if (entry.State is not (Draft or Running or Paused))
                    return Refuse($"The campaign is {entry.State}; its deadline no longer moves.");
                if (entry.Extensions is [.., var last] && last.Deadline == deadline && last.Announce == announce)
                    return Unchanged(campaign);
                if (deadline <= inForce)
                    return Refuse($"The deadline is {Text(inForce)}; it can only be moved to a later time.");
                if (deadline.Date > campaign.Campaign.Event.To)
                    return Refuse("The deadline must not be after the event.");
                var extension = new DeadlineExtension(deadline, clock.GetCurrentInstant(), actor.Name, announce);
                return Change(
                    entry with
                    {
                        Extensions = entry.Extensions.Add(extension),
                    },
                    "deadline extended",
                    actor,
                    $"from {Text(inForce)} to {Text(deadline)}{(announce ? ", by letter" : "")}"
                );
            },
            cancellation,
            replan: true
        );

    /// <summary>Approves and launches in one, for whoever has the campaign folder before them: a run on one machine, a
    /// rehearsal.</summary>
    /// <exception cref="InvalidOperationException">It cannot be launched; the message says why.</exception>
    public async Task<CampaignEntry> ApproveAndLaunch(CampaignId id, string by, CancellationToken cancellation)
    {
        (await Approve(id, null, new Actor(by), cancellation)).OrThrow();
        return (await Launch(id, new Actor(by), cancellation)).OrThrow();
    }

    /// <summary>Only the latest approvals are kept in the row; the journal keeps them all.</summary>
    private const int MaxApprovals = 20;

    private static string? MissingApproval(LoadedCampaign campaign)
    {
        var approvals = campaign.Entry.Approvals.Where(a => a.Hash == campaign.ContentHash).ToList();
        if (approvals.Count == 0)
            return campaign.Entry.Approvals.IsEmpty
                ? "Nobody has approved the proofs yet."
                : "The proofs were changed after they had been approved; the approval must be of exactly what is sent.";
        return campaign.Campaign.SecondPerson && approvals.All(a => a.By == campaign.Entry.BroughtBy)
            ? $"The campaign asks for the approval of a second person; so far only {campaign.Entry.BroughtBy}, who brought it, has approved."
            : null;
    }

    private Task<ActionResult<CampaignEntry>> End(
        CampaignId id,
        CampaignState end,
        string? reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Move(
            id,
            actor,
            campaign =>
            {
                if (campaign.Entry.State == end)
                    return Unchanged(campaign);
                CampaignState[] from = end == Cancelled ? [Draft, Running, Paused] : [Running, Paused];
                return from.Contains(campaign.Entry.State)
                    ? Change(
                        campaign.Entry with
                        {
                            State = end,
                            EndedAt = clock.GetCurrentInstant(),
                        },
                        end == Cancelled ? "cancelled" : "closed",
                        actor,
                        reason
                    )
                    : Refuse($"The campaign is {campaign.Entry.State}; it cannot become {end}.");
            },
            cancellation,
            replan: true
        );

    private async Task<ActionResult<CampaignEntry>> Move(
        CampaignId id,
        Actor actor,
        Func<LoadedCampaign, Intent> decide,
        CancellationToken cancellation,
        bool replan = false
    )
    {
        campaigns.Changed(id);
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<CampaignEntry>.NotFound($"No campaign '{id}' is on the record.");
        if (actor.ExpectedVersion is { } saw && saw != campaign.Entry.Version)
            return new ActionResult<CampaignEntry>.Stale();
        var intent = decide(campaign);
        if (intent.Why is { } why)
            return new ActionResult<CampaignEntry>.Conflict(why);
        var entry = campaign.Entry;
        if (intent.Line is { } line)
        {
            if (await store.Save(intent.Entry!, [line], cancellation) is not { } saved)
                return CampaignConflicts.Refuse(id, actor);
            entry = saved;
        }
        campaigns.Changed(id);
        if (replan)
            await service.Replan(id, cancellation);
        if (entry.State != Draft)
            await runner.Changed(entry, cancellation);
        return new ActionResult<CampaignEntry>.Ok(entry);
    }

    private Intent Change(CampaignEntry entry, string what, Actor actor, string? note = null) =>
        new(entry, new JournalEntry(clock.GetCurrentInstant(), what, actor.Name, Note: note), null);

    private static Intent Unchanged(LoadedCampaign campaign) => new(campaign.Entry, null, null);

    private static Intent Refuse(string why) => new(null, null, why);

    private static string Text(LocalDateTime moment) => LocalDateTimePattern.GeneralIso.Format(moment);

    /// <summary>What a move comes to: a changed entry with its line, the entry as it was, or a sentence why
    /// not.</summary>
    private sealed record Intent(CampaignEntry? Entry, JournalEntry? Line, string? Why);
}
