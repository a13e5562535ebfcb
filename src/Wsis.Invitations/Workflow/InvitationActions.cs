using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>The actions of staff on one invitation or a selection. An action is stored, with the actor's name in the
/// journal, before it returns. The scheduler sends the letters that follow from it.</summary>
public sealed class InvitationActions(
    IInvitationStore store,
    CampaignCache campaigns,
    InvitationService invitations,
    CorrespondenceService correspondence,
    DraftListChanges list,
    TimeProvider clock
)
{
    /// <summary>The most invitations that one call reminds; more go into further calls.</summary>
    public const int MaxReminders = 1000;

    /// <summary>The most characters of a letter's own reference.</summary>
    public const int MaxReferenceLength = 200;

    /// <summary>Records an answer that came by letter, telephone or in person. It counts as received on the date of the
    /// letter: a letter written in time is not late because it was opened late, and a letter older than the current
    /// answer goes to the journal only.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="form">The answer.</param>
    /// <param name="dated">The date on the letter, in the campaign's zone; null for today.</param>
    /// <param name="reference">The letter's own reference, if it has one.</param>
    /// <param name="scan">The scan of the letter. It is kept with the reply. Null if there is none.</param>
    /// <param name="actor">Who records it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Invitation>> RecordReply(
        InvitationKey key,
        ReplyForm form,
        LocalDate? dated,
        string? reference,
        Scan? scan,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return NotFound(key);
        var now = clock.GetCurrentInstant();
        var schedule = campaign.Planner.Schedule;
        var errors = new Dictionary<string, ReplyFieldError>();
        var answer = form.Read(campaign.Campaign, errors, await CountPersons(key, cancellation));
        var wrong = errors.ToDictionary(e => e.Key, e => e.Value.ToReason());
        if (dated > now.InZone(schedule.Zone).Date)
            wrong["date"] = new Reason.InTheFuture();
        else if (dated < schedule.SendAt.Date)
            wrong["date"] = new Reason.BeforeSending();
        if (reference is { Length: > MaxReferenceLength })
            wrong["reference"] = new Reason.LongerThan(MaxReferenceLength);
        if (scan?.FindError() is { } unusable)
            wrong["scan"] = unusable;
        if (answer is null || wrong.Count > 0)
            return new ActionResult<Invitation>.Invalid(wrong);
        var reply = new Reply
        {
            Id = $"correspondence-{actor.UniqueActionId}",
            Channel = Channel.Correspondence,
            Answer = answer,
            Remarks = form.ReadRemarks(),
            CopyTo = form.ReadCopyTo(),
            ReceivedAt = dated is { } day ? ReceivedOn(day, schedule, now) : now,
            RecordedBy = actor.Name,
            Reference = string.IsNullOrWhiteSpace(reference) ? null : TextSanitizer.Line(reference),
        };
        return scan is null
            ? await Apply(key, new Signal.ReplyReceived(reply), actor, cancellation)
            : await RecordScan(key, reply, scan, actor, cancellation);
    }

    /// <summary>How many persons an office has named as its delegation: an answer cannot have more women. 0 where it
    /// has named none.</summary>
    public async Task<int> CountPersons(InvitationKey key, CancellationToken cancellation) =>
        await FindRow(key, cancellation) is { Value.Delegation: { } delegation } ? delegation.Members.Count : 0;

    /// <summary>Names the delegation of an office that takes part, at any time. The persons replace those named
    /// before.</summary>
    public async Task<ActionResult<Invitation>> NameDelegation(
        InvitationKey key,
        DelegationForm form,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var errors = new Dictionary<string, ReplyFieldError>();
        return form.Read(errors) is { } members
            ? await Apply(
                key,
                new Signal.DelegationNamed(actor.UniqueActionId, members, actor.Name),
                actor,
                cancellation
            )
            : new ActionResult<Invitation>.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToReason()));
    }

    private async Task<ActionResult<Invitation>> RecordScan(
        InvitationKey key,
        Reply reply,
        Scan scan,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindRow(key, cancellation) is not { } row)
            return NotFound(key);
        if (actor.IsStale(row.Version) && !row.Value.Seen.Contains(reply.Id))
            return new ActionResult<Invitation>.Stale();
        var recorded = await correspondence.RecordPaper(row.Value, reply, scan, cancellation);
        if (recorded.Refusal is { } refusal)
            return new ActionResult<Invitation>.Conflict(refusal);
        return await FindRow(key, cancellation) is { } now ? new ActionResult<Invitation>.Ok(now.Value) : NotFound(key);
    }

    /// <summary>Corrects the official address, or several between semicolons. What the old ones refused is sent to the
    /// new ones.</summary>
    public async Task<ActionResult<Invitation>> CorrectAddress(
        InvitationKey key,
        string? address,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!EmailAddress.TryReadList(address ?? "", out var read))
            return CreateInvalid("address", new Reason.NotAddresses());
        var corrected = new Signal.AddressCorrected(actor.UniqueActionId, actor.Name, read)
        {
            SharedWith = await FindSharing(key, read, cancellation),
        };
        return await ChangeList(key, corrected, actor, cancellation);
    }

    /// <summary>Corrects particulars of the invitee, at any time. What is sent next uses them.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="cells">The new values by the names of <see cref="InviteeList.Columns"/>, except the id. A column
    /// that is left out stays as it is.</param>
    /// <param name="actor">Who corrects them.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Invitation>> CorrectParticulars(
        InvitationKey key,
        IReadOnlyDictionary<string, string> cells,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (
            await campaigns.Find(key.Campaign, cancellation) is not { } campaign
            || await FindRow(key, cancellation) is not { Value: var invitation }
        )
            return NotFound(key);
        if (invitation.IsErased)
            return new ActionResult<Invitation>.Conflict(new Reason.PersonErased());
        if (cells.Count == 0)
            return new ActionResult<Invitation>.Conflict(new Reason.NothingToCorrect());
        var problems = new List<Problem>();
        if (InviteeList.Correct(invitation.Invitee, cells, problems) is not { } corrected)
            return new ActionResult<Invitation>.Invalid(
                problems.DistinctBy(p => p.Column).ToDictionary(p => p.Column ?? "", p => ToReason(p.Reason))
            );
        foreach (var language in corrected.Languages)
            if (campaign.Composer.FindMissing(language) is { } letter)
                return CreateInvalid("language", new Reason.LetterMissing(key.Campaign, letter, language.Code));
        var signal = new Signal.ParticularsCorrected(actor.UniqueActionId, actor.Name, invitation.Invitee, corrected)
        {
            SharedWith = await FindSharing(key, corrected.Address, cancellation),
        };
        return await ChangeList(key, signal, actor, cancellation);
    }

    private static Reason ToReason(ProblemReason problem) =>
        problem switch
        {
            ProblemReason.IsEmpty => new Reason.Missing(),
            ProblemReason.CellTooLong { Max: var max } => new Reason.LongerThan(max),
            ProblemReason.IsNot { Form: var form } => new Reason.NotOfForm(form),
            _ => new Reason.NotOffered(),
        };

    private async Task<string?> FindSharing(InvitationKey key, string addresses, CancellationToken cancellation) =>
        await campaigns.Find(key.Campaign, cancellation) is { Entry: var entry }
            ? await AddressSharing.Find(store, entry, key.Invitee, addresses, cancellation)
            : null;

    /// <summary>Sends a reminder outside the plan, by one of the campaign's reminder letters; null takes the
    /// first.</summary>
    public async Task<ActionResult<Invitation>> Remind(
        InvitationKey key,
        string? letter,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return NotFound(key);
        return ReminderLetter(campaign, letter) is { } found
            ? await Apply(
                key,
                new Signal.ReminderRequested(actor.UniqueActionId, actor.Name, found),
                actor,
                cancellation
            )
            : CreateInvalid("letter", NoReminder(letter));
    }

    /// <summary>Reminds a selection: the named invitees, or those that pass a filter. Invitees who cannot be reminded
    /// are reported with the reason.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitees">The named invitees. Null for all that pass <paramref name="filter"/>. At most
    /// <see cref="MaxReminders"/> a call.</param>
    /// <param name="filter">The filter if none are named.</param>
    /// <param name="letter">One of the campaign's reminder letters. Null for the first.</param>
    /// <param name="continuation">The continuation of the call before.</param>
    /// <param name="actor">The member of staff, and the version of the campaign that they saw.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    public async Task<ActionResult<Reminded>> Remind(
        CampaignId campaign,
        IReadOnlyList<InviteeId>? invitees,
        InvitationFilter filter,
        string? letter,
        string? continuation,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(campaign, cancellation) is not { } found)
            return new ActionResult<Reminded>.NotFound(new Reason.CampaignNotFound(campaign.Value));
        if (actor.IsStale(found.Version))
            return new ActionResult<Reminded>.Stale();
        if (ReminderLetter(found, letter) is not { } reminder)
            return new ActionResult<Reminded>.Invalid(
                new Dictionary<string, Reason> { ["letter"] = NoReminder(letter) }
            );
        string? next = null;
        if (invitees is null)
        {
            var page = await store.List(
                campaign,
                found.Entry.Buckets,
                filter,
                MaxReminders,
                continuation,
                cancellation
            );
            invitees = [.. page.Items.Select(s => s.Value.Invitee.Id)];
            next = page.Continuation;
        }
        var reminded = 0;
        var refused = new List<LeftOut>();
        foreach (var invitee in invitees.Distinct().Take(MaxReminders))
        {
            var decision = await invitations.Apply(
                new InvitationKey(campaign, invitee),
                new Signal.ReminderRequested(actor.UniqueActionId, actor.Name, reminder),
                cancellation
            );
            if (decision is { Refusal: null })
                reminded++;
            else
                refused.Add(
                    new LeftOut(
                        invitee,
                        decision?.Before.Invitee,
                        decision?.Refusal ?? new Reason.InviteeNotFound(campaign.Value, invitee.Value)
                    )
                );
        }
        return new ActionResult<Reminded>.Ok(new Reminded(reminded, refused, next));
    }

    /// <summary>Finds how many of a selection could be reminded now, and why the others could not. Nothing is
    /// changed.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitees">The named invitees. Null for all that pass <paramref name="filter"/>.</param>
    /// <param name="filter">The filter if none are named.</param>
    /// <param name="continuation">The continuation of the call before.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The invitees, at most <see cref="MaxReminders"/>, and the refusals of some of them.</returns>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    public async Task<ReminderSelection> FindRemindable(
        LoadedCampaign campaign,
        IReadOnlyList<InviteeId>? invitees,
        InvitationFilter filter,
        string? continuation,
        CancellationToken cancellation
    )
    {
        var refused = new List<LeftOut>();
        var signal = new Signal.ReminderRequested("", "", "");
        var (selected, next) = await Select(campaign, invitees, filter, continuation, cancellation);
        foreach (var (id, invitation) in selected)
        {
            var refusal = invitation is null
                ? new Reason.InviteeNotFound(campaign.Entry.Id.Value, id.Value)
                : InvitationDecider
                    .Decide(invitation, signal, campaign.Planner.For(invitation.Invitee), clock.GetCurrentInstant())
                    .Refusal;
            if (refusal is not null)
                refused.Add(new LeftOut(id, invitation?.Invitee, refusal));
        }
        return new ReminderSelection([.. selected.Select(s => s.Id)], refused) { Continuation = next };
    }

    /// <summary>Reads the invitations of a selection, at most <see cref="MaxReminders"/>. A page of a search may be
    /// short, so further ones fill it.</summary>
    private async Task<(IReadOnlyList<(InviteeId Id, Invitation? Invitation)> Selected, string? Continuation)> Select(
        LoadedCampaign campaign,
        IReadOnlyList<InviteeId>? invitees,
        InvitationFilter filter,
        string? continuation,
        CancellationToken cancellation
    )
    {
        var selected = new List<(InviteeId, Invitation?)>();
        if (invitees is not null)
        {
            foreach (var id in invitees.Distinct().Take(MaxReminders))
            {
                var partition = campaign.PartitionOf(new InvitationKey(campaign.Entry.Id, id));
                selected.Add((id, (await store.Find(partition, id, cancellation))?.Value));
            }
            return (selected, null);
        }
        do
        {
            var page = await store.List(
                campaign.Entry.Id,
                campaign.Entry.Buckets,
                filter,
                MaxReminders - selected.Count,
                continuation,
                cancellation
            );
            selected.AddRange(page.Items.Select(row => (row.Value.Invitee.Id, (Invitation?)row.Value)));
            continuation = page.Continuation;
        } while (continuation is not null && selected.Count < MaxReminders);
        return (selected, continuation);
    }

    /// <summary>Finds the letter of a reminder outside the plan.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="letter">One of its reminder letters. Null for the first.</param>
    /// <returns>The letter, or why there is none.</returns>
    public static (string? Letter, Reason? Error) FindReminderLetter(LoadedCampaign campaign, string? letter) =>
        ReminderLetter(campaign, letter) is { } found ? (found, null) : (null, NoReminder(letter));

    /// <summary>Sends a short letter that staff wrote to the office, on the campaign's letterhead, with a copy to its
    /// contact. It is claimed and sent once, as every letter.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="text">The text, in the language of the office. A blank line divides two paragraphs.</param>
    /// <param name="messageId">The Message-ID of the message that it answers. Null if it answers none.</param>
    /// <param name="actor">Who wrote it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Invitation>> Write(
        InvitationKey key,
        string? subject,
        string? text,
        string? messageId,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var wrong = new Dictionary<string, Reason>();
        var letter = new PersonalText(TextSanitizer.Line(subject ?? ""), TextSanitizer.Paragraphs(text ?? "").Trim());
        if (letter.Subject.Length == 0)
            wrong["subject"] = new Reason.Missing();
        else if (letter.Subject.Length > PersonalText.MaxSubjectLength)
            wrong["subject"] = new Reason.LongerThan(PersonalText.MaxSubjectLength);
        if (letter.Text.Length == 0)
            wrong["text"] = new Reason.Missing();
        else if (letter.Text.Length > PersonalText.MaxTextLength)
            wrong["text"] = new Reason.LongerThan(PersonalText.MaxTextLength);
        if (wrong.Count > 0)
            return new ActionResult<Invitation>.Invalid(wrong);
        letter = letter with { Follows = PersonalText.FollowsOf(messageId) };
        return await Apply(
            key,
            new Signal.PersonalLetterWritten(actor.UniqueActionId, actor.Name, letter),
            actor,
            cancellation
        );
    }

    /// <summary>Sends a letter again that has gone out or could not be sent: the one named, or the latest.</summary>
    public async Task<ActionResult<Invitation>> Resend(
        InvitationKey key,
        string? step,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindRow(key, cancellation) is not { } row)
            return NotFound(key);
        if (step is null)
            return
                row.Value.Dispatches.LastOrDefault(d =>
                    d is { State: DispatchState.Sent or DispatchState.Failed, Kind: not LetterKind.AcknowledgementCopy }
                )
                    is { } latest
                ? await Apply(
                    key,
                    new Signal.ResendRequested(actor.UniqueActionId, actor.Name, latest.Step),
                    actor,
                    cancellation
                )
                : new ActionResult<Invitation>.Conflict(new Reason.NothingSentYet());
        return StepId.TryParse(step, out var id)
            ? await Apply(key, new Signal.ResendRequested(actor.UniqueActionId, actor.Name, id), actor, cancellation)
            : CreateInvalid("step", new Reason.NotAStepId());
    }

    /// <summary>Marks a posted letter as returned by the post: the one named, or the latest. The office cannot be
    /// reached before its postal address is corrected, which prints the letter again.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="step">The step of the letter, of which the latest edition came back. Null for the latest
    /// letter.</param>
    /// <param name="note">What the post wrote on it, at most <see cref="Posting.MaxNoteLength"/> characters. Null for
    /// nothing.</param>
    /// <param name="actor">Who marks it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Invitation>> MarkReturned(
        InvitationKey key,
        string? step,
        string? note,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var words = TextSanitizer.Line(note ?? "").Trim();
        if (words.Length > Posting.MaxNoteLength)
            return CreateInvalid("note", new Reason.LongerThan(Posting.MaxNoteLength));
        return await ApplyToLatest(
            key,
            step,
            letter => letter.Posted is not null,
            wanted => wanted is { } named ? new Reason.LetterNotPosted(named) : new Reason.NothingPostedYet(),
            letter => new Signal.LetterReturned(
                actor.UniqueActionId,
                actor.Name,
                letter.Step,
                letter.Edition,
                words.Length == 0 ? null : words
            ),
            actor,
            cancellation
        );
    }

    /// <summary>Undoes the mark that a posted letter came back: of the one named, or of the latest that is marked. The
    /// letter counts as sent again, and what was to replace it is not sent.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="step">The step of the letter, of which the latest marked edition is meant. Null for the latest
    /// letter that is marked.</param>
    /// <param name="actor">Who undoes it.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<Invitation>> UndoReturned(
        InvitationKey key,
        string? step,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ApplyToLatest(
            key,
            step,
            letter => letter.Delivery == Delivery.Returned,
            wanted => new Reason.LetterNotReturned(wanted),
            letter => new Signal.ReturnUndone(actor.UniqueActionId, actor.Name, letter.Step, letter.Edition),
            actor,
            cancellation
        );

    /// <summary>Applies a signal to the latest letter that is meant, of one step or of any, or refuses if there is
    /// none.</summary>
    private async Task<ActionResult<Invitation>> ApplyToLatest(
        InvitationKey key,
        string? step,
        Func<Dispatch, bool> isMeant,
        Func<StepId?, Reason> refuse,
        Func<Dispatch, Signal> create,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindRow(key, cancellation) is not { } row)
            return NotFound(key);
        if (actor.IsStale(row.Version))
            return new ActionResult<Invitation>.Stale();
        StepId? wanted = null;
        if (step is not null)
        {
            if (!StepId.TryParse(step, out var named))
                return CreateInvalid("step", new Reason.NotAStepId());
            wanted = named;
        }
        return row.Value.Dispatches.LastOrDefault(d => isMeant(d) && (wanted is null || d.Step == wanted)) is { } letter
            ? await Apply(key, create(letter), actor, cancellation)
            : new ActionResult<Invitation>.Conflict(refuse(wanted));
    }

    /// <summary>Withdraws the invitation. If <paramref name="notify"/> is true and the invitation was sent, a letter
    /// notifies the office.</summary>
    public Task<ActionResult<Invitation>> Withdraw(
        InvitationKey key,
        bool notify,
        string? motive,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ChangeList(
            key,
            new Signal.Withdrawn(actor.Name, notify, motive is null ? null : TextSanitizer.Line(motive)),
            actor,
            cancellation
        );

    /// <summary>Invites a withdrawn office again, before the deadline. The invitation begins again, and its reply links
    /// of before are revoked.</summary>
    public Task<ActionResult<Invitation>> Reinvite(InvitationKey key, Actor actor, CancellationToken cancellation) =>
        ChangeList(key, new Signal.Reinvited(actor.UniqueActionId, actor.Name), actor, cancellation);

    /// <summary>Erases the data of the person: office, address, what the reply says of persons, the journal, and the
    /// messages. The invitation and its answer stay in the counts, and nothing more is sent. After an interruption the
    /// same call continues.</summary>
    public async Task<ActionResult<Invitation>> ErasePerson(
        InvitationKey key,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var result = await ChangeList(key, new Signal.PersonErased(actor.Name), actor, cancellation);
        if (result is not ActionResult<Invitation>.Ok { Now.ErasedFrom: { } entry })
            return result;
        var campaign = await campaigns.Get(key.Campaign, cancellation);
        await correspondence.Erase(key, cancellation);
        await store.EraseHistory(campaign.PartitionOf(key), key.Invitee, entry, cancellation);
        return result;
    }

    /// <summary>Revokes the reply link and issues a new one. No letter is sent: the next one has the new link, and
    /// staff can send a letter again.</summary>
    public Task<ActionResult<Invitation>> RenewLink(InvitationKey key, Actor actor, CancellationToken cancellation) =>
        Apply(key, new Signal.LinkRenewed(actor.UniqueActionId, actor.Name), actor, cancellation);

    /// <summary>Takes note that a person has seen to what waited for one.</summary>
    public Task<ActionResult<Invitation>> Clear(
        InvitationKey key,
        Attention what,
        Actor actor,
        CancellationToken cancellation
    ) =>
        what == Attention.None
            ? Task.FromResult<ActionResult<Invitation>>(
                new ActionResult<Invitation>.Invalid(new Dictionary<string, Reason> { ["what"] = new Reason.Missing() })
            )
            : Apply(key, new Signal.AttentionCleared(actor.Name, what), actor, cancellation);

    /// <summary>The names of the letters that can be sent as reminders.</summary>
    public static IEnumerable<string> ReminderLetters(Campaign campaign) =>
        campaign.Schedule.Steps.Where(s => s.Kind == LetterKind.Reminder).Select(s => s.Id.Value);

    /// <summary>A date has no hour. Of two answers of one day, the one recorded last is current. No letter is late on
    /// the day of the deadline. So it counts as received at the last moment of the day that has passed and was not
    /// late.</summary>
    private static Instant ReceivedOn(LocalDate day, Schedule schedule, Instant now)
    {
        var moment = Duration.FromSeconds(1);
        var from = day.AtStartOfDayInZone(schedule.Zone).ToInstant();
        var to = day.PlusDays(1).AtStartOfDayInZone(schedule.Zone).ToInstant();
        var latest = Instant.Min(now, to - moment);
        return from < schedule.Close && schedule.Close <= latest ? schedule.Close - moment : latest;
    }

    private static string? ReminderLetter(LoadedCampaign campaign, string? asked) =>
        ReminderLetters(campaign.Campaign).FirstOrDefault(l => asked is null || l == asked);

    private static Reason NoReminder(string? letter) =>
        letter is null ? new Reason.NoReminderLetter() : new Reason.NotAReminderLetter(letter);

    /// <summary>Applies a signal that changes to whom the campaign writes.</summary>
    private async Task<ActionResult<Invitation>> ChangeList(
        InvitationKey key,
        Signal signal,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await list.Count(key.Campaign, cancellation);
        return await Apply(key, signal, actor, cancellation);
    }

    private async Task<ActionResult<Invitation>> Apply(
        InvitationKey key,
        Signal signal,
        Actor actor,
        CancellationToken cancellation
    ) =>
        await invitations.Apply(key, signal, cancellation, onlyAt: actor.ExpectedVersion) switch
        {
            null => NotFound(key),
            { Refusal: Reason.Stale } => new ActionResult<Invitation>.Stale(),
            { Refusal: { } refusal } => new ActionResult<Invitation>.Conflict(refusal),
            var decision => new ActionResult<Invitation>.Ok(decision.Next)
            {
                IsUnchanged = !decision.IsChange && signal.Id is { } id && !decision.Before.Seen.Contains(id),
            },
        };

    private Task<Versioned<Invitation>?> FindRow(InvitationKey key, CancellationToken cancellation) =>
        campaigns.FindInvitation(store, key, cancellation);

    private static ActionResult<Invitation> NotFound(InvitationKey key) =>
        new ActionResult<Invitation>.NotFound(new Reason.InviteeNotFound(key.Campaign.Value, key.Invitee.Value));

    private static ActionResult<Invitation> CreateInvalid(string field, Reason reason) =>
        new ActionResult<Invitation>.Invalid(new Dictionary<string, Reason> { [field] = reason });
}

/// <summary>The result of reminding a selection.</summary>
/// <param name="Count">The number of reminded invitees.</param>
/// <param name="Refused">The others, by id, with the reasons.</param>
/// <param name="Continuation">The continuation of the next call. Null at the end.</param>
public sealed record Reminded(int Count, IReadOnlyList<LeftOut> Refused, string? Continuation);

/// <summary>An invitee of a selection who is not reminded.</summary>
/// <param name="Id">The id.</param>
/// <param name="Invitee">The invitee. Null where the campaign has none with this id.</param>
/// <param name="Reason">The reason.</param>
public sealed record LeftOut(InviteeId Id, Invitee? Invitee, Reason Reason)
{
    /// <summary>The State's name in a language, or else the name of the list. The id where there is no
    /// invitee.</summary>
    public string NameIn(Language language) =>
        Invitee is null ? Id.Value : StateNames.FindOfficial(Invitee.State, language) ?? Invitee.Name;

    /// <summary>Sorts by the names in a language, as its readers do.</summary>
    public static IReadOnlyList<LeftOut> Sort(IEnumerable<LeftOut> invitees, Language language) =>
        [
            .. invitees
                .OrderBy(i => i.NameIn(language), StateNames.OrderIn(language))
                .ThenBy(i => i.Id.Value, StringComparer.Ordinal),
        ];
}

/// <summary>A selection of invitees to remind.</summary>
/// <param name="Invitees">The invitees.</param>
/// <param name="Refused">Those of them who cannot be reminded now, by id, with the reasons.</param>
public sealed record ReminderSelection(IReadOnlyList<InviteeId> Invitees, IReadOnlyList<LeftOut> Refused)
{
    /// <summary>How many can be reminded.</summary>
    public int Count => Invitees.Count - Refused.Count;

    /// <summary>The continuation of the next call. Null at the end.</summary>
    public string? Continuation { get; init; }
}
