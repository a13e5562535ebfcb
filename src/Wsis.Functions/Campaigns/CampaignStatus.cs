using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>The status of a campaign: the custom status of its orchestration, and at the end its output.</summary>
public sealed record CampaignStatus
{
    public string? State { get; init; }

    /// <summary>The campaign's own next time (sending, deadline, close of replies, end of the event), in UTC; null if
    /// it waits for an action of staff.</summary>
    public DateTime? NextMoment { get; init; }

    /// <summary>Whether the moment of sending is to come.</summary>
    public bool SendsNext { get; init; }

    /// <summary>Whether the campaign has ended.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether staff have ended the campaign, so that its invitations wait for nothing.</summary>
    public bool EndsInvitations { get; init; }

    /// <summary>Whether letters may be sent.</summary>
    public bool Sends { get; init; }

    /// <summary>The number of its partitions.</summary>
    public int Buckets { get; init; }

    /// <summary>Whether it has so few invitees that one activity sends the letters of all partitions.</summary>
    public bool IsSmall { get; init; }

    /// <summary>The counts by phase, answer and letter, as in the tally.</summary>
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
        // A campaign that has ended waits for the results of letters in doubt.
        Instant? doubtEnds =
            campaign.IsOver && tally[$"dispatch:{DispatchState.Claimed}"] > 0
                ? now + campaign.Planner.Sending.ResendAfter
                : null;
        return new CampaignStatus
        {
            State = campaign.Entry.State.ToString(),
            NextMoment = (runs ? moments.Min() : doubtEnds)?.ToDateTimeUtc(),
            SendsNext = runs && sendAt > now,
            IsOver = (campaign.IsOver && doubtEnds is null) || (runs && moments.Count == 0),
            EndsInvitations = campaign.IsOver,
            Sends = campaign.Sends,
            Buckets = campaign.Entry.Buckets,
            IsSmall = tally.Invitees <= MaxSmall,
            Counts = Counted.SelectMany(g => tally.Group(g).Select(c => ($"{g}:{c.Name}", c.Count))).ToDictionary(),
        };
    }

    /// <summary>Returns the status with a refresh at a time, unless its next time is sooner.</summary>
    public CampaignStatus RefreshAt(DateTime time) =>
        this with
        {
            NextMoment = NextMoment < time ? NextMoment : time,
            IsOver = false,
        };

    /// <summary>The rows of so many invitees are few enough for a query that goes through all of them.</summary>
    private const int MaxSmall = 1000;

    private static readonly string[] Counted = ["phase", "answer", "letter"];
}
