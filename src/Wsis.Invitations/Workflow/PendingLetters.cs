using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>A letter that an invitation has still to receive.</summary>
internal sealed record PendingLetter(StepId Step, int Edition, LetterKind Kind, string Letter, Instant Due);

/// <summary>What is still ahead of an invitation, as its record and its plan say it.</summary>
internal static class PendingLetters
{
    /// <summary>Whether a letter of this kind is still of use to the invitee: the audience of each kind.</summary>
    public static bool Wants(this Invitation invitation, LetterKind kind, StepId step) =>
        (kind, invitation.Phase) switch
        {
            (LetterKind.Invitation, Phase.Scheduled) => true,
            (LetterKind.Reminder or LetterKind.Extension, Phase.Awaiting) => true,
            (LetterKind.Acknowledgement, Phase.Answered) => step == invitation.AcknowledgementStep,
            (LetterKind.Briefing, Phase.Answered) => invitation.Reply?.Answer.Attendance is not null,
            (LetterKind.Withdrawal, Phase.Withdrawn) => true,
            _ => false,
        };

    /// <summary>The letters that the invitation wants and that were never taken up, whether due or yet to
    /// come.</summary>
    public static IEnumerable<PendingLetter> Ahead(this Invitation invitation, Plan plan)
    {
        if (plan.Ended)
            return [];
        var horizon = invitation.Horizon();
        var planned = plan
            .Steps.Where(s => !(s.Kind is LetterKind.Reminder or LetterKind.Extension && s.Due <= horizon))
            .Select(s => new PendingLetter(s.Id, 1, s.Kind, s.Letter, s.Due));
        var asked = invitation.Requests.Select(r => new PendingLetter(r.Step, r.Edition, r.Kind, r.Letter, r.At));
        var acknowledgement = invitation.Reply is { } reply
            ?
            [
                new PendingLetter(
                    invitation.AcknowledgementStep,
                    1,
                    LetterKind.Acknowledgement,
                    $"acknowledgement-{reply.Answer.Kind}",
                    reply.ReceivedAt
                ),
            ]
            : Enumerable.Empty<PendingLetter>();
        return planned
            .Concat(acknowledgement)
            .Concat(asked)
            .Concat(invitation.ToBeReissued(plan))
            .Where(a => invitation.Wants(a.Kind, a.Step) && invitation.Find(a.Step, a.Edition) is null);
    }

    /// <summary>The letter that an earlier address refused and that the present one shall have: the invitation, if that
    /// is among them, otherwise the latest, unless a later letter has gone to the present address already. The mission
    /// has had it where letters go to it in copy.</summary>
    public static IEnumerable<PendingLetter> ToBeReissued(this Invitation invitation, Plan plan)
    {
        if (invitation.AtMission && plan.CopyToMission)
            return [];
        var refused = invitation
            .Dispatches.Where(d =>
                d.Delivery == Delivery.Refused
                && d.AddressVersion < invitation.AddressVersion
                && invitation.Find(d.Step, d.Edition + 1) is null
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

    /// <summary>When something is next due: a letter, a repetition, the deadline; null when nothing is.</summary>
    public static Instant? NextWake(this Invitation invitation, Plan plan)
    {
        if (plan.Ended)
            return null;
        var letters = invitation.Ahead(plan).Select(a => a.Due);
        var repetitions = invitation
            .Dispatches.Where(d => d.IsOpen && invitation.Wants(d.Kind, d.Step))
            .Select(d => RepeatAt(d, plan));
        IEnumerable<Instant> deadline = invitation.Phase is Phase.Scheduled or Phase.Awaiting ? [plan.Deadline] : [];
        return letters.Concat(repetitions).Concat(deadline).Select(i => (Instant?)i).Min();
    }

    /// <summary>When an open dispatch is taken up again: at the time to retry, or when its doubt has lasted long
    /// enough.</summary>
    public static Instant RepeatAt(Dispatch dispatch, Plan plan) =>
        dispatch.RetryAt ?? dispatch.ClaimedAt + plan.Sending.ResendAfter;

    /// <summary>Up to here reminders are past: one that was due before the latest letter went out has been superseded
    /// by it.</summary>
    private static Instant Horizon(this Invitation invitation) =>
        invitation
            .Dispatches.Where(d => d.Kind is LetterKind.Invitation or LetterKind.Reminder or LetterKind.Extension)
            .Select(d => Instant.Max(d.ClaimedAt, d.Due))
            .DefaultIfEmpty(Instant.MinValue)
            .Max();
}
