using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using static Wsis.Invitations.Workflow.SendOutcome;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <summary>What can happen to an invitation, and what follows from it. A pure function: no clock, no I/O, no
/// randomness. It keeps the nine rules of docs/architecture.md; property tests check each of them.</summary>
public static class InvitationDecider
{
    public static Decision Decide(Invitation invitation, Signal signal, Plan plan, Instant now)
    {
        var decision = Decision.On(invitation, now);
        if (signal.Id is { } id && invitation.Seen.Contains(id))
            return decision;

        var deadlinePassed = Plan.IsDue(plan.Deadline, now);
        var next = (signal, invitation.Phase) switch
        {
            // Time passes.
            (WakeUp, _) when plan.Ended => decision,
            (WakeUp, Phase.Scheduled or Phase.Awaiting) when deadlinePassed => decision.MissDeadline(plan),
            (WakeUp, Phase.Unanswered) when plan.Deadline > invitation.MissedDeadline && !deadlinePassed => decision
                .Reopen(plan)
                .SendWhatIsDue(plan),
            (WakeUp, _) => decision.SendWhatIsDue(plan),

            // The invitee replies. A reply is recorded whatever the phase; the latest one stands.
            (ReplyReceived r, _) when r.ExpectedReplies is { } saw && saw != invitation.Replies => decision.Refuse(
                Refusal.Overtaken,
                "Another reply was recorded in the meantime."
            ),
            (ReplyReceived { Reply.Channel: Replies.Channel.Page }, Phase.Answered)
                when deadlinePassed && !plan.ChangeAfterDeadline => decision.Refuse(
                Refusal.NotNow,
                "The deadline has passed, and the answer can no longer be changed here."
            ),
            (ReplyReceived { Reply.Channel: Replies.Channel.Correspondence } r, _)
                when r.Reply.ReceivedAt < invitation.Reply?.ReceivedAt => decision.File(r),
            (ReplyReceived r, Phase.Withdrawn) => decision.Record(r).Alert(Attention.ReplyAfterWithdrawal),
            (ReplyReceived r, _) when r.Reply.ReceivedAt >= plan.Close => decision
                .Record(r, late: true)
                .Move(Phase.Answered)
                .Alert(Attention.LateReply),
            (ReplyReceived r, _) => decision.Record(r).Move(Phase.Answered),

            // The mailer says what came of a letter.
            (Settled s, _) when invitation.Find(s.Step, s.Edition) is { } dispatch => decision.Settle(
                dispatch,
                s.Outcome,
                plan
            ),
            (DeliveryReported r, _)
                when invitation.Find(r.Step, r.Edition) is { } dispatch && r.Delivery > dispatch.Delivery =>
                decision.Deliver(dispatch, r, plan),
            (Settled or DeliveryReported, _) => decision,
            (ProviderReported p, _) => decision.Note("provider reported", step: p.Step.Value, note: p.What),

            // Staff act.
            (Withdrawn, Phase.Withdrawn) => decision,
            (Withdrawn w, _) => decision.Withdraw(w),
            (AddressCorrected c, _) when c.Address == invitation.Invitee.Address => decision,
            (AddressCorrected c, _) => decision.CorrectAddress(c, plan),
            (LinkRenewed l, _) => decision
                .Change(i => i with { LinkGeneration = i.LinkGeneration + 1 })
                .Note(
                    "link renewed",
                    l.By,
                    note: $"generation {invitation.LinkGeneration + 1}; earlier links are revoked"
                ),
            (ReminderRequested r, Phase.Awaiting) when !deadlinePassed => decision.AskForReminder(r),
            (ReminderRequested, _) => decision.Refuse(
                Refusal.NotNow,
                $"A reminder goes only to those who are awaited before the deadline; this invitation is {invitation.Phase}."
            ),
            (ResendRequested, _) when plan.Ended => decision.Refuse(
                Refusal.NotNow,
                "The campaign has ended; no letter is sent any more."
            ),
            (ResendRequested r, _) => decision.AskForResend(r),
            (CorrespondenceFiled { IsAutomatic: true } c, _) => decision.Note(
                "automatic mail filed",
                c.By,
                note: c.Summary
            ),
            (CorrespondenceFiled c, _) => decision
                .Note("correspondence filed", c.By, note: c.Summary)
                .Alert(Attention.Correspondence),
            (AttentionCleared c, _) when (invitation.Attention & c.What) == 0 => decision,
            (AttentionCleared c, _) when c.ExpectedJournalLength is { } saw && saw != invitation.JournalLength =>
                decision.Refuse(Refusal.Overtaken, "Something has happened to the invitation in the meantime."),
            (AttentionCleared c, _) => decision
                .Change(i => i with { Attention = i.Attention & ~c.What })
                .Note("seen to", c.By, note: $"{c.What}"),

            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "A signal that nobody decides on."),
        };
        return next.Remember(signal).Rest(plan);
    }

    private static Decision MissDeadline(this Decision decision, Plan plan) =>
        decision
            .Change(i => i with { Phase = Phase.Unanswered, MissedDeadline = plan.Deadline })
            .Note(plan.Ended ? "campaign ended without an answer" : "deadline passed without an answer");

    /// <summary>An invitation that the deadline overtook on its way is in doubt again: it may have gone out, or
    /// not.</summary>
    private static Decision Reopen(this Decision decision, Plan plan) =>
        decision
            .Change(i =>
                i with
                {
                    Phase = i.WentOut ? Phase.Awaiting : Phase.Scheduled,
                    MissedDeadline = null,
                    Dispatches =
                    [
                        .. i.Dispatches.Select(d =>
                            d is { Kind: LetterKind.Invitation, State: DispatchState.Dropped }
                                ? d with
                                {
                                    State = DispatchState.Claimed,
                                }
                                : d
                        ),
                    ],
                }
            )
            .Note("reopened", note: $"the deadline is now {plan.Deadline}");

    /// <summary>Takes up the latest letter that is due, or else one whose sending is to be repeated: one letter a
    /// wake-up, never a burst.</summary>
    private static Decision SendWhatIsDue(this Decision decision, Plan plan)
    {
        var invitation = decision.Next;
        var due = invitation
            .Ahead(plan)
            .Where(a => Plan.IsDue(a.Due, decision.Now))
            .OrderBy(a => a.Due)
            .LastOrDefault();
        if (due is not null)
            return decision.ClaimLetter(due);
        var again = invitation.Dispatches.FirstOrDefault(d =>
            d.IsOpen && invitation.Wants(d.Kind, d.Step) && Plan.IsDue(PendingLetters.RepeatAt(d, plan), decision.Now)
        );
        return again is null ? decision : decision.ClaimAgain(again);
    }

    private static Decision ClaimLetter(this Decision decision, PendingLetter item)
    {
        var dispatch = new Dispatch
        {
            Step = item.Step,
            Edition = item.Edition,
            Kind = item.Kind,
            Letter = item.Letter,
            Due = item.Due,
            ClaimedAt = decision.Now,
            AddressVersion = decision.Next.AddressVersion,
            ToMission = decision.Next.AtMission,
        };
        var supersedes = item.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension;
        return decision
            .Change(i =>
                i with
                {
                    Requests = i.Requests.RemoveAll(r => r.Step == item.Step && r.Edition == item.Edition),
                    Dispatches = [.. i.Dispatches.Select(d => supersedes && d.IsOpen ? Drop(d) : d), dispatch],
                }
            )
            .Claim(dispatch);
    }

    private static Decision ClaimAgain(this Decision decision, Dispatch dispatch)
    {
        var again = dispatch with
        {
            State = DispatchState.Claimed,
            RetryAt = null,
            Reason = null,
            ClaimedAt = decision.Now,
            Attempt = dispatch.Attempt + 1,
            AddressVersion = decision.Next.AddressVersion,
            ToMission = decision.Next.AtMission,
        };
        return decision.Replace(dispatch, again).Claim(again);
    }

    private static Decision Record(this Decision decision, ReplyReceived received, bool late = false)
    {
        var reply = received.Reply with { Late = late };
        return decision
            .Change(i => i with { Reply = reply, Replies = i.Replies + 1 })
            .Note(late ? "late reply recorded" : "reply recorded", reply.RecordedBy, reply: reply);
    }

    /// <summary>A letter from before the answer that stands, opened after it: the journal keeps it, nothing else
    /// changes. It is not acknowledged; the office would take that for the answer that counts.</summary>
    private static Decision File(this Decision decision, ReplyReceived received) =>
        decision.Note(
            "earlier reply filed",
            received.Reply.RecordedBy,
            note: $"the answer of {decision.Next.Reply!.ReceivedAt} stands",
            reply: received.Reply
        );

    private static Decision Settle(this Decision decision, Dispatch dispatch, SendOutcome outcome, Plan plan) =>
        (outcome, dispatch.State) switch
        {
            (_, DispatchState.Sent) => decision,
            (Accepted t, _) => decision.MarkSent(dispatch, dispatch.Delivery, t.MessageId),
            (_, not DispatchState.Claimed) => decision,
            (Busy b, _) => decision
                .Replace(
                    dispatch,
                    dispatch with
                    {
                        State = DispatchState.Retrying,
                        Reason = b.Reason,
                        RetryAt = plan.Sending.RetryAt(
                            decision.Next.IdOf(dispatch),
                            dispatch.Attempt,
                            b.RetryAfter,
                            decision.Now
                        ),
                    }
                )
                .Note("letter to be tried again", step: dispatch.Step.Value, note: b.Reason),
            (Rejected r, _) => decision
                .Replace(dispatch, dispatch with { State = DispatchState.Failed, Reason = r.Reason })
                .Note("letter not sent", step: dispatch.Step.Value, note: r.Reason)
                .Alert(Attention.NotSent),
            (Unknown u, _) when u.Reason == dispatch.Reason => decision,
            (Unknown u, _) => decision
                .Replace(dispatch, dispatch with { Reason = u.Reason })
                .Note("letter in doubt", step: dispatch.Step.Value, note: u.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    private static Decision MarkSent(this Decision decision, Dispatch dispatch, Delivery delivery, string? messageId) =>
        decision
            .Replace(
                dispatch,
                dispatch with
                {
                    State = DispatchState.Sent,
                    RetryAt = null,
                    Reason = null,
                    Delivery = delivery,
                    MessageId = messageId ?? dispatch.MessageId,
                }
            )
            .Change(i =>
                (dispatch.Kind, i.Phase) switch
                {
                    (LetterKind.Invitation, Phase.Scheduled) => i with { Phase = Phase.Awaiting },
                    (LetterKind.Acknowledgement, _) => i with { Acknowledged = i.Acknowledged + 1 },
                    _ => i,
                }
            )
            .Note(
                "letter sent",
                step: dispatch.Step.Value,
                note: dispatch.Edition > 1 ? $"edition {dispatch.Edition}" : null
            );

    /// <summary>Takes in the provider's word. Whatever it reports, it has the letter: a dispatch in doubt is settled by
    /// it.</summary>
    private static Decision Deliver(this Decision decision, Dispatch dispatch, DeliveryReported report, Plan plan)
    {
        var sent =
            dispatch.State == DispatchState.Sent ? decision : decision.MarkSent(dispatch, dispatch.Delivery, null);
        dispatch = sent.Next.Find(dispatch.Step, dispatch.Edition)!;
        var told = dispatch with { Delivery = report.Delivery, Reason = report.Reason ?? dispatch.Reason };
        var noted = sent.Replace(dispatch, told)
            .Note(
                $"letter {report.Delivery.ToString().ToLowerInvariant()}",
                step: told.Step.Value,
                note: report.Reason
            );
        return (report.Delivery, noted.Next.Phase) switch
        {
            _ when told.AddressVersion < noted.Next.AddressVersion => noted.InviteAgainIfRefused(plan),
            (Delivery.Refused, _) when plan.MissionIfRefused && noted.Next.HasMissionLeft => noted
                .TurnToMission(plan)
                .Alert(Attention.Refused),
            (Delivery.Refused, Phase.Scheduled or Phase.Awaiting or Phase.Unanswered) => noted
                .Move(Phase.Undeliverable)
                .Alert(Attention.Refused),
            (Delivery.Refused or Delivery.Blocked or Delivery.Complained, _) => noted.Alert(Attention.Refused),
            _ => noted,
        };
    }

    /// <summary>From here on letters go to the permanent mission, and so does what was refused, unless the mission has
    /// had it in copy.</summary>
    private static Decision TurnToMission(this Decision decision, Plan plan) =>
        decision
            .Change(i => i with { AtMission = true, AddressVersion = i.AddressVersion + 1 })
            .InviteAgainIfRefused(plan)
            .AwaitIfInvited(plan)
            .Note(
                "turned to the mission",
                note: $"{decision.Next.Invitee.Address} refused a letter; letters go to {decision.Next.Invitee.Copy}"
            );

    private static Decision Withdraw(this Decision decision, Withdrawn signal)
    {
        var notify = signal.Notify && decision.Next.WentOut;
        return decision
            .Change(i =>
                i with
                {
                    Phase = Phase.Withdrawn,
                    Requests = notify
                        ?
                        [
                            new LetterRequest(
                                new StepId("withdrawal"),
                                1,
                                LetterKind.Withdrawal,
                                "withdrawal",
                                decision.Now
                            ),
                        ]
                        : [],
                }
            )
            .Note("withdrawn", signal.By, note: signal.Reason);
    }

    private static Decision CorrectAddress(this Decision decision, AddressCorrected signal, Plan plan)
    {
        var before = decision.Next;
        return decision
            .Change(i =>
                i with
                {
                    Invitee = i.Invitee with { Address = signal.Address },
                    AddressVersion = i.AddressVersion + 1,
                    AtMission = false,
                    Attention = i.Attention & ~Attention.Refused,
                    Phase = (i.Phase, i.MissedDeadline) switch
                    {
                        (Phase.Undeliverable, null) => Phase.Awaiting,
                        (Phase.Undeliverable, _) => Phase.Unanswered,
                        _ => i.Phase,
                    },
                }
            )
            .InviteAgainIfRefused(plan)
            .Note("address corrected", signal.By, note: $"from {before.Invitee.Address} to {signal.Address}");
    }

    /// <summary>If it was the invitation that an earlier address refused, the invitee has not been invited
    /// yet.</summary>
    private static Decision InviteAgainIfRefused(this Decision decision, Plan plan) =>
        decision.Next is { Phase: Phase.Awaiting } invitation
        && invitation.ToBeReissued(plan).Any(a => a.Kind == LetterKind.Invitation)
            ? decision.Move(Phase.Scheduled)
            : decision;

    /// <summary>What was to be sent to a corrected address, the mission may have had in copy: then nobody is to be
    /// invited again, and the answer is awaited.</summary>
    private static Decision AwaitIfInvited(this Decision decision, Plan plan) =>
        decision.Next is { Phase: Phase.Scheduled, WentOut: true } invitation
        && !invitation.Ahead(plan).Any(a => a.Kind == LetterKind.Invitation)
        && !invitation.Dispatches.Any(d => d is { Kind: LetterKind.Invitation, IsOpen: true })
            ? decision.Move(Phase.Awaiting)
            : decision;

    private static Decision AskForReminder(this Decision decision, ReminderRequested signal)
    {
        const string prefix = "reminder-extra-";
        var number =
            1
            + decision
                .Next.Dispatches.Select(d => d.Step)
                .Concat(decision.Next.Requests.Select(r => r.Step))
                .Count(s => s.Value.StartsWith(prefix, StringComparison.Ordinal));
        var request = new LetterRequest(
            new StepId($"{prefix}{number}"),
            1,
            LetterKind.Reminder,
            signal.Letter,
            decision.Now
        );
        return decision
            .Change(i => i with { Requests = i.Requests.Add(request) })
            .Note("reminder asked for", signal.By, request.Step.Value);
    }

    private static Decision AskForResend(this Decision decision, ResendRequested signal)
    {
        var latest = decision.Next.Dispatches.LastOrDefault(d => d.Step == signal.Step);
        return latest switch
        {
            null => decision.Refuse(Refusal.NotNow, $"The letter '{signal.Step}' has not been sent yet."),
            { IsOpen: true } => decision.Refuse(Refusal.NotNow, $"The letter '{signal.Step}' is still on its way."),
            _ when !decision.Next.Wants(latest.Kind, latest.Step) && latest.Kind != LetterKind.Invitation =>
                decision.Refuse(
                    Refusal.NotNow,
                    $"The letter '{signal.Step}' is of no more use: the invitation is {decision.Next.Phase}."
                ),
            _ when latest.Kind == LetterKind.Invitation
                    && decision.Next.Phase is not (Phase.Scheduled or Phase.Awaiting) => decision.Refuse(
                Refusal.NotNow,
                $"The invitation is not sent again to an office that is {decision.Next.Phase}."
            ),
            { Kind: LetterKind.Invitation } => decision
                .Move(Phase.Scheduled)
                .Ask(latest)
                .Note("resend asked for", signal.By, signal.Step.Value),
            _ => decision.Ask(latest).Note("resend asked for", signal.By, signal.Step.Value),
        };
    }

    private static Decision Ask(this Decision decision, Dispatch dispatch)
    {
        var edition = 1 + decision.Next.Dispatches.Where(d => d.Step == dispatch.Step).Max(d => d.Edition);
        var request = new LetterRequest(dispatch.Step, edition, dispatch.Kind, dispatch.Letter, decision.Now);
        var waiting = decision.Next.Requests.Any(r => r.Step == request.Step && r.Edition == request.Edition);
        return waiting ? decision : decision.Change(i => i with { Requests = i.Requests.Add(request) });
    }

    private static Dispatch Drop(Dispatch dispatch) => dispatch with { State = DispatchState.Dropped, RetryAt = null };

    private static Decision Remember(this Decision decision, Signal signal) =>
        signal.Id is { } id && decision.Refusal == Refusal.None && decision.IsChange
            ? decision.Change(i => i with { Seen = [.. i.Seen.TakeLast(Invitation.RememberedSignals - 1), id] })
            : decision;

    /// <summary>Drops what is no longer wanted, keeps the row small, and says when something is next due.</summary>
    private static Decision Rest(this Decision decision, Plan plan)
    {
        if (decision.Refusal != Refusal.None)
            return decision;
        if (plan.Ended && decision.Next.Phase is Phase.Scheduled or Phase.Awaiting)
            decision = decision.MissDeadline(plan);
        var invitation = decision.Next;
        if (invitation.Dispatches.Any(Unwanted))
            invitation = invitation with
            {
                Dispatches = [.. invitation.Dispatches.Select(d => Unwanted(d) ? Drop(d) : d)],
            };
        invitation = Trim(invitation);
        var wakeAt = invitation.NextWake(plan);
        if (wakeAt != invitation.WakeAt)
            invitation = invitation with { WakeAt = wakeAt };
        return ReferenceEquals(invitation, decision.Next) ? decision : decision.Change(_ => invitation);

        // Before the invitation goes out anew, to another address, a reminder is not dropped: word may come that nobody
        // need be invited again.
        bool Unwanted(Dispatch dispatch) =>
            dispatch.IsOpen
            && (
                plan.Ended
                || !(
                    invitation.Wants(dispatch.Kind, dispatch.Step)
                    || (
                        invitation.Phase == Phase.Scheduled
                        && dispatch.Kind is LetterKind.Reminder or LetterKind.Extension
                    )
                )
            );
    }

    /// <summary>An office that replies over and over must not make its row outgrow the store: of the acknowledgements
    /// only the latest stay in it. The journal and the dispatch rows keep them all.</summary>
    private static Invitation Trim(Invitation invitation)
    {
        const int kept = 20;
        var old = invitation
            .Dispatches.Where(d => d is { Kind: LetterKind.Acknowledgement, IsOpen: false })
            .SkipLast(kept)
            .ToList();
        return old.Count == 0 ? invitation : invitation with { Dispatches = invitation.Dispatches.RemoveRange(old) };
    }
}
