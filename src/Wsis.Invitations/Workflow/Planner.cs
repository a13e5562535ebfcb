using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>Works out the plan of each invitee from the campaign's schedule. Invitees with one zone and weekend share a
/// plan.</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="extensions">How its deadline was moved.</param>
/// <param name="sending">How sending is repeated.</param>
/// <param name="endedAt">When the campaign was closed or called off; null while it has not been.</param>
public sealed class Planner(
    Campaign campaign,
    IReadOnlyList<DeadlineExtension> extensions,
    SendingPolicy sending,
    Instant? endedAt = null
)
{
    private readonly ConcurrentDictionary<(DateTimeZone, Weekend), Plan> plans = [];
    private readonly Schedule schedule =
        extensions.Count == 0 ? campaign.Schedule : campaign.Schedule with { Deadline = extensions[^1].Deadline };

    /// <summary>The schedule in force: the campaign's own, with the deadline where the latest extension put
    /// it.</summary>
    public Schedule Schedule => schedule;

    public Plan For(Invitee invitee) =>
        plans.GetOrAdd((invitee.Zone, invitee.Weekend), office => Make(office.Item1, office.Item2));

    /// <summary>The letters at their moments on the calendar, before any window moves them, in order; extensions that a
    /// letter tells of among them.</summary>
    public IReadOnlyList<PlannedStep> OnTheCalendar() =>
        [
            .. schedule
                .Steps.Select(s => new PlannedStep(s.Id, s.Kind, s.Id.Value, OnTheCalendar(s)))
                .Concat(Announcements())
                .OrderBy(s => s.Due),
        ];

    private Plan Make(DateTimeZone zone, Weekend weekend)
    {
        if (endedAt is { } end)
            return new Plan(
                [],
                Instant.Min(schedule.DeadlineInstant, end),
                Instant.Min(schedule.Close, end),
                campaign.ChangeAfterDeadline,
                sending,
                Ended: true
            );
        var steps = schedule.Steps.Select(s => new PlannedStep(s.Id, s.Kind, s.Id.Value, Moment(s, zone, weekend)));
        return new Plan(
            [.. steps.Concat(Announcements()).OrderBy(s => s.Due)],
            schedule.DeadlineInstant,
            schedule.Close,
            campaign.ChangeAfterDeadline,
            sending,
            campaign.MissionIfRefused,
            campaign.CopyToMission
        );
    }

    private IEnumerable<PlannedStep> Announcements() =>
        extensions
            .Select((e, i) => (Extension: e, Number: i + 1))
            .Where(e => e.Extension.Announce)
            .Select(e => new PlannedStep(
                new StepId($"extension-{e.Number}"),
                LetterKind.Extension,
                "extension",
                e.Extension.DecidedAt
            ));

    private Instant OnTheCalendar(Step step)
    {
        var anchor = step.Due.From switch
        {
            Anchor.Sending => schedule.SendAt,
            Anchor.Deadline => schedule.Deadline,
            _ => campaign.Event.From.AtMidnight(),
        };
        return step.Due.After(anchor).InZoneLeniently(schedule.Zone).ToInstant();
    }

    /// <summary>The step's moment on the calendar, moved into the invitee's working hours, but never past the moment
    /// that ends its use.</summary>
    private Instant Moment(Step step, DateTimeZone zone, Weekend weekend)
    {
        var due = OnTheCalendar(step);
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

/// <summary>A deadline that staff moved.</summary>
/// <param name="Deadline">The new deadline, in the campaign's zone.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="By">Who decided it.</param>
/// <param name="Announce">Whether a letter tells those who have not answered.</param>
public sealed record DeadlineExtension(LocalDateTime Deadline, Instant DecidedAt, string By, bool Announce);
