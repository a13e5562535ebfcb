using NodaTime;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Where a campaign stands: its orchestration's custom status, and at the end its output.</summary>
public sealed record CampaignStatus
{
    public string? State { get; init; }

    /// <summary>The campaign's own next moment (sending, deadline, close of replies, end of the event), in UTC; null
    /// where it waits for a person.</summary>
    public DateTime? NextMoment { get; init; }

    /// <summary>Whether at the next moment the invitations are to be sent: the campaign does that for all of them
    /// together.</summary>
    public bool SendsNext { get; init; }

    /// <summary>Whether nothing more is to come of it.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether letters may go out.</summary>
    public bool Sends { get; init; }

    /// <summary>How many partitions its invitations are in.</summary>
    public int Buckets { get; init; }

    /// <summary>The counts by phase, answer and letter, as in the tally: at the deadline, the summary.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    public static CampaignStatus From(LoadedCampaign campaign, Tally tally, Instant now)
    {
        var sendAt = campaign.Planner.Schedule.SendInstant;
        var moments = SummaryService
            .Moments(campaign)
            .Prepend(sendAt)
            .Where(m => m > now)
            .Select(m => (Instant?)m)
            .ToList();
        var runs = campaign.Entry.State == CampaignState.Running;
        return new CampaignStatus
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

    /// <summary>The same, with a look again at a moment, if nothing is to be looked at sooner.</summary>
    public CampaignStatus RefreshAt(DateTime moment) =>
        this with
        {
            NextMoment = NextMoment < moment ? NextMoment : moment,
            IsOver = false,
        };

    private static readonly string[] Counted = ["phase", "answer", "letter"];
}
