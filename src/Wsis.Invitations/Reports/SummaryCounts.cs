using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>The moments at which a campaign is summed up.</summary>
public enum CampaignMilestone
{
    /// <summary>The deadline passed.</summary>
    Deadline,

    /// <summary>The period of grace ended. Later replies are late.</summary>
    Close,

    /// <summary>The event ended.</summary>
    End,
}

/// <summary>The counts of a campaign at a milestone, as in its <see cref="Tally"/>. The answers add up to the answered;
/// these and the phases without an answer add up to the invitees.</summary>
public sealed record SummaryCounts
{
    public long Invitees { get; init; }
    public long Answered { get; init; }
    public long Accepted { get; init; }
    public long Delegated { get; init; }
    public long Declined { get; init; }
    public long Late { get; init; }
    public long Unanswered { get; init; }
    public long Awaiting { get; init; }
    public long Scheduled { get; init; }
    public long Undeliverable { get; init; }
    public long Withdrawn { get; init; }
    public long Delegates { get; init; }
    public long Women { get; init; }

    /// <summary>Of how many of the delegates the number of women is known. 0 also in entries of earlier
    /// builds.</summary>
    public long WomenOf { get; init; }

    public static SummaryCounts From(Tally tally) =>
        new()
        {
            Invitees = tally.Invitees,
            Answered = tally.In(Phase.Answered),
            Accepted = tally.Answered(AnswerKinds.Accepted),
            Delegated = tally.Answered(AnswerKinds.Delegated),
            Declined = tally.Answered(AnswerKinds.Declined),
            Late = tally.Late,
            Unanswered = tally.In(Phase.Unanswered),
            Awaiting = tally.In(Phase.Awaiting),
            Scheduled = tally.In(Phase.Scheduled),
            Undeliverable = tally.In(Phase.Undeliverable),
            Withdrawn = tally.In(Phase.Withdrawn),
            Delegates = tally.Delegates,
            Women = tally.Women,
            WomenOf = tally.WomenOf,
        };
}
