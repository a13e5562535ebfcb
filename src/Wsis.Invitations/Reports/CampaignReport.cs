using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>The status of a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Tally">Its counts, at most a second old.</param>
/// <param name="Moments">Its dates, past and future, in order, that have taken or still take place.</param>
/// <param name="Orchestration">The orchestration of the campaign. Null if there is none or if it was not
/// queried.</param>
/// <param name="At">The time of the report.</param>
public sealed record CampaignReport(
    LoadedCampaign Campaign,
    Tally Tally,
    IReadOnlyList<CampaignMoment> Moments,
    Orchestration? Orchestration,
    Instant At
)
{
    /// <summary>The moments that are still ahead.</summary>
    public IEnumerable<CampaignMoment> Ahead => Moments.Where(m => m.At > At);

    /// <summary>The number of answers by the day on which they were received (UTC). Days without answers are
    /// left out.</summary>
    public IReadOnlyList<(LocalDate Day, long Answers)> AnswersByDay =>
        [
            .. Tally
                .Group("answered-on")
                .Select(c => (LocalDatePattern.Iso.Parse(c.Name).Value, c.Count))
                .OrderBy(c => c.Item1),
        ];

    /// <summary>The counts by phase for each value of a group: <c>language</c> or <c>region</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> ByPhase(string group) =>
        Tally
            .Group(group)
            .Select(c => (At: c.Name.LastIndexOf(':'), c.Name, c.Count))
            .Where(c => c.At > 0)
            .GroupBy(c => c.Name[..c.At])
            .ToDictionary(
                g => g.Key,
                IReadOnlyDictionary<string, long> (g) => g.ToDictionary(c => c.Name[(c.At + 1)..], c => c.Count)
            );

    /// <summary>To how many invitees an invitation was sent. The counts of a campaign that an earlier build erased have
    /// only the number of letters.</summary>
    public long Invited => Tally.Invited > 0 ? Tally.Invited : Math.Min(Tally.Invitees, InvitationLetters);

    private long InvitationLetters =>
        Campaign.Planner.Schedule.Steps.Where(s => s.Kind == LetterKind.Invitation).Sum(s => Tally[$"letter:{s.Id}"]);
}

/// <summary>A date of a campaign, before a sending window moves it.</summary>
/// <param name="What"><c>letter</c>, <c>deadline</c>, <c>close</c> (of replies), <c>event</c> or <c>end</c> (of the
/// event).</param>
/// <param name="At">The time.</param>
/// <param name="Step">The step, for a letter.</param>
/// <param name="Kind">The kind, for a letter.</param>
public sealed record CampaignMoment(string What, Instant At, string? Step = null, LetterKind? Kind = null)
{
    /// <summary>Whether it takes place. After a campaign was closed or cancelled, only the event does.</summary>
    public bool TakesPlace(LoadedCampaign campaign) =>
        What is "event" or "end" || campaign.Entry.EndedAt is not { } ended || At <= ended;

    /// <summary>All moments of a campaign, in order.</summary>
    public static IReadOnlyList<CampaignMoment> List(LoadedCampaign campaign)
    {
        var schedule = campaign.Planner.Schedule;
        var campaignEvent = campaign.Campaign.Event;
        var letters = campaign
            .Planner.OnTheCalendar()
            .Select(s => new CampaignMoment("letter", s.Due, s.Id.Value, s.Kind));
        CampaignMoment[] others =
        [
            new("deadline", schedule.DeadlineInstant),
            new("close", schedule.Close),
            new("event", campaignEvent.From.AtStartOfDayInZone(schedule.Zone).ToInstant()),
            new("end", campaignEvent.To.PlusDays(1).AtStartOfDayInZone(schedule.Zone).ToInstant()),
        ];
        return [.. letters.Concat(others).OrderBy(m => m.At)];
    }
}
