using NodaTime;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Campaigns;

/// <summary>One letter of the plan: what it is for, and when it is due.</summary>
public sealed record Step(StepId Id, LetterKind Kind, Due Due);

/// <summary>When a campaign sends, reminds and ends. Local dates and times are read in
/// <paramref name="Zone"/>.</summary>
/// <param name="Zone">The zone of the organisation: the one in which the deadline is written in the letters.</param>
/// <param name="SendAt">When the invitation is due.</param>
/// <param name="Deadline">The first moment at which an answer is too late.</param>
/// <param name="Grace">How long after the deadline an answer still counts as in time.</param>
/// <param name="Steps">The letters of the plan, the invitation among them.</param>
/// <param name="Window">When letters may go out; none: at any time.</param>
public sealed record Schedule(
    DateTimeZone Zone,
    LocalDateTime SendAt,
    LocalDateTime Deadline,
    Period Grace,
    IReadOnlyList<Step> Steps,
    SendingWindow? Window
)
{
    /// <summary>The instant of sending, before any window moves it for an office.</summary>
    public Instant SendInstant => SendAt.InZoneLeniently(Zone).ToInstant();

    /// <summary>The instant of the deadline. A local time that a clock change repeats means its first
    /// occurrence.</summary>
    public Instant DeadlineInstant => Deadline.InZoneLeniently(Zone).ToInstant();

    /// <summary>The deadline plus the period of grace: from here on, replies are late.</summary>
    public Instant Close => (Deadline + Grace).InZoneLeniently(Zone).ToInstant();
}
