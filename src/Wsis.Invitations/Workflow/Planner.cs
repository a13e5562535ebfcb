using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>Computes the plan of each invitee from the campaign's schedule. Invitees with the same time zone and
/// weekend share a plan.</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="extensions">The extensions of its deadline.</param>
/// <param name="sending">The retry policy.</param>
/// <param name="endedAt">The time at which the campaign was closed or cancelled. Null before that.</param>
/// <param name="corrections">The corrected letters that are approved. Null for none.</param>
/// <param name="sharesLetters">Whether the campaign sends the letters of the plan, many together.</param>
public sealed class Planner(
    Campaign campaign,
    IReadOnlyList<DeadlineExtension> extensions,
    SendingPolicy sending,
    Instant? endedAt = null,
    ImmutableArray<LetterCorrection>? corrections = null,
    bool sharesLetters = false
)
{
    private readonly ConcurrentDictionary<(DateTimeZone, Weekend), Plan> plans = [];
    private readonly Schedule schedule =
        extensions.Count == 0 ? campaign.Schedule : campaign.Schedule with { Deadline = extensions[^1].Deadline };

    /// <summary>The retry policy.</summary>
    public SendingPolicy Sending => sending;

    /// <summary>The campaign's schedule with the deadline of the latest extension.</summary>
    public Schedule Schedule => schedule;

    public Plan For(Invitee invitee) =>
        plans.GetOrAdd((invitee.Zone, invitee.Weekend), office => CreatePlan(office.Item1, office.Item2));

    /// <summary>Lists the times after <paramref name="now"/> at which a letter of the plan is due to one of the
    /// invitees, soonest first.</summary>
    public IReadOnlyList<Instant> ListLetterTimes(IEnumerable<Invitee> invitees, Instant now) =>
        [
            .. invitees
                .Select(For)
                .Distinct(ReferenceEqualityComparer.Instance)
                .Cast<Plan>()
                .SelectMany(plan => plan.Steps, (_, step) => step.Due)
                .Where(due => !Plan.IsDue(due, now))
                .Distinct()
                .Order(),
        ];

    /// <summary>Lists the letters by the time at which they are due, before the sending window moves them. Letters that
    /// announce an extension are included.</summary>
    public IReadOnlyList<PlannedStep> OnTheCalendar() =>
        [
            .. schedule
                .Steps.Select(s => new PlannedStep(s.Id, s.Kind, s.Id.Value, schedule.DueInstant(s, campaign.Event)))
                .Concat(ExtensionLetters())
                .OrderBy(s => s.Due),
        ];

    private Plan CreatePlan(DateTimeZone zone, Weekend weekend)
    {
        if (endedAt is { } end)
            return new Plan(
                [],
                Instant.Min(schedule.DeadlineInstant, end),
                Instant.Min(schedule.Close, end),
                campaign.ChangeAfterDeadline,
                sending,
                Ended: true,
                Extensions: extensions.Count
            )
            {
                Corrections = corrections ?? [],
            };
        var steps = schedule.Steps.Select(s => new PlannedStep(s.Id, s.Kind, s.Id.Value, Moment(s, zone, weekend)));
        return new Plan(
            [.. steps.Concat(ExtensionLetters()).OrderBy(s => s.Due)],
            schedule.DeadlineInstant,
            schedule.Close,
            campaign.ChangeAfterDeadline,
            sending,
            campaign.MissionIfRefused,
            campaign.CopyToMission,
            Extensions: extensions.Count,
            SharesLetters: sharesLetters
        )
        {
            Corrections = corrections ?? [],
        };
    }

    private IEnumerable<PlannedStep> ExtensionLetters() =>
        extensions
            .Select((e, i) => (Extension: e, Number: i + 1))
            .Where(e => e.Extension.Announce)
            .Select(e => new PlannedStep(
                new StepId($"extension-{e.Number}"),
                LetterKind.Extension,
                "extension",
                e.Extension.DecidedAt,
                e.Number
            ));

    /// <summary>Moves the due time of a step into the invitee's working hours, but never past the deadline, or the
    /// event for a briefing.</summary>
    private Instant Moment(Step step, DateTimeZone zone, Weekend weekend)
    {
        var due = schedule.DueInstant(step, campaign.Event);
        if (schedule.Window is not { } window)
            return due;
        var limit =
            step.Kind == LetterKind.Briefing
                ? campaign.Event.From.AtMidnight().InZoneLeniently(schedule.Zone).ToInstant()
                : schedule.DeadlineInstant;
        var moved = window.AtOrAfter(due, zone, weekend);
        if (moved < limit || due >= limit)
            return moved;
        var opening = window.LastOpeningBefore(limit, zone, weekend);
        return opening < limit ? opening : due;
    }
}

/// <summary>An extension of the deadline.</summary>
/// <param name="Deadline">The new deadline, in the campaign's zone.</param>
/// <param name="DecidedAt">The time of the decision.</param>
/// <param name="By">The member of staff.</param>
/// <param name="Announce">Whether a letter announces it to invitees who have not answered.</param>
public sealed record DeadlineExtension(LocalDateTime Deadline, Instant DecidedAt, string By, bool Announce);
