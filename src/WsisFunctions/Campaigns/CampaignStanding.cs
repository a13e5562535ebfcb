using NodaTime;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace WsisFunctions.Campaigns;

/// <summary>Where a campaign stands: its orchestration's custom status, and at the end its output.</summary>
public sealed record CampaignStanding
{
    public string? State { get; init; }

    /// <summary>The campaign's own next moment (sending, deadline, close of replies, end of the event), in UTC; null where it waits for a person.</summary>
    public DateTime? NextMoment { get; init; }

    /// <summary>Whether at the next moment the invitations are to be sent: the campaign does that for all of them together.</summary>
    public bool SendsNext { get; init; }

    /// <summary>Whether nothing more is to come of it.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether letters may go out.</summary>
    public bool Sends { get; init; }

    /// <summary>How many partitions its invitations are in.</summary>
    public int Buckets { get; init; }

    /// <summary>The counts by phase, answer and letter, as in the tally: at the deadline, the summary.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    public static CampaignStanding Of(CampaignAtWork campaign, Tally tally, Instant now)
    {
        var sendAt = campaign.Planner.Schedule.SendInstant;
        var moments = Moments(campaign).Prepend(sendAt).Where(m => m > now).Select(m => (Instant?)m).ToList();
        var runs = campaign.Entry.State == CampaignState.Running;
        return new CampaignStanding
        {
            State = campaign.Entry.State.ToString(),
            NextMoment = runs ? moments.Min()?.ToDateTimeUtc() : null,
            SendsNext = runs && sendAt > now,
            IsOver = campaign.Entry.State == CampaignState.Cancelled || (runs && moments.Count == 0),
            Sends = campaign.Sends,
            Buckets = campaign.Entry.Buckets,
            Counts = Counted.SelectMany(g => tally.Group(g).Select(c => ($"{g}:{c.Name}", c.Count))).ToDictionary(),
        };
    }

    private static readonly string[] Counted = ["phase", "answer", "letter"];

    /// <summary>Invitations have their own timers at the same moments; a little later the counts are settled.</summary>
    private static readonly Duration Settling = Duration.FromSeconds(30);

    private static IEnumerable<Instant> Moments(CampaignAtWork campaign)
    {
        var schedule = campaign.Planner.Schedule;
        yield return schedule.DeadlineInstant + Settling;
        yield return schedule.Close + Settling;
        yield return campaign.Campaign.Event.To.PlusDays(1).AtStartOfDayInZone(schedule.Zone).ToInstant();
    }
}
