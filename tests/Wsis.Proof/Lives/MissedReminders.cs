using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Lives;

/// <summary>Finds due reminders that were not sent, and separates those that rule 5 drops (an outage lasted from their
/// due time until they were no longer useful) from those that were missed. An invitee who answered while a reminder was
/// still being sent to others has missed none, so the speed of the machine does not matter.</summary>
internal sealed class MissedReminders(
    Campaign campaign,
    IReadOnlyList<Interval> outages,
    IReadOnlyList<Invitation> invitations
)
{
    private readonly Dictionary<StepId, Instant> wentOutUntil = invitations
        .SelectMany(i => i.Dispatches)
        .Where(d => d.Kind == LetterKind.Reminder)
        .GroupBy(d => d.Step)
        .ToDictionary(g => g.Key, g => g.Max(d => d.ClaimedAt));

    private readonly List<string> missed = [];

    public IReadOnlyList<string> Missed => missed;

    public int Superseded { get; private set; }

    public void Look(Invitation invitation, IReadOnlyList<JournalEntry> journal)
    {
        var plan = new Planner(campaign, [], SendingPolicy.Default).For(invitation.Invitee);
        foreach (
            var step in plan.Steps.Where(s =>
                s.Kind == LetterKind.Reminder && invitation.Find(s.Id, 1) is not { State: DispatchState.Sent }
            )
        )
        {
            var ofNoUse = UntilWhenItWasWanted(step, invitation, journal, plan);
            if (ofNoUse <= Instant.Max(step.Due, wentOutUntil.GetValueOrDefault(step.Id, step.Due)))
                continue;
            if (outages.Any(o => o.Start < ofNoUse && o.End > step.Due))
                Superseded++;
            else
                missed.Add($"{invitation.Invitee.Id}: {step.Id}, due {step.Due}, wanted until {ofNoUse}");
        }
    }

    /// <summary>The moment of the answer, of a later reminder, or of the deadline.</summary>
    private static Instant UntilWhenItWasWanted(
        PlannedStep step,
        Invitation invitation,
        IReadOnlyList<JournalEntry> journal,
        Plan plan
    )
    {
        var replies = journal.Where(e => e.Reply is not null).Select(e => e.At);
        var later = invitation
            .Dispatches.Where(d => d.Kind == LetterKind.Reminder && d.Due > step.Due)
            .Select(d => d.ClaimedAt);
        return replies.Concat(later).Append(plan.Deadline).Min();
    }
}
