using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Staff.Pages.Dashboard;

/// <summary>Everything that the dashboard shows. It comes from the counts and the schedule alone: its cost does not depend on the number of invitees.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Tally">Its counts, at most a second old.</param>
/// <param name="Now">When this was so.</param>
public sealed record DashboardModel(CampaignAtWork Campaign, Tally Tally, Instant Now)
{
    public DateTimeZone Zone => Campaign.Planner.Schedule.Zone;

    public LocalDate Today => Now.InZone(Zone).Date;

    /// <summary>The answers that stand, by the day (UTC) on which they were received; days without any are left out.</summary>
    public IReadOnlyList<(LocalDate Day, long Answers)> AnswersByDay { get; } =
        [.. Tally.Group("answered-on").Select(c => (LocalDatePattern.Iso.Parse(c.Name).Value, c.Count)).OrderBy(c => c.Item1)];

    /// <summary>The letters of the plan and the deadline, by their moments on the calendar.</summary>
    public IReadOnlyList<Moment> Moments { get; } =
    [
        .. Campaign.Planner.Schedule.Steps.Select(s => new Moment(s.Id.Value, OnTheCalendar(Campaign, s)))
            .Append(new Moment(null, Campaign.Planner.Schedule.DeadlineInstant)).OrderBy(m => m.At),
    ];

    /// <summary>The counts by phase for each value of a group: <c>language</c> or <c>region</c>; the largest first.</summary>
    public IReadOnlyList<Slice> By(string group) =>
    [
        .. Tally.Group(group).Select(c => (At: c.Name.LastIndexOf(':'), c.Name, c.Count)).Where(c => c.At > 0)
            .GroupBy(c => c.Name[..c.At]).Select(g => new Slice(g.Key, g.ToDictionary(c => c.Name[(c.At + 1)..], c => c.Count)))
            .OrderByDescending(s => s.Total).ThenBy(s => s.Name, StringComparer.Ordinal),
    ];

    private static Instant OnTheCalendar(CampaignAtWork campaign, Step step)
    {
        var schedule = campaign.Planner.Schedule;
        var anchor = step.Due.From switch
        {
            Anchor.Sending => schedule.SendAt,
            Anchor.Deadline => schedule.Deadline,
            _ => campaign.Campaign.Event.From.AtMidnight(),
        };
        return step.Due.After(anchor).InZoneLeniently(schedule.Zone).ToInstant();
    }
}

/// <summary>A moment of a campaign.</summary>
/// <param name="Step">The letter's step; null for the deadline.</param>
/// <param name="At">When it is.</param>
public sealed record Moment(string? Step, Instant At);

/// <summary>The invitations of one language or region, by phase.</summary>
public sealed record Slice(string Name, IReadOnlyDictionary<string, long> Phases)
{
    public long Total => Phases.Values.Sum();

    public long In(Phase phase) => Phases.GetValueOrDefault(phase.ToString());
}
