using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using static Wsis.Invitations.Workflow.SendOutcome;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <content>How letters are claimed, sent and reported on.</content>
public static partial class InvitationDecider
{
    /// <summary>Claims the latest letter that is due, or else one whose sending is to be repeated: one letter a
    /// wake-up, never a burst.</summary>
    private static Decision SendDueLetter(this Decision decision, Plan plan)
    {
        var invitation = decision.Next;
        var due = invitation
            .ListPending(plan)
            .Where(a => Plan.IsDue(a.Due, decision.Now))
            .OrderBy(a => a.Due)
            .LastOrDefault();
        if (due is not null)
            return decision.ClaimLetter(due, plan);
        var again = invitation.Dispatches.FirstOrDefault(d =>
            d.IsRepeatable
            && invitation.Wants(d.Kind, d.Step)
            && Plan.IsDue(PendingLetters.RepeatAt(d, plan), decision.Now)
        );
        return again is null ? decision : decision.ClaimAgain(again, plan);
    }

    private static Decision ClaimLetter(this Decision decision, PendingLetter item, Plan plan)
    {
        var dispatch = new Dispatch
        {
            Step = item.Step,
            Edition = item.Edition,
            Kind = item.Kind,
            Letter = item.Letter,
            Text = decision.Next.FindText(item),
            Due = item.Due,
            ClaimedAt = decision.Now,
            AddressVersion = decision.Next.AddressVersion,
            ToMission = decision.Next.AtMission,
            Extensions = plan.Extensions,
            Corrections = plan.Corrections.Length,
        }.OnChannelOf(decision.Next);
        var supersedes = item.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension;
        return decision
            .Change(i =>
                i with
                {
                    Requests = i.Requests.RemoveAll(r => r.Step == item.Step && r.Edition == item.Edition),
                    Dispatches = [.. i.Dispatches.Select(d => supersedes && d.IsOpen ? Overtake(d) : d), dispatch],
                }
            )
            .Claim(dispatch)
            .NoteIfToPrint(dispatch);
    }

    /// <summary>A letter on paper is claimed onto the print run. Only staff can say that it was sent. The copy for
    /// persons always goes by e-mail.</summary>
    private static Dispatch OnChannelOf(this Dispatch claim, Invitation invitation) =>
        invitation.Channel == LetterChannel.Paper && !claim.Kind.IsForPersons
            ? claim with
            {
                OnPaper = true,
                State = DispatchState.ToPrint,
            }
            : claim with
            {
                OnPaper = false,
            };

    private static Decision NoteIfToPrint(this Decision decision, Dispatch claim) =>
        claim.OnPaper ? decision.Note(new JournalEvent.LetterToPrint(claim.Step, claim.Edition)) : decision;

    /// <summary>The words of a letter that staff wrote: of the request, or else of its earlier edition.</summary>
    private static PersonalText? FindText(this Invitation invitation, PendingLetter item) =>
        invitation.Requests.FirstOrDefault(r => r.Step == item.Step && r.Edition == item.Edition)?.Text
        ?? invitation.Dispatches.LastOrDefault(d => d.Step == item.Step)?.Text;

    private static Decision ClaimAgain(this Decision decision, Dispatch dispatch, Plan plan)
    {
        var repeated = dispatch with
        {
            State = DispatchState.Claimed,
            RetryAt = null,
            Reason = null,
            ClaimedAt = decision.Now,
            Attempt = dispatch.Attempt + 1,
            // A letter in doubt may have gone to the former address: a report on it is about that one.
            AddressVersion =
                decision.Next.Channel == LetterChannel.Paper ? dispatch.AddressVersion : decision.Next.AddressVersion,
            ToMission = decision.Next.AtMission,
            Extensions = plan.Extensions,
            Corrections = plan.Corrections.Length,
        };
        var again = repeated.OnChannelOf(decision.Next);
        return decision.Replace(dispatch, again).Claim(again).NoteIfToPrint(again);
    }

    private static Decision Settle(this Decision decision, Dispatch dispatch, SendOutcome outcome, Plan plan) =>
        (outcome, dispatch.State) switch
        {
            (_, DispatchState.Sent) => decision,
            (Accepted t, _) => decision.MarkSent(dispatch, dispatch.Delivery, t.MessageId),
            (_, not DispatchState.Claimed) => decision,
            (Recalled, _) when dispatch.Overtaken => decision.Replace(dispatch, Drop(dispatch)),
            (Recalled, _) => decision.Replace(
                dispatch,
                dispatch with
                {
                    State = DispatchState.Retrying,
                    Reason = null,
                    RetryAt = decision.Now,
                }
            ),
            (Busy b, _) when dispatch.Overtaken => decision.DropUnsent(dispatch, b.Reason),
            (Rejected r, _) when dispatch.Overtaken => decision.DropUnsent(dispatch, r.Reason),
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
                .Note(new JournalEvent.LetterPutBack(dispatch.Step, b.Reason)),
            (Rejected r, _) => decision
                .Replace(dispatch, dispatch with { State = DispatchState.Failed, Reason = r.Reason })
                .Note(new JournalEvent.LetterNotSent(dispatch.Step, r.Reason))
                .Alert(Attention.NotSent),
            (Unknown u, _) when u.Reason == dispatch.Reason => decision,
            (Unknown u, _) => decision
                .Replace(dispatch, dispatch with { Reason = u.Reason })
                .Note(new JournalEvent.LetterInDoubt(dispatch.Step, u.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    private static Decision MarkSent(this Decision decision, Dispatch dispatch, Delivery delivery, string? messageId) =>
        decision
            .Replace(
                dispatch,
                dispatch with
                {
                    State = DispatchState.Sent,
                    OnPaper = false,
                    Overtaken = false,
                    RetryAt = null,
                    Reason = null,
                    Delivery = delivery,
                    MessageId = messageId ?? dispatch.MessageId,
                }
            )
            .Change(i => CountAsSent(i, dispatch))
            .Note(new JournalEvent.LetterSent(dispatch.Step, dispatch.Edition));

    private static Invitation CountAsSent(Invitation invitation, Dispatch dispatch) =>
        (dispatch.Kind, invitation.Phase) switch
        {
            (LetterKind.Invitation, Phase.Scheduled) => invitation with { Phase = Phase.Awaiting },
            (LetterKind.Acknowledgement, _) => invitation with { Acknowledged = invitation.Acknowledged + 1 },
            _ => invitation,
        };

    /// <summary>Staff posted a letter of the print run, also one that was taken off it after it had been printed. A
    /// letter that reads differently since they printed it is printed again.</summary>
    private static Decision Post(this Decision decision, LetterPosted signal)
    {
        var dispatch = decision.Next.Find(signal.Step, signal.Edition);
        return dispatch switch
        {
            { State: DispatchState.Sent, OnPaper: true } => decision,
            { OnPaper: true, State: DispatchState.ToPrint or DispatchState.Dropped }
                when signal.Revision is { } printed && printed != dispatch.Revision => decision.Refuse(
                new Reason.LetterChangedSincePrinted(signal.Step)
            ),
            { OnPaper: true, State: DispatchState.ToPrint or DispatchState.Dropped } => decision
                .Replace(
                    dispatch,
                    dispatch with
                    {
                        State = DispatchState.Sent,
                        Posted = signal.Posting,
                        AddressVersion = decision.Next.AddressVersion,
                    }
                )
                .Change(i => CountAsSent(i, dispatch))
                .Note(
                    new JournalEvent.LetterPosted(
                        dispatch.Step,
                        dispatch.Edition,
                        signal.Posting.Way,
                        signal.Posting.On,
                        signal.Posting.Number
                    ),
                    signal.By
                ),
            _ => decision.Refuse(new Reason.LetterNotToPrint(signal.Step)),
        };
    }

    /// <summary>Letters of the print run follow a changed invitee: they are printed again with what has changed, or
    /// sent by e-mail from now on.</summary>
    private static Decision FollowInvitee(this Decision decision, Plan plan) =>
        decision.Next.Channel == LetterChannel.Paper
            ? decision.PrintAgain(plan)
            : decision.Change(i =>
                i with
                {
                    Dispatches =
                    [
                        .. i.Dispatches.Select(d =>
                            d.State == DispatchState.ToPrint
                                ? d with
                                {
                                    State = DispatchState.Retrying,
                                    OnPaper = false,
                                    RetryAt = decision.Now,
                                }
                                : d
                        ),
                    ],
                }
            );

    /// <summary>A letter that names an earlier deadline, or whose text was corrected, is printed again.</summary>
    private static Decision PrintAgainIfChanged(this Decision decision, Plan plan) =>
        !plan.Ended
        && decision.Next.Dispatches.Any(d =>
            d.State == DispatchState.ToPrint
            && (d.Extensions != plan.Extensions || plan.HasCorrected(d, decision.Next.Invitee))
        )
            ? decision.PrintAgain(plan)
            : decision;

    /// <summary>Whether the text of a letter was corrected since it was claimed.</summary>
    private static bool HasCorrected(this Plan plan, Dispatch dispatch, Invitee invitee) =>
        dispatch.Text is null
        && plan.Corrections.Skip(dispatch.Corrections).Any(c => c.Concerns(invitee, dispatch.Letter));

    private static Decision PrintAgain(this Decision decision, Plan plan) =>
        decision
            .Next.Dispatches.Where(d => d.State == DispatchState.ToPrint)
            .Aggregate(
                decision,
                (all, dispatch) =>
                {
                    var again = dispatch with
                    {
                        Revision = dispatch.Revision + 1,
                        ClaimedAt = decision.Now,
                        Extensions = plan.Extensions,
                        Corrections = plan.Corrections.Length,
                    };
                    return all.Replace(dispatch, again).NoteIfToPrint(again);
                }
            );

    /// <summary>Records a delivery report. Any report proves that the provider accepted the letter, so it resolves a
    /// dispatch in doubt.</summary>
    private static Decision Deliver(this Decision decision, Dispatch dispatch, DeliveryReported report, Plan plan)
    {
        var sent =
            dispatch.State == DispatchState.Sent ? decision : decision.MarkSent(dispatch, dispatch.Delivery, null);
        dispatch = sent.Next.Find(dispatch.Step, dispatch.Edition)!;
        var updated = dispatch with
        {
            Delivery = report.Delivery,
            Reason = report.Words is { } words ? new Reason.AsWritten(words) : dispatch.Reason,
        };
        var noted = sent.Replace(dispatch, updated)
            .Note(new JournalEvent.DeliveryReported(updated.Step, report.Delivery, report.Words));
        return noted.FollowDelivery(updated, plan);
    }

    /// <summary>A letter that came back by post is like one that an address refused.</summary>
    private static Decision Return(this Decision decision, LetterReturned signal, Plan plan)
    {
        if (
            decision.Next.Find(signal.Step, signal.Edition)
            is not { State: DispatchState.Sent, Posted: not null } dispatch
        )
            return decision.Refuse(new Reason.LetterNotPosted(signal.Step));
        if (dispatch.IsUndelivered)
            return decision;
        var returned = dispatch with
        {
            Delivery = Delivery.Returned,
            Reason = signal.Note is { } note ? new Reason.AsWritten(note) : null,
        };
        return decision
            .Replace(dispatch, returned)
            .Note(new JournalEvent.LetterReturned(signal.Step, signal.Edition, signal.Note), signal.By)
            .FollowDelivery(returned, plan);
    }

    /// <summary>A letter that did not come back counts as sent again. What was to replace it and was not sent is not
    /// needed any more.</summary>
    private static Decision UndoReturn(this Decision decision, ReturnUndone signal, Plan plan)
    {
        if (decision.Next.Find(signal.Step, signal.Edition) is not { Delivery: Delivery.Returned } returned)
            return decision.Refuse(new Reason.LetterNotReturned(signal.Step));
        var posted = returned with { Delivery = Delivery.Unknown, Reason = null };
        var words = (returned.Reason as Reason.AsWritten)?.Words;
        return decision
            .Replace(returned, posted)
            .Change(i =>
                i with
                {
                    Requests = i.Requests.RemoveAll(r => Replaces(r.Step, r.Edition)),
                    Dispatches =
                    [
                        .. i.Dispatches.Select(d => d.IsOpen && Replaces(d.Step, d.Edition) ? Overtake(d) : d),
                    ],
                }
            )
            .Change(i => LeaveMission(i, posted))
            .Change(i => IsReachable(i) ? LeaveUndeliverable(i, plan) : i)
            .InviteAgainIfRefused(plan)
            .AwaitIfInvited(plan)
            .Note(new JournalEvent.LetterReturnUndone(signal.Step, signal.Edition, words), signal.By);

        bool Replaces(StepId step, int edition) => step == signal.Step && edition > signal.Edition;

        static bool IsReachable(Invitation invitation) =>
            !invitation.Dispatches.Any(d => d.IsUndelivered && d.AddressVersion == invitation.AddressVersion);
    }

    /// <summary>Letters go to the office again where they went to the mission because of this one alone. Its address is
    /// the current one again, with a number of its own: reports on what the mission got are not about it.</summary>
    private static Invitation LeaveMission(Invitation invitation, Dispatch posted)
    {
        if (
            !invitation.AtMission
            || posted.AddressVersion != invitation.AddressVersion - 1
            || invitation.Dispatches.Any(d => d.IsUndelivered && d.AddressVersion == posted.AddressVersion)
        )
            return invitation;
        var version = invitation.AddressVersion + 1;
        return invitation with
        {
            AtMission = false,
            AddressVersion = version,
            Dispatches =
            [
                .. invitation.Dispatches.Select(d =>
                    d.AddressVersion == posted.AddressVersion ? d with { AddressVersion = version } : d
                ),
            ],
        };
    }

    /// <summary>What follows from the strongest report on a letter.</summary>
    private static Decision FollowDelivery(this Decision decision, Dispatch letter, Plan plan) =>
        (letter.Delivery, decision.Next.Phase) switch
        {
            // Its address is not that of the office.
            _ when letter.Kind.IsForPersons => decision,
            _ when letter.AddressVersion < decision.Next.AddressVersion => decision.InviteAgainIfRefused(plan),
            (Delivery.Refused or Delivery.Returned, _) when plan.MissionIfRefused && decision.Next.HasMissionLeft =>
                decision.TurnToMission(plan).Alert(Attention.Refused),
            (Delivery.Refused or Delivery.Returned, Phase.Scheduled or Phase.Awaiting or Phase.Unanswered) => decision
                .Enter(Phase.Undeliverable)
                .Alert(Attention.Refused),
            (>= Delivery.Blocked, _) => decision.Alert(Attention.Refused),
            _ => decision,
        };

    /// <summary>From here on letters go to the permanent mission, and so does what was refused, unless the mission has
    /// had it in copy.</summary>
    private static Decision TurnToMission(this Decision decision, Plan plan) =>
        decision
            .Change(i => i with { AtMission = true, AddressVersion = i.AddressVersion + 1 })
            .InviteAgainIfRefused(plan)
            .AwaitIfInvited(plan)
            .FollowInvitee(plan)
            .Note(new JournalEvent.MovedToMission(decision.Next.Invitee.Address, decision.Next.Invitee.Copy!));

    /// <summary>If it was the invitation that an earlier address refused, the invitee has not been invited
    /// yet.</summary>
    private static Decision InviteAgainIfRefused(this Decision decision, Plan plan) =>
        decision.Next is { Phase: Phase.Awaiting } invitation
        && invitation.FindReissues(plan).Any(a => a.Kind == LetterKind.Invitation)
            ? decision.Enter(Phase.Scheduled)
            : decision;

    /// <summary>The mission may already have a copy of the letter that was to be sent to a corrected address. Then
    /// nothing is sent again, and the answer is awaited.</summary>
    private static Decision AwaitIfInvited(this Decision decision, Plan plan) =>
        decision.Next is { Phase: Phase.Scheduled, WentOut: true } invitation
        && !invitation.ListPending(plan).Any(a => a.Kind == LetterKind.Invitation)
        && !invitation.Dispatches.Any(d => d is { Kind: LetterKind.Invitation, IsOpen: true })
            ? decision.Enter(Phase.Awaiting)
            : decision;

    /// <summary>A letter that is not needed any more was certainly not sent.</summary>
    private static Decision DropUnsent(this Decision decision, Dispatch dispatch, Reason reason) =>
        decision
            .Replace(dispatch, Drop(dispatch) with { Reason = reason })
            .Note(new JournalEvent.LetterDropped(dispatch.Step, reason));

    /// <summary>Stops waiting for the results of letters that are not needed any more, and says so in the
    /// journal.</summary>
    private static Decision GiveUpOvertaken(this Decision decision, Plan plan) =>
        decision
            .Next.Dispatches.Where(d =>
                d is { Overtaken: true, IsUnsettled: true }
                && Plan.IsDue(PendingLetters.RepeatAt(d, plan), decision.Now)
            )
            .Aggregate(
                decision,
                (all, dispatch) =>
                    all.Replace(dispatch, dispatch with { State = DispatchState.Dropped })
                        .Note(new JournalEvent.LetterUnresolved(dispatch.Step))
            );

    /// <summary>A letter is not needed any more. If it may have been sent, its result is still awaited.</summary>
    private static Dispatch Overtake(Dispatch dispatch) =>
        dispatch.State == DispatchState.Claimed ? dispatch with { Overtaken = true } : Drop(dispatch);

    private static Dispatch Drop(Dispatch dispatch) =>
        dispatch with
        {
            State = DispatchState.Dropped,
            Overtaken = false,
            RetryAt = null,
        };
}
