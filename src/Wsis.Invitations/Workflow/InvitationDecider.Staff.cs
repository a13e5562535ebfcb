using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using static Wsis.Invitations.Workflow.Signal;

namespace Wsis.Invitations.Workflow;

/// <content>How actions of staff change an invitation.</content>
public static partial class InvitationDecider
{
    /// <summary>The most letters that staff wrote and that are not claimed yet. A row holds few texts.</summary>
    private const int MaxWaitingLetters = 3;

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
                                i.FirstEdition,
                                LetterKind.Withdrawal,
                                "withdrawal",
                                decision.Now
                            ),
                        ]
                        : [],
                }
            )
            .Note(new JournalEvent.InvitationWithdrawn(signal.Motive), signal.By);
    }

    /// <summary>A withdrawn office is invited again, or another one under its id. The invitation begins again: its
    /// answer counts no more, its links are revoked, and each letter has a further edition. The journal keeps what
    /// was.</summary>
    private static Decision Reinvite(this Decision decision, Reinvited signal, Plan plan)
    {
        var before = decision.Next;
        if (before.Dispatches.FirstOrDefault(d => d.State == DispatchState.Claimed) is { } claimed)
            return decision.Refuse(new Reason.LetterInFlight(claimed.Step));
        if (before.MissedDeadline >= plan.Deadline)
            return decision.Refuse(new Reason.DeadlinePassed());
        var editions = before.Dispatches.Select(d => d.Edition).Concat(before.Requests.Select(r => r.Edition));
        return decision
            .Change(i =>
                i with
                {
                    Phase = Phase.Scheduled,
                    Invitee = signal.Invitee ?? i.Invitee,
                    FirstEdition = 1 + editions.Append(i.FirstEdition).Max(),
                    Dispatches = [],
                    Requests = [],
                    // Another office under the id has nothing of it in its diary.
                    FormerEntries = signal.Invitee is null ? FormerEntries.Before(i) : FormerEntries.None,
                    FormerStatements = signal.Invitee is null ? i.FormerStatements : [],
                    Reply = null,
                    Delegation = null,
                    MissedDeadline = null,
                    AtMission = false,
                    AddressVersion = i.AddressVersion + 1,
                    LinkGeneration = i.LinkGeneration + 1,
                    Attention = i.Attention & ~(Attention.Refused | Attention.NotSent | Attention.LateReply),
                }
            )
            .Note(new JournalEvent.Reinvited(), signal.By)
            .NoteCorrections(before.Invitee, signal.Invitee ?? before.Invitee, signal.By);
    }

    /// <summary>Each particular has an entry of its own, with what it was and what it is.</summary>
    private static Decision CorrectParticulars(this Decision decision, ParticularsCorrected signal, Plan plan)
    {
        var former = signal.Former;
        var corrected = signal.Corrected;
        decision = decision
            .Change(i => i with { Invitee = corrected with { Address = former.Address } })
            .NoteCorrections(former, corrected with { Address = former.Address }, signal.By);
        if (former.Address != corrected.Address)
            return decision.CorrectAddress(
                new AddressCorrected(signal.ActionId, signal.By, corrected.Address) { SharedWith = signal.SharedWith },
                plan
            );
        var isMoved =
            former.Channel == LetterChannel.Paper && (former.Postal, former.Fax) != (corrected.Postal, corrected.Fax);
        return (isMoved ? decision.ReachAgain(plan) : decision).FollowInvitee(plan);
    }

    private static Decision NoteCorrections(this Decision decision, Invitee former, Invitee corrected, string by) =>
        InviteeList
            .ColumnsOf([former, corrected])
            .Select(c => (Column: c, Before: former.CellOf(c), After: corrected.CellOf(c)))
            .Where(c => c.Before != c.After)
            .Aggregate(
                decision,
                (all, c) => all.Note(new JournalEvent.ParticularCorrected(c.Column, c.Before, c.After), by)
            );

    private static Decision CorrectAddress(this Decision decision, AddressCorrected signal, Plan plan)
    {
        var before = decision.Next;
        return decision
            .Change(i => i with { Invitee = i.Invitee with { Address = signal.Address } })
            .ReachAgain(plan)
            .FollowInvitee(plan)
            .Note(
                new JournalEvent.AddressCorrected(before.Invitee.Address, signal.Address, signal.SharedWith),
                signal.By
            );
    }

    /// <summary>Letters go to a corrected address, by e-mail or on paper. What the former one refused is sent
    /// again.</summary>
    private static Decision ReachAgain(this Decision decision, Plan plan) =>
        decision
            .Change(i =>
                i with
                {
                    AddressVersion = i.AddressVersion + 1,
                    AtMission = false,
                    Attention = i.Attention & ~Attention.Refused,
                }
            )
            .Change(i => LeaveUndeliverable(i, plan))
            .InviteAgainIfRefused(plan);

    /// <summary>An office that can be reached again is awaited, or is one whose deadline has passed.</summary>
    private static Invitation LeaveUndeliverable(Invitation invitation, Plan plan) =>
        invitation switch
        {
            { Phase: not Phase.Undeliverable } => invitation,
            { MissedDeadline: { } missed } when missed >= plan.Deadline => invitation with { Phase = Phase.Unanswered },
            _ => WaitAgain(invitation),
        };

    /// <summary>Whether a reminder waits to be sent, or was sent to this address within
    /// <see cref="Plan.ReminderInterval"/>, by the plan or by staff.</summary>
    private static bool IsRemindedRecently(this Decision decision) =>
        decision.Before.Requests.Any(r => r.Kind == LetterKind.Reminder)
        || decision.Before.Dispatches.Any(d =>
            d.Kind == LetterKind.Reminder
            && d.State is not (DispatchState.Dropped or DispatchState.Failed)
            && (d.AddressVersion == decision.Before.AddressVersion || d.State == DispatchState.ToPrint)
            // One that is being sent, or waits on the print run, is still to come.
            && (d.IsUnsettled || decision.Now - d.SentAt < Plan.ReminderInterval)
        );

    private static Decision RequestReminder(this Decision decision, ReminderRequested signal)
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
            decision.Next.FirstEdition,
            LetterKind.Reminder,
            signal.Letter,
            decision.Now
        );
        return decision
            .Change(i => i with { Requests = i.Requests.Add(request) })
            .Note(new JournalEvent.ReminderRequested(request.Step), signal.By);
    }

    /// <summary>The invitation stays, so that the counts stay. Its answer is kept without the persons in it. An invitee
    /// who has not answered is withdrawn. The name of the State is no personal data.</summary>
    private static Decision ErasePerson(this Decision decision, PersonErased signal) =>
        decision
            .Change(i =>
                i with
                {
                    ErasedFrom = i.JournalLength,
                    ErasedChannel = i.Channel,
                    Phase = i.Phase is Phase.Scheduled or Phase.Awaiting ? Phase.Withdrawn : i.Phase,
                    Invitee = i.Invitee with
                    {
                        Name = StateNames.Find(i.Invitee.State, i.Invitee.Language),
                        Office = "",
                        Salutation = "",
                        Address = "",
                        Copy = null,
                        Postal = "",
                        Fax = "",
                        Person = "",
                        Honorific = "",
                        Own = OwnCells.None,
                    },
                    Reply = (
                        i.DelegationSize is { } size ? i.Reply?.WithDelegationSize(size, i.Women) : i.Reply
                    )?.WithoutPersons(),
                    FormerEntries = i.FormerEntries is { } entries ? entries with { Persons = [] } : null,
                    Delegation = null,
                    Requests = [],
                    Dispatches =
                    [
                        .. i.Dispatches.Select(d =>
                            (d.IsUnsettled ? Overtake(d) with { State = DispatchState.Dropped } : d) with
                            {
                                Reason = null,
                                MessageId = null,
                                Text = null,
                            }
                        ),
                    ],
                    LinkGeneration = i.LinkGeneration + 1,
                    Attention = Attention.None,
                }
            )
            .Note(new JournalEvent.PersonErased(), signal.By);

    /// <summary>Each letter has a step of its own, so that it is claimed and sent once.</summary>
    private static Decision WritePersonalLetter(this Decision decision, PersonalLetterWritten signal)
    {
        var invitation = decision.Next;
        var step = new StepId($"personal-{invitation.PersonalLetters + 1}");
        if (!invitation.Wants(LetterKind.Personal, step))
            return decision.Refuse(new Reason.LetterNotWanted(step, invitation.Phase));
        if (invitation.Requests.Count(r => r.Kind == LetterKind.Personal) >= MaxWaitingLetters)
            return decision.Refuse(new Reason.LetterInFlight(step));
        var request = new LetterRequest(step, invitation.FirstEdition, LetterKind.Personal, "personal", decision.Now)
        {
            Text = signal.Text,
        };
        return decision
            .Change(i => i with { PersonalLetters = i.PersonalLetters + 1, Requests = i.Requests.Add(request) })
            .Note(new JournalEvent.PersonalLetterWritten(step, signal.Text.Subject, signal.Text.Text), signal.By);
    }

    private static Decision RequestResend(this Decision decision, ResendRequested signal)
    {
        var latest = decision.Next.Dispatches.LastOrDefault(d => d.Step == signal.Step);
        return latest switch
        {
            null => decision.Refuse(new Reason.LetterNotYetSent(signal.Step)),
            { IsOpen: true } => decision.Refuse(new Reason.LetterInFlight(signal.Step)),
            // The row has its words no more.
            { Kind: LetterKind.Personal, Text: null } => decision.Refuse(
                new Reason.LetterNotWanted(signal.Step, decision.Next.Phase)
            ),
            _ when !decision.Next.Wants(latest.Kind, latest.Step) && latest.Kind != LetterKind.Invitation =>
                decision.Refuse(new Reason.LetterNotWanted(signal.Step, decision.Next.Phase)),
            _ when latest.Kind == LetterKind.Invitation && !decision.Next.TakesInvitationAgain() => decision.Refuse(
                new Reason.InvitationNotWanted(decision.Next.Phase)
            ),
            { Kind: LetterKind.Invitation } => decision
                .Enter(Phase.Scheduled)
                .ScheduleAgain(latest)
                .Note(new JournalEvent.ResendRequested(signal.Step), signal.By),
            _ => decision.ScheduleAgain(latest).Note(new JournalEvent.ResendRequested(signal.Step), signal.By),
        };
    }

    /// <summary>While the answer is awaited; and where a letter came back by post: its address may be right.</summary>
    private static bool TakesInvitationAgain(this Invitation invitation) =>
        invitation.Phase is Phase.Scheduled or Phase.Awaiting
        || invitation is { Phase: Phase.Undeliverable, Channel: LetterChannel.Paper, MissedDeadline: null };

    private static Decision ScheduleAgain(this Decision decision, Dispatch dispatch)
    {
        var edition = 1 + decision.Next.Dispatches.Where(d => d.Step == dispatch.Step).Max(d => d.Edition);
        var request = new LetterRequest(dispatch.Step, edition, dispatch.Kind, dispatch.Letter, decision.Now);
        var waiting = decision.Next.Requests.Any(r => r.Step == request.Step && r.Edition == request.Edition);
        return waiting ? decision : decision.Change(i => i with { Requests = i.Requests.Add(request) });
    }
}
