using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using static Wsis.Invitations.Campaigns.CampaignState;

namespace Wsis.Invitations.Workflow;

/// <summary>The actions of staff on a campaign as a whole. An action is stored with a journal entry before it returns.
/// Repeating an action changes nothing, except that it completes one that was interrupted.</summary>
public sealed partial class CampaignActions(
    ICampaignStore store,
    CampaignCache campaigns,
    CampaignService service,
    ICampaignRunner runner,
    TimeProvider clock,
    IDraftStore? drafts = null
)
{
    /// <summary>Approves what the campaign sends to whom: its facts, plan, letters, attachments and list. One person's
    /// approvals of the same content count once.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="hash">The <see cref="LoadedCampaign.ContentHash"/> of the approved content. Null approves the
    /// content that is stored now.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> Approve(
        CampaignId id,
        string? hash,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Apply(
            id,
            actor,
            campaign =>
            {
                if (campaign.Entry.State is not (Draft or Running or Paused))
                    return Refuse(new Reason.NothingToApprove(campaign.Entry.State));
                if (hash is not null && hash != campaign.ContentHash)
                    return Refuse(new Reason.ProofsChanged());
                var approval = new ProofApproval(
                    campaign.ContentHash,
                    actor.Name,
                    clock.GetCurrentInstant(),
                    campaign.Entry.Folder
                );
                return campaign.Entry.Approvals.Any(a => a.Hash == approval.Hash && a.By == approval.By)
                    ? Unchanged(campaign)
                    : Change(
                        campaign.Entry with
                        {
                            Approvals = [.. campaign.Entry.Approvals.TakeLast(MaxApprovals - 1), approval],
                        },
                        new JournalEvent.ProofsApproved(approval.Hash),
                        actor
                    );
            },
            cancellation,
            concernsDraft: true
        );

    /// <summary>Starts sending. The stored content must be approved exactly as it is. If the campaign requires a second
    /// person, the approver must not be the person who imported it.</summary>
    public Task<ActionResult<CampaignEntry>> Launch(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Apply(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Running => Unchanged(campaign),
                    Draft when FindMissingApproval(campaign) is { } missing => Refuse(missing),
                    Draft => Change(
                        campaign.Entry with
                        {
                            State = Running,
                            LaunchedAt = clock.GetCurrentInstant(),
                            SharesLetters = true,
                        },
                        new JournalEvent.Launched(campaign.ContentHash),
                        actor
                    ),
                    var state => Refuse(new Reason.NotADraft(state)),
                },
            cancellation,
            concernsDraft: true
        );

    /// <summary>Stops sending. Replies are still recorded.</summary>
    public Task<ActionResult<CampaignEntry>> Pause(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Apply(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Paused => Unchanged(campaign),
                    Running => Change(campaign.Entry with { State = Paused }, new JournalEvent.Paused(), actor),
                    var state => Refuse(new Reason.NotRunning(state)),
                },
            cancellation,
            recalls: true
        );

    /// <summary>Continues sending. Letters that became due meanwhile are sent; of reminders only the latest.</summary>
    public Task<ActionResult<CampaignEntry>> Resume(CampaignId id, Actor actor, CancellationToken cancellation) =>
        Apply(
            id,
            actor,
            campaign =>
                campaign.Entry.State switch
                {
                    Running => Unchanged(campaign),
                    Paused => Change(campaign.Entry with { State = Running }, new JournalEvent.Resumed(), actor),
                    var state => Refuse(new Reason.NotPaused(state)),
                },
            cancellation
        );

    /// <summary>Cancels the campaign permanently. No letter is sent any more, and the reply page says that no reply is
    /// required. To notify invitees by letter, withdraw their invitations before.</summary>
    public Task<ActionResult<CampaignEntry>> Cancel(
        CampaignId id,
        string? motive,
        Actor actor,
        CancellationToken cancellation
    ) => End(id, Cancelled, motive, actor, cancellation);

    /// <summary>Ends the campaign permanently. No letter is sent any more, invitations without an answer stay
    /// unanswered, and a later reply is recorded as late.</summary>
    public Task<ActionResult<CampaignEntry>> Close(CampaignId id, Actor actor, CancellationToken cancellation) =>
        End(id, Closed, null, actor, cancellation);

    /// <summary>Moves the deadline to a later time. This reopens invitations that missed the earlier one.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="deadline">The new deadline, in the campaign's zone. It is later than the current one and not after
    /// the event.</param>
    /// <param name="announce">Whether a letter announces it to invitees who have not answered.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> Extend(
        CampaignId id,
        LocalDateTime deadline,
        bool announce,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Apply(
            id,
            actor,
            campaign =>
            {
                var entry = campaign.Entry;
                var inForce = campaign.Planner.Schedule.Deadline;
                if (entry.State is not (Draft or Running or Paused))
                    return Refuse(new Reason.DeadlineIsFixed(entry.State));
                if (entry.Extensions is [.., var last] && last.Deadline == deadline && last.Announce == announce)
                    return Unchanged(campaign);
                if (deadline <= inForce)
                    return Refuse(new Reason.DeadlineNotLater(inForce));
                if (deadline.Date > campaign.Campaign.Event.To)
                    return Refuse(new Reason.DeadlineAfterEvent());
                var extension = new DeadlineExtension(deadline, clock.GetCurrentInstant(), actor.Name, announce);
                return Change(
                    entry with
                    {
                        Extensions = entry.Extensions.Add(extension),
                    },
                    new JournalEvent.DeadlineExtended(inForce, deadline, announce),
                    actor
                );
            },
            cancellation,
            recalls: true,
            replans: true
        );

    /// <summary>Approves and launches in one step. For programs that run a campaign folder on one machine.</summary>
    /// <exception cref="InvalidOperationException">It cannot be launched. The message gives the reason.</exception>
    public async Task<CampaignEntry> ApproveAndLaunch(CampaignId id, string by, CancellationToken cancellation)
    {
        (await Approve(id, null, new Actor(by), cancellation)).OrThrow();
        return (await Launch(id, new Actor(by), cancellation)).OrThrow();
    }

    /// <summary>The row keeps only the latest approvals. The journal keeps all.</summary>
    private const int MaxApprovals = 20;

    /// <summary>Finds why the approvals of a draft do not suffice for its launch. Null where they do.</summary>
    public static Reason? FindMissingApproval(LoadedCampaign campaign)
    {
        var approvals = campaign.Entry.Approvals.Where(a => a.Hash == campaign.ContentHash).ToList();
        if (approvals.Count == 0)
            return campaign.Entry.Approvals.IsEmpty ? new Reason.NotApproved() : new Reason.ApprovalOutdated();
        return
            campaign.Campaign.SecondPerson
            && approvals.Select(a => a.By).Distinct().ToList() is [var only]
            && IsAuthor(campaign.Entry, only)
            ? new Reason.SecondPersonNeeded(only)
            : null;
    }

    private static bool IsAuthor(CampaignEntry entry, string person) =>
        entry.Authors.IsEmpty ? entry.ImportedBy == person : entry.Authors.Contains(person);

    private Task<ActionResult<CampaignEntry>> End(
        CampaignId id,
        CampaignState end,
        string? motive,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Apply(
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
                        end == Cancelled
                            ? new JournalEvent.CampaignCancelled(motive)
                            : new JournalEvent.CampaignClosed(),
                        actor
                    )
                    : Refuse(new Reason.CannotEnd(campaign.Entry.State, end));
            },
            cancellation,
            recalls: true,
            replans: true
        );

    private async Task<ActionResult<CampaignEntry>> Apply(
        CampaignId id,
        Actor actor,
        Func<LoadedCampaign, Intent> decide,
        CancellationToken cancellation,
        bool recalls = false,
        bool replans = false,
        bool concernsDraft = false
    )
    {
        using var pause = recalls ? await service.PauseSending(id, cancellation) : null;
        campaigns.Changed(id);
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<CampaignEntry>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(campaign.Version))
            return new ActionResult<CampaignEntry>.Stale();
        if (concernsDraft && await HasUnsubmittedChanges(campaign.Entry, cancellation))
            return new ActionResult<CampaignEntry>.Conflict(new Reason.DraftNotSubmitted());
        var intent = decide(campaign);
        if (intent.Refusal is { } refusal)
            return new ActionResult<CampaignEntry>.Conflict(refusal);
        var entry = campaign.Entry;
        if (intent.Line is { } journalEntry)
        {
            var changed = recalls ? NextPlan(intent.Entry!, replans) : intent.Entry!;
            if (await store.Save(changed, campaign.Version, [journalEntry], cancellation) is not { } saved)
                return CampaignConflicts.Refuse<CampaignEntry>(actor);
            entry = saved.Value;
        }
        campaigns.Changed(id);
        // An action that is repeated after an interruption is put in force too.
        if (recalls && entry.State != Draft)
            await EnforcePlan(entry, intent.Line, cancellation);
        // The runner may send in this call what is due now.
        pause?.Dispose();
        if (entry.State != Draft)
            await runner.Changed(entry, cancellation);
        return new ActionResult<CampaignEntry>.Ok(entry);
    }

    /// <summary>Puts the plan in force before the action is answered, and notes in the journal how many letters could
    /// not be recalled.</summary>
    private async Task EnforcePlan(CampaignEntry entry, JournalEntry? journalEntry, CancellationToken cancellation)
    {
        var claimed = await service.EnforcePlan(entry, cancellation);
        if (claimed > 0 && journalEntry is not null)
            await store.AddJournalEntry(
                entry.Id,
                new JournalEntry(
                    clock.GetCurrentInstant(),
                    new JournalEvent.LettersNotRecalled((int)claimed),
                    journalEntry.Who
                ),
                cancellation
            );
    }

    private static CampaignEntry NextPlan(CampaignEntry entry, bool replans)
    {
        var version = entry.PlanVersion + 1;
        return entry with { PlanVersion = version, ReplanVersion = replans ? version : entry.ReplanVersion };
    }

    /// <summary>Whether the draft was changed since the campaign was imported from it. What is imported then is not
    /// what its authors see.</summary>
    private async Task<bool> HasUnsubmittedChanges(CampaignEntry entry, CancellationToken cancellation) =>
        entry.State == Draft
        && drafts is not null
        && await drafts.Find(entry.Id, cancellation) is { Value: var draft }
        && !draft.IsSubmittedAs(entry);

    private Intent Change(CampaignEntry entry, JournalEvent happened, Actor actor) =>
        new(entry, new JournalEntry(clock.GetCurrentInstant(), happened, actor.Name), null);

    private static Intent Unchanged(LoadedCampaign campaign) => new(campaign.Entry, null, null);

    private static Intent Refuse(Reason reason) => new(null, null, reason);

    /// <summary>The effect of an action: a changed entry with its journal entry, the unchanged entry, or a
    /// refusal.</summary>
    private sealed record Intent(CampaignEntry? Entry, JournalEntry? Line, Reason? Refusal);
}
