using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>Everything that the dashboard shows. Its cost does not depend on the number of invitees.</summary>
/// <param name="Report">The status of the campaign.</param>
/// <param name="Open">The open issues that the counts do not include.</param>
public sealed record DashboardModel(CampaignReport Report, OpenIssues Open)
{
    public LoadedCampaign Campaign => Report.Campaign;

    public Tally Tally => Report.Tally;

    public Instant Now => Report.At;

    public DateTimeZone Zone => Campaign.Planner.Schedule.Zone;

    public LocalDate Today => Now.InZone(Zone).Date;

    /// <summary>The current answers by the day (UTC) of receipt. Days without answers are left out.</summary>
    public IReadOnlyList<(LocalDate Day, long Answers)> AnswersByDay { get; } = Report.AnswersByDay;

    /// <summary>The letters of the plan and the deadline, by their moments on the calendar.</summary>
    public IReadOnlyList<CampaignMoment> Moments { get; } =
    [.. Report.Moments.Where(m => m.What is "letter" or "deadline")];

    /// <summary>Whether letters to somebody go on paper.</summary>
    public bool HasPaper => By(Tally.ByChannel).Any(s => s.Name == nameof(LetterChannel.Paper));

    /// <summary>The counts by phase for each value of a group: <c>language</c> or <c>region</c>; the largest
    /// first.</summary>
    public IReadOnlyList<Slice> By(string group) =>
        [
            .. Report
                .ByPhase(group)
                .Select(g => new Slice(g.Key, g.Value))
                .OrderByDescending(s => s.Total)
                .ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
}

/// <summary>The invitations of one language or region, by phase.</summary>
public sealed record Slice(string Name, IReadOnlyDictionary<string, long> Phases)
{
    public long Total => Phases.Values.Sum();

    public long In(Phase phase) => Phases.GetValueOrDefault(phase.ToString());
}
