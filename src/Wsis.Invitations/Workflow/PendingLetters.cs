using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>A letter that is still to be sent to an invitee.</summary>
internal sealed record PendingLetter(StepId Step, int Edition, LetterKind Kind, string Letter, Instant Due);

/// <summary>What an invitation leads to next.</summary>
public enum NextStepKind
{
    /// <summary>A letter goes out.</summary>
    Letter,

    /// <summary>A letter is given to the mailer again.</summary>
    Attempt,

    /// <summary>Nobody waits any longer for the result of a letter that is not needed any more.</summary>
    Result,

    /// <summary>The deadline passes.</summary>
    Deadline,
}

/// <summary>What an invitation leads to next, without an event.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">When.</param>
/// <param name="Step">The letter. Null for the deadline.</param>
public readonly record struct NextStep(NextStepKind Kind, Instant At, StepId? Step);

/// <summary>Finds the letters and the times that an invitation and its plan still lead to.</summary>
internal static class PendingLetters
{
    /// <summary>Whether an invitee in this phase should receive a letter of this kind.</summary>
    public static bool Wants(this Invitation invitation, LetterKind kind, StepId step) =>
        !invitation.IsErased
        && (kind, invitation.Phase) switch
        {
            (LetterKind.Invitation, Phase.Scheduled) => true,
            (LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true,
            (LetterKind.Acknowledgement, Phase.Answered) => step == invitation.AcknowledgementStep,
            (LetterKind.AcknowledgementCopy, Phase.Answered) => step == invitation.AcknowledgementCopyStep,
            (LetterKind.Briefing, Phase.Answered) => invitation.Reply?.Answer.Attendance is not null
                && !invitation.AwaitsDecisionOnLateReply,
            (LetterKind.Withdrawal or LetterKind.WithdrawalCopy, Phase.Withdrawn) => true,
            (LetterKind.Personal, not (Phase.Withdrawn or Phase.Undeliverable)) => true,
            _ => false,
        };

    /// <summary>Lists the wanted letters without a claim, due or not yet due.</summary>
    public static IEnumerable<PendingLetter> ListPending(this Invitation invitation, Plan plan) =>
        plan.Ended ? [] : invitation.ListPlanned(plan).Concat(invitation.ListUnplanned(plan));

    /// <summary>Lists the wanted letters of the plan without a claim.</summary>
    private static IEnumerable<PendingLetter> ListPlanned(this Invitation invitation, Plan plan)
    {
        var latest = invitation.LatestLetterTime();
        return plan
            .Steps.Where(s => !(s.Kind is LetterKind.Reminder && s.Due <= latest))
            .Where(s => !(s.Kind is LetterKind.Extension && invitation.KnowsOfExtension(s)))
            .Select(s => new PendingLetter(s.Id, invitation.FirstEdition, s.Kind, s.Letter, s.Due))
            .Where(invitation.Lacks);
    }

    /// <summary>Lists the other wanted letters without a claim: those that staff requested, the acknowledgement, and
    /// what an earlier address refused.</summary>
    private static IEnumerable<PendingLetter> ListUnplanned(this Invitation invitation, Plan plan)
    {
        var asked = invitation.Requests.Select(r => new PendingLetter(r.Step, r.Edition, r.Kind, r.Letter, r.At));
        var acknowledgement = invitation.Reply is { } reply
            ?
            [
                new PendingLetter(
                    invitation.AcknowledgementStep,
                    invitation.FirstEdition,
                    LetterKind.Acknowledgement,
                    $"acknowledgement-{reply.Answer.Kind}",
                    reply.ReceivedAt
                ),
            ]
            : Enumerable.Empty<PendingLetter>();
        return acknowledgement
            .Concat(invitation.ListCopiesForPersons())
            .Concat(asked)
            .Concat(invitation.FindReissues(plan))
            .Where(invitation.Lacks);
    }

    /// <summary>Lists the copies for persons of an acknowledgement and of a withdrawal, where these go on
    /// paper.</summary>
    private static IEnumerable<PendingLetter> ListCopiesForPersons(this Invitation invitation)
    {
        if (
            invitation.Acknowledgement is { OnPaper: true } acknowledgement
            && FormerEntries.ListAcknowledgementCopies(invitation).Length > 0
        )
            yield return new PendingLetter(
                invitation.AcknowledgementCopyStep,
                invitation.FirstEdition,
                LetterKind.AcknowledgementCopy,
                acknowledgement.Letter,
                invitation.Reply!.ReceivedAt
            );
        if (
            invitation.Dispatches.FirstOrDefault(d => d is { Kind: LetterKind.Withdrawal, OnPaper: true })
                is { } withdrawal
            && FormerEntries.ListWithdrawalCopies(invitation).Length > 0
        )
            yield return new PendingLetter(
                Invitation.WithdrawalCopyStep,
                invitation.FirstEdition,
                LetterKind.WithdrawalCopy,
                withdrawal.Letter,
                withdrawal.Due
            );
    }

    private static bool Lacks(this Invitation invitation, PendingLetter letter) =>
        invitation.Wants(letter.Kind, letter.Step) && invitation.Find(letter.Step, letter.Edition) is null;

    /// <summary>Finds the letter that an earlier address refused and that the current address should receive: the
    /// invitation if it was refused, otherwise the latest letter. There is none if a later letter went to the current
    /// address, or if the permanent mission already received a copy.</summary>
    public static IEnumerable<PendingLetter> FindReissues(this Invitation invitation, Plan plan)
    {
        var refused = invitation
            .Dispatches.Where(d =>
                d.IsUndelivered
                && !d.Kind.IsForPersons
                && d.AddressVersion < invitation.AddressVersion
                && invitation.Find(d.Step, d.Edition + 1) is null
                && !invitation.Dispatches.Any(other => invitation.IsAtCurrentAddress(other) && other.Step == d.Step)
                // The mission has a copy of what went by e-mail.
                && !(invitation.AtMission && plan.CopyToMission && d.Posted is null)
            )
            .OrderBy(d => d.Kind == LetterKind.Invitation)
            .ToList();
        if (refused is not [.., var latest])
            return [];
        var moot =
            latest.Kind is LetterKind.Reminder or LetterKind.Extension
            && invitation.Dispatches.Any(d =>
                d.AddressVersion == invitation.AddressVersion && d.Kind != LetterKind.Acknowledgement
            );
        return moot ? [] : [new PendingLetter(latest.Step, latest.Edition + 1, latest.Kind, latest.Letter, latest.Due)];
    }

    /// <summary>Whether a letter was sent to the current address, and did not come back from it.</summary>
    private static bool IsAtCurrentAddress(this Invitation invitation, Dispatch letter) =>
        letter is { State: DispatchState.Sent, IsUndelivered: false }
        && letter.AddressVersion == invitation.AddressVersion;

    /// <summary>Whether a letter may still go out to an invitee who neither changes an answer nor is sent a letter
    /// again by staff.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="letter">The letter, without a group.</param>
    public static bool MayStillReceive(this Invitation invitation, Plan plan, string letter)
    {
        if (plan.Ended || invitation.IsErased)
            return false;
        if (invitation.ListPending(plan).Any(l => l.Letter == letter))
            return true;
        if (invitation.Dispatches.Any(d => d.Letter == letter && (d.IsOpen || (d.IsUndelivered && IsRefusing()))))
            return true;
        var latest = invitation.LatestLetterTime();
        return invitation.Phase switch
        {
            Phase.Scheduled or Phase.Awaiting or Phase.Undeliverable => FollowsLater(letter)
                || plan.Steps.Any(s => s.Letter == letter && IsAhead(s)),
            Phase.Unanswered => FollowsLater(letter)
                || plan.Steps.Any(s => s.Letter == letter && s.Kind == LetterKind.Briefing),
            Phase.Answered => letter == "withdrawal",
            _ => false,
        };

        bool IsRefusing() => invitation.Phase == Phase.Undeliverable;

        bool IsAhead(PlannedStep step) =>
            step.Kind == LetterKind.Briefing || (step.Kind == LetterKind.Reminder && step.Due > latest);
    }

    /// <summary>Whether a letter follows an answer that is still to come, the withdrawal or a later deadline.</summary>
    private static bool FollowsLater(string letter) =>
        letter is "withdrawal" or "extension" || letter.StartsWith("acknowledgement-", StringComparison.Ordinal);

    /// <summary>Finds the next time at which a letter, a retry or the deadline is due. Null if nothing is.</summary>
    public static Instant? NextWake(this Invitation invitation, Plan plan) =>
        invitation.NextWake(plan, invitation.ListPending(plan));

    /// <summary>Finds what is due at the next time. Null if nothing is.</summary>
    public static NextStep? FindNextStep(this Invitation invitation, Plan plan) =>
        invitation
            .ListSteps(plan, invitation.ListPending(plan))
            .OrderBy(s => s.At)
            .Select(s => (NextStep?)s)
            .FirstOrDefault();

    /// <summary>Finds the next time at which something is due that is the invitation's own: a retry, a letter outside
    /// the plan, the deadline. The letters of the plan that are due after <paramref name="now"/> are the campaign's,
    /// except those of an invitation apart.</summary>
    public static Instant? NextOwnWake(this Invitation invitation, Plan plan, Instant now) =>
        invitation.IsApart || plan.Ended
            ? invitation.NextWake(plan)
            : invitation.NextWake(
                plan,
                invitation.ListPlanned(plan).Where(l => Plan.IsDue(l.Due, now)).Concat(invitation.ListUnplanned(plan))
            );

    private static Instant? NextWake(this Invitation invitation, Plan plan, IEnumerable<PendingLetter> pending) =>
        invitation.ListSteps(plan, pending).Select(s => (Instant?)s.At).Min();

    private static IEnumerable<NextStep> ListSteps(
        this Invitation invitation,
        Plan plan,
        IEnumerable<PendingLetter> pending
    )
    {
        // Nothing is sent after the end. But what became of a letter is still to be recorded.
        var results = invitation
            .Dispatches.Where(d => d is { Overtaken: true, IsUnsettled: true })
            .Select(d => new NextStep(NextStepKind.Result, RepeatAt(d, plan), d.Step));
        if (plan.Ended)
            return results;
        var letters = pending.Select(a => new NextStep(NextStepKind.Letter, a.Due, a.Step));
        var repetitions = invitation
            .Dispatches.Where(d => d.IsRepeatable && invitation.Wants(d.Kind, d.Step))
            .Select(d => new NextStep(NextStepKind.Attempt, RepeatAt(d, plan), d.Step));
        IEnumerable<NextStep> deadline = invitation.Phase is Phase.Scheduled or Phase.Awaiting
            ? [new NextStep(NextStepKind.Deadline, plan.Deadline, null)]
            : [];
        return letters.Concat(repetitions).Concat(deadline).Concat(results);
    }

    /// <summary>Finds the time of the next attempt of an open dispatch. A dispatch in doubt is sent again after
    /// <see cref="SendingPolicy.ResendAfter"/>. If it is not needed any more, its result is given up then.</summary>
    public static Instant RepeatAt(Dispatch dispatch, Plan plan) =>
        dispatch.RetryAt ?? dispatch.ClaimedAt + plan.Sending.ResendAfter;

    /// <summary>Whether the invitee has a letter that names the deadline of an extension or of a later one. Before the
    /// number of extensions was recorded, the time of the letter decided.</summary>
    private static bool KnowsOfExtension(this Invitation invitation, PlannedStep extension) =>
        invitation.Dispatches.Any(d =>
            d.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension
            && d.State is not (DispatchState.Dropped or DispatchState.Failed)
            && (
                d.Extensions is { } known
                    ? known >= extension.Extension
                    : Instant.Max(d.ClaimedAt, d.Due) >= extension.Due
            )
        );

    /// <summary>The time of the latest letter. It replaces reminders that were due before it.</summary>
    private static Instant LatestLetterTime(this Invitation invitation) =>
        invitation
            .Dispatches.Where(d => d.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension)
            .Select(d => Instant.Max(d.SentAt, d.Due))
            .DefaultIfEmpty(Instant.MinValue)
            .Max();
}
