using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>A letter of the plan, with the time at which it is due to an invitee.</summary>
/// <param name="Id">The step.</param>
/// <param name="Kind">The kind of letter.</param>
/// <param name="Letter">The name of its template.</param>
/// <param name="Due">The time.</param>
/// <param name="Extension">The number of the extension that the letter announces, from 1. Otherwise 0.</param>
public sealed record PlannedStep(StepId Id, LetterKind Kind, string Letter, Instant Due, int Extension = 0);

/// <summary>A campaign's schedule for one invitee, in their time zone and with their weekend.</summary>
/// <param name="Steps">The letters, in the order in which they are due.</param>
/// <param name="Deadline">At this time an invitation without an answer becomes unanswered.</param>
/// <param name="Close">A reply at or after this time is late.</param>
/// <param name="ChangeAfterDeadline">Whether an answer may be changed on the page after the deadline.</param>
/// <param name="Sending">The retry policy.</param>
/// <param name="MissionIfRefused">Whether letters go to the permanent mission after the official address has refused
/// one.</param>
/// <param name="CopyToMission">Whether the permanent mission receives a copy of every letter.</param>
/// <param name="Ended">Whether the campaign was closed or cancelled. Nothing is due any more.</param>
/// <param name="Extensions">The number of extensions of the deadline.</param>
/// <param name="SharesLetters">Whether the campaign sends the letters of the plan, many together
/// (<see cref="Campaigns.CampaignEntry.SharesLetters"/>).</param>
public sealed record Plan(
    ImmutableArray<PlannedStep> Steps,
    Instant Deadline,
    Instant Close,
    bool ChangeAfterDeadline,
    SendingPolicy Sending,
    bool MissionIfRefused = false,
    bool CopyToMission = false,
    bool Ended = false,
    int Extensions = 0,
    bool SharesLetters = false
)
{
    /// <summary>The corrected letters that are approved, in the order of their approvals.</summary>
    public ImmutableArray<LetterCorrection> Corrections { get; init; } = [];

    /// <summary>A timer may fire this much early, so what is due within this time is due. Durable timers on Azure
    /// Storage were observed 0.85 s early.</summary>
    public static readonly Duration TimerTolerance = Duration.FromSeconds(1);

    /// <summary>The shortest time between a reminder and one that staff ask for: 12 hours. No office gets two on a day
    /// because two colleagues pressed the button.</summary>
    public static readonly Duration ReminderInterval = Duration.FromHours(12);

    public static bool IsDue(Instant moment, Instant now) => moment <= now + TimerTolerance;
}

/// <summary>The retry policy of letters.</summary>
/// <param name="FirstRetry">The maximum delay before the first retry. It doubles for each further one.</param>
/// <param name="MaxRetryDelay">The maximum delay between two attempts.</param>
/// <param name="ResendAfter">The time after which a dispatch in doubt is sent again with the same id if the provider
/// has not reported on it.</param>
public sealed record SendingPolicy(Duration FirstRetry, Duration MaxRetryDelay, Duration ResendAfter)
{
    public static readonly SendingPolicy Default = new(
        Duration.FromMinutes(1),
        Duration.FromHours(1),
        Duration.FromHours(1)
    );

    /// <summary>Computes the time of the next attempt: the provider's Retry-After, or between half and the whole of the
    /// delay. The jitter is derived from the letter's id and the attempt, so the decision stays a pure
    /// function.</summary>
    public Instant RetryAt(DispatchId letter, int attempt, Duration? asked, Instant now) =>
        now + (asked ?? Pause(attempt) * Draw(letter, attempt));

    private Duration Pause(int attempt) =>
        Duration.Min(MaxRetryDelay, FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 16)));

    private static double Draw(DispatchId letter, int attempt) =>
        0.5
        + BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{letter} {attempt}")))
            / (2.0 * uint.MaxValue);
}
