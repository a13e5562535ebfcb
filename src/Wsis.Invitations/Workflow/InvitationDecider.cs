using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <summary>Decides what follows from a signal. A pure function: no clock, no I/O, no randomness. It keeps the nine
/// rules of docs/architecture.md; property tests check each of them.</summary>
public static partial class InvitationDecider
{
    public static Decision Decide(Invitation invitation, Signal signal, Plan plan, Instant now)
    {
        var decision = Decision.On(invitation, now);
        if (signal.Id is { } id && invitation.Seen.Contains(id))
            return decision;
        if (signal is WakeUp && !invitation.IsErased)
            decision = decision.GiveUpOvertaken(plan);
        if (signal is WakeUp or PlanChanged && !invitation.IsErased)
            decision = decision.PrintAgainIfChanged(plan);

        var deadlinePassed = Plan.IsDue(plan.Deadline, now);
        var next = signal switch
        {
            PersonErased => decision.OnErasure(signal),
            _ when invitation.IsErased => decision.OnErasure(signal),
            WakeUp or PlanChanged => decision.OnWakeUp(signal, plan, deadlinePassed),
            ReplyReceived => decision.OnReply(signal, plan, deadlinePassed),
            DelegationNamed named => decision.NameDelegation(named),
            Settled or DeliveryReported or ProviderReported => decision.OnReport(signal, plan),
            _ => decision.OnStaff(signal, plan, deadlinePassed),
        };
        return next.RecordSignalId(signal).KeepStatement().Complete(plan);
    }

    /// <summary>The data of the person are erased. What comes later changes nothing, except a message for
    /// staff.</summary>
    private static Decision OnErasure(this Decision decision, Signal signal) =>
        signal switch
        {
            PersonErased when decision.Before.IsErased => decision,
            PersonErased e => decision.ErasePerson(e),
            WakeUp or PlanChanged or Settled or DeliveryReported or ProviderReported => decision,
            CorrespondenceFiled or AttentionCleared => decision.OnMessage(signal),
            _ => decision.Refuse(new Reason.PersonErased()),
        };

    /// <summary>Time passes, or the plan is another one.</summary>
    private static Decision OnWakeUp(this Decision decision, Signal signal, Plan plan, bool deadlinePassed)
    {
        var invitation = decision.Before;
        var isExtended = plan.Deadline > invitation.MissedDeadline && !deadlinePassed;
        return (signal, invitation.Phase) switch
        {
            (WakeUp, _) when plan.Ended => decision,
            (WakeUp, Phase.Scheduled or Phase.Awaiting) when deadlinePassed => decision.MissDeadline(plan),
            (WakeUp, Phase.Unanswered) when isExtended => decision.Reopen(plan).SendDueLetter(plan),
            (WakeUp, _) => decision.SendDueLetter(plan),
            (PlanChanged, Phase.Unanswered) when isExtended => decision.Reopen(plan),
            (PlanChanged, _) => decision,
            _ => throw Unknown(signal),
        };
    }

    /// <summary>The invitee replies. A reply is recorded in every phase. The latest one is current. The same answer
    /// again is recorded and acknowledged once.</summary>
    private static Decision OnReply(this Decision decision, Signal signal, Plan plan, bool deadlinePassed)
    {
        var invitation = decision.Before;
        return (signal, invitation.Phase) switch
        {
            (ReplyReceived r, Phase.Answered) when r.Repeats(invitation.Reply!, plan) => decision.Repeat(r),
            (ReplyReceived r, _) when r.ExpectedReplies is { } expected && expected != invitation.Replies =>
                decision.Refuse(new Reason.ReplyOvertaken()),
            (ReplyReceived { Reply.Channel: Replies.Channel.Page }, Phase.Answered)
                when deadlinePassed && !plan.ChangeAfterDeadline => decision.Refuse(new Reason.AnswerIsFinal()),
            (ReplyReceived { Reply.Channel: Replies.Channel.Correspondence } r, _)
                when r.Reply.ReceivedAt < invitation.Reply?.GivenAt => decision.File(r),
            (ReplyReceived r, Phase.Withdrawn) => decision.Record(r).Alert(Attention.ReplyAfterWithdrawal),
            (ReplyReceived r, _) when r.Reply.ReceivedAt >= plan.Close => decision
                .Record(r, late: true)
                .Enter(Phase.Answered)
                .Alert(Attention.LateReply),
            (ReplyReceived r, _) => decision.Record(r).Enter(Phase.Answered),
            _ => throw Unknown(signal),
        };
    }

    /// <summary>The mailer reports the outcome of a letter.</summary>
    private static Decision OnReport(this Decision decision, Signal signal, Plan plan)
    {
        var invitation = decision.Before;
        return (signal, invitation.Phase) switch
        {
            (Settled s, _) when invitation.Find(s.Step, s.Edition) is { } dispatch => decision.Settle(
                dispatch,
                s.Outcome,
                plan
            ),
            (DeliveryReported r, _)
                when invitation.Find(r.Step, r.Edition) is { Posted: null } dispatch
                    && r.Delivery > dispatch.Delivery => decision.Deliver(dispatch, r, plan),
            (Settled or DeliveryReported, _) => decision,
            (ProviderReported p, _) => decision.Note(new JournalEvent.ProviderReported(p.Step, p.Words, p.IsCopy)),
            _ => throw Unknown(signal),
        };
    }

    /// <summary>Staff act.</summary>
    private static Decision OnStaff(this Decision decision, Signal signal, Plan plan, bool deadlinePassed)
    {
        var invitation = decision.Before;
        return (signal, invitation.Phase) switch
        {
            (Withdrawn, Phase.Withdrawn) => decision,
            (Withdrawn w, _) => decision.Withdraw(w),
            (AddressCorrected c, _) when c.Address == invitation.Invitee.Address => decision,
            (AddressCorrected c, _) => decision.CorrectAddress(c, plan),
            (ParticularsCorrected c, _) when c.Corrected == invitation.Invitee => decision,
            (ParticularsCorrected c, _) when c.Former != invitation.Invitee => decision.Refuse(
                new Reason.ChangedSinceSeen()
            ),
            (ParticularsCorrected c, _) => decision.CorrectParticulars(c, plan),
            (LinkRenewed l, _) => decision
                .Change(i => FormerEntries.ForgetPersons(i) with { LinkGeneration = i.LinkGeneration + 1 })
                .Note(new JournalEvent.LinkRenewed(invitation.LinkGeneration + 1), l.By),
            (Reinvited, _) when plan.Ended => decision.Refuse(new Reason.CampaignEnded()),
            (Reinvited, Phase.Withdrawn) when deadlinePassed => decision.Refuse(new Reason.DeadlinePassed()),
            (Reinvited r, Phase.Withdrawn) => decision.Reinvite(r, plan),
            (Reinvited, _) => decision.Refuse(new Reason.NotWithdrawn(invitation.Phase)),
            (LetterPosted p, _) => decision.Post(p),
            (LetterReturned r, _) => decision.Return(r, plan),
            (ReturnUndone u, _) => decision.UndoReturn(u, plan),
            (ReminderRequested, Phase.Awaiting) when !deadlinePassed && decision.IsRemindedRecently() =>
                decision.Refuse(new Reason.RemindedRecently((int)Plan.ReminderInterval.TotalHours)),
            (ReminderRequested r, Phase.Awaiting) when !deadlinePassed => decision.RequestReminder(r),
            (ReminderRequested, _) => decision.Refuse(new Reason.NotAwaited(invitation.Phase)),
            (PersonalLetterWritten, _) when plan.Ended => decision.Refuse(new Reason.CampaignEnded()),
            (PersonalLetterWritten w, _) => decision.WritePersonalLetter(w),
            (ResendRequested, _) when plan.Ended => decision.Refuse(new Reason.CampaignEnded()),
            (ResendRequested r, _) => decision.RequestResend(r),
            _ => decision.OnMessage(signal),
        };
    }

    /// <summary>A message is filed with the invitation, or staff have seen to something.</summary>
    private static Decision OnMessage(this Decision decision, Signal signal)
    {
        var invitation = decision.Before;
        return signal switch
        {
            CorrespondenceFiled { IsAutomatic: true, Report: { } r } c => decision.Note(
                new JournalEvent.ReportFiled(r.Step, r.Kind, c.Summary),
                c.By
            ),
            CorrespondenceFiled { IsAutomatic: true } c => decision.Note(
                new JournalEvent.AutomaticMailFiled(c.Summary),
                c.By
            ),
            CorrespondenceFiled { Confirmation: { } confirmation } c => decision
                .Note(new JournalEvent.ConfirmationFiled(c.Summary, confirmation.Answer, confirmation.Reason), c.By)
                .Alert(Attention.Correspondence),
            CorrespondenceFiled c => decision
                .Note(new JournalEvent.CorrespondenceFiled(c.Summary), c.By)
                .Alert(Attention.Correspondence),
            AttentionCleared c when (invitation.Attention & c.What) == 0 => decision,
            AttentionCleared c when c.ExpectedJournalLength is { } expected && expected != invitation.JournalLength =>
                decision.Refuse(new Reason.ChangedSinceSeen()),
            AttentionCleared c => decision
                .Change(i => i with { Attention = i.Attention & ~c.What })
                .Note(new JournalEvent.AttentionCleared(c.What), c.By),
            _ => throw Unknown(signal),
        };
    }

    /// <summary>Whether the letters of the plan are due to an invitee at other times than before.</summary>
    private static bool HasOtherTimes(this Invitation invitation, Invitation before) =>
        (invitation.Invitee.Zone, invitation.Invitee.Weekend) != (before.Invitee.Zone, before.Invitee.Weekend);

    private static ArgumentOutOfRangeException Unknown(Signal signal) =>
        new(nameof(signal), signal, "The decider knows no such signal.");

    private static Decision MissDeadline(this Decision decision, Plan plan) =>
        decision
            .Change(i => i with { Phase = Phase.Unanswered, MissedDeadline = plan.Deadline })
            .Note(plan.Ended ? new JournalEvent.EndedUnanswered() : new JournalEvent.DeadlineMissed());

    private static Decision Reopen(this Decision decision, Plan plan) =>
        decision.Change(WaitAgain).Note(new JournalEvent.Reopened(plan.Deadline));

    /// <summary>The answer is awaited again, or first the invitation if it was never sent. A letter of invitation that
    /// was dropped meanwhile is in doubt again: it may have been sent.</summary>
    private static Invitation WaitAgain(Invitation invitation) =>
        invitation with
        {
            Phase = invitation.WentOut ? Phase.Awaiting : Phase.Scheduled,
            MissedDeadline = null,
            Dispatches =
            [
                .. invitation.Dispatches.Select(d =>
                    d.Kind == LetterKind.Invitation && (d.Overtaken || d.State == DispatchState.Dropped)
                        ? Await(d, invitation)
                        : d
                ),
            ],
        };

    /// <summary>A letter on paper is on the print run again. One by e-mail is in doubt.</summary>
    private static Dispatch Await(Dispatch dropped, Invitation invitation) =>
        dropped.OnPaper && invitation.Channel == LetterChannel.Paper
            ? dropped with
            {
                State = DispatchState.ToPrint,
            }
            : dropped with
            {
                State = DispatchState.Claimed,
                OnPaper = false,
                Overtaken = false,
            };

    private static Decision RecordSignalId(this Decision decision, Signal signal) =>
        signal.Id is { } id && decision.Refusal is null && decision.IsChange
            ? decision.Change(i => i with { Seen = [.. i.Seen.TakeLast(Invitation.RememberedSignals - 1), id] })
            : decision;

    /// <summary>Drops what is no longer wanted, keeps the row small, and says when something is next due.</summary>
    private static Decision Complete(this Decision decision, Plan plan)
    {
        if (decision.Refusal is not null)
            return decision;
        if (plan.Ended && decision.Next.Phase is Phase.Scheduled or Phase.Awaiting)
            decision = decision.MissDeadline(plan);
        var invitation = decision.Next;
        if (plan.SharesLetters && !invitation.IsApart && invitation.HasOtherTimes(decision.Before))
            invitation = invitation with { IsApart = true };
        if (invitation.Dispatches.Any(Unwanted))
            invitation = invitation with
            {
                Dispatches = [.. invitation.Dispatches.Select(d => Unwanted(d) ? Overtake(d) : d)],
            };
        invitation = ClearWhatIsMended(Trim(invitation));
        var wakeAt = invitation.NextWake(plan);
        if (wakeAt != invitation.WakeAt)
            invitation = invitation with { WakeAt = wakeAt };
        return ReferenceEquals(invitation, decision.Next) ? decision : decision.Change(_ => invitation);

        // A reminder is not dropped before the invitation is sent again to another address: a report may come that
        // makes the new invitation unnecessary.
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

    /// <summary>A matter that needs staff is over when its cause is gone: the letter was sent after all or is not
    /// needed any more, or the address takes letters again.</summary>
    private static Invitation ClearWhatIsMended(Invitation invitation)
    {
        var mended = Attention.None;
        if (invitation.Attention.HasFlag(Attention.NotSent) && !invitation.Dispatches.Any(invitation.IsMissing))
            mended |= Attention.NotSent;
        if (invitation.Attention.HasFlag(Attention.Refused) && !invitation.IsAddressDoubtful())
            mended |= Attention.Refused;
        return mended == Attention.None ? invitation : invitation with { Attention = invitation.Attention & ~mended };
    }

    /// <summary>The row of an office that replies many times must stay small. It keeps only the latest
    /// acknowledgements, and the words of the latest letters that staff wrote. The journal and the dispatch rows keep
    /// all.</summary>
    private static Invitation Trim(Invitation invitation)
    {
        const int kept = 20;
        const int keptTexts = 3;
        var texts = invitation
            .Dispatches.Where(d => d is { Text: not null, IsUnsettled: false })
            .SkipLast(keptTexts)
            .ToList();
        if (texts.Count > 0)
            invitation = invitation with
            {
                Dispatches = [.. invitation.Dispatches.Select(d => texts.Contains(d) ? d with { Text = null } : d)],
            };
        var old = invitation
            .Dispatches.Where(d =>
                d is { Kind: LetterKind.Acknowledgement or LetterKind.AcknowledgementCopy, IsUnsettled: false }
            )
            .SkipLast(kept)
            .ToList();
        return old.Count == 0 ? invitation : invitation with { Dispatches = invitation.Dispatches.RemoveRange(old) };
    }
}
