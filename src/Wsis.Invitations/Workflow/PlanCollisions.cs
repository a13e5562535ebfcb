using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>Finds the letters of a plan that fall together: several to one office on a day, and steps that are never
/// sent because a later one is due at the same time.</summary>
public static class PlanCollisions
{
    /// <summary>A shorter campaign is a trial, in which everything is on one day.</summary>
    private const int MinDays = 2;

    /// <summary>Lists what falls together, the most frequent first.</summary>
    public static IReadOnlyList<PlanCollision> Find(Campaign campaign, IReadOnlyList<Invitee> invitees)
    {
        var schedule = campaign.Schedule;
        if (Period.DaysBetween(schedule.SendAt.Date, schedule.Deadline.Date) < MinDays)
            return [];
        var rehearsal = new Rehearsal(campaign);
        // Offices with the same hours have the same plan.
        return
        [
            .. invitees
                .GroupBy(i => (i.Zone, i.Weekend))
                .SelectMany(office =>
                    Find(campaign, rehearsal, office.First()).Select(c => c with { Invitees = office.Count() })
                )
                .GroupBy(c => string.Join(' ', c.Steps.Prepend($"{c.Sent}")))
                .Select(g => g.First() with { Invitees = g.Sum(c => c.Invitees) })
                .OrderByDescending(c => c.Invitees),
        ];
    }

    /// <summary>The warnings about a plan, each for the first of its steps.</summary>
    internal static IEnumerable<Problem> Warn(Campaign campaign, string source, IReadOnlyList<Invitee> invitees) =>
        Find(campaign, invitees)
            .Select(c => new Problem(
                CampaignReader.FileName,
                CampaignReader.FindLine(source, "steps"),
                c.Sent
                    ? new ProblemReason.LettersOnOneDay(string.Join(", ", c.Steps), c.Invitees, c.Example, c.Day)
                    : new ProblemReason.LetterOvertaken(c.Steps[0], c.Steps[1], c.Invitees, c.Example)
            )
            {
                Property = "steps",
                IsWarning = true,
            });

    private static IEnumerable<PlanCollision> Find(Campaign campaign, Rehearsal rehearsal, Invitee invitee)
    {
        var letters = rehearsal.LettersFor(invitee).Where(l => !l.IfComing).ToList();
        foreach (var day in letters.GroupBy(l => l.At.InZone(invitee.Zone).Date).Where(d => d.Count() > 1))
            yield return new PlanCollision([.. day.Select(l => l.Dispatch.Step.Value)], true, day.Key, 1, invitee.Id);
        var sent = letters.Select(l => l.Dispatch.Step).ToHashSet();
        foreach (var step in rehearsal.PlanFor(invitee).Steps.Where(s => IsSkipped(campaign, s, sent)))
            if (letters.Find(l => l.Dispatch.Due >= step.Due) is { } later)
                yield return new PlanCollision(
                    [step.Id.Value, later.Dispatch.Step.Value],
                    false,
                    step.Due.InZone(invitee.Zone).Date,
                    1,
                    invitee.Id
                );
    }

    /// <summary>Whether a reminder is overtaken by a later one. A reminder at or after the deadline is another
    /// matter.</summary>
    private static bool IsSkipped(Campaign campaign, PlannedStep step, HashSet<StepId> sent) =>
        step.Kind == LetterKind.Reminder && !sent.Contains(step.Id) && step.Due < campaign.Schedule.DeadlineInstant;
}

/// <summary>Letters of a plan that fall together.</summary>
/// <param name="Steps">The steps in their order. If one is not sent, it is the first.</param>
/// <param name="Sent">Whether all are sent on one day. Otherwise the second is sent only.</param>
/// <param name="Day">The day in the zone of the office.</param>
/// <param name="Invitees">How many offices it concerns.</param>
/// <param name="Example">One of them.</param>
public sealed record PlanCollision(
    IReadOnlyList<string> Steps,
    bool Sent,
    LocalDate Day,
    int Invitees,
    InviteeId Example
);
