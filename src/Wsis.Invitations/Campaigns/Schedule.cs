using NodaTime;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Campaigns;

/// <summary>A letter of the plan. With <paramref name="HasPdf"/> it goes with its PDF.</summary>
public sealed record Step(StepId Id, LetterKind Kind, Due Due, bool HasPdf = false);

/// <summary>The schedule of a campaign. Local dates and times are in <paramref name="Zone"/>.</summary>
/// <param name="Zone">The time zone of the organisation. The letters state the deadline in it.</param>
/// <param name="SendAt">The time at which the invitation is due.</param>
/// <param name="Deadline">An answer at or after this time is too late.</param>
/// <param name="Grace">The period after the deadline in which an answer is still in time.</param>
/// <param name="Steps">The letters of the plan, including the invitation.</param>
/// <param name="Window">The hours in which letters may be sent. Null: at any time.</param>
public sealed record Schedule(
    DateTimeZone Zone,
    LocalDateTime SendAt,
    LocalDateTime Deadline,
    Period Grace,
    IReadOnlyList<Step> Steps,
    SendingWindow? Window
)
{
    /// <summary>The instant of sending, before a sending window moves it.</summary>
    public Instant SendInstant => SendAt.InZoneLeniently(Zone).ToInstant();

    /// <summary>The instant of the deadline. A local time that a clock change repeats means its first
    /// occurrence.</summary>
    public Instant DeadlineInstant => Deadline.InZoneLeniently(Zone).ToInstant();

    /// <summary>The deadline plus the period of grace. A reply at or after it is late.</summary>
    public Instant Close => (Deadline + Grace).InZoneLeniently(Zone).ToInstant();

    /// <summary>Whether the deadline has passed. A launch then sends no letter and leaves every invitation without an
    /// answer, also within the period of grace, so staff are asked first.</summary>
    public bool IsPastDeadline(Instant now) => DeadlineInstant <= now;

    /// <summary>Computes the local time at which a step is due, before a sending window moves it.</summary>
    public LocalDateTime LocalDue(Step step, Event campaignEvent) =>
        step.Due.Resolve(SendAt, Deadline, campaignEvent.From);

    /// <summary>Computes the instant at which a step is due, before a sending window moves it.</summary>
    public Instant DueInstant(Step step, Event campaignEvent) =>
        LocalDue(step, campaignEvent).InZoneLeniently(Zone).ToInstant();
}
