using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>A letter of the plan, with the instant at which this invitee is due to receive it.</summary>
public sealed record PlannedStep(StepId Id, LetterKind Kind, string Letter, Instant Due);

/// <summary>A campaign's schedule as it applies to one invitee: every moment worked out, in their zone and around their
/// weekend.</summary>
/// <param name="Steps">The letters, in the order in which they are due.</param>
/// <param name="Deadline">From here on an answer is missing.</param>
/// <param name="Close">From here on a reply is late.</param>
/// <param name="ChangeAfterDeadline">Whether an answer may be changed on the page after the deadline.</param>
/// <param name="Sending">How sending is repeated.</param>
/// <param name="MissionIfRefused">Whether letters go to the permanent mission once the official address has refused
/// one.</param>
/// <param name="CopyToMission">Whether the permanent mission has had in copy what the official address refused.</param>
/// <param name="Ended">The campaign was closed or called off: no letter goes out any more, nobody is awaited, and
/// nothing is due. For good.</param>
public sealed record Plan(
    ImmutableArray<PlannedStep> Steps,
    Instant Deadline,
    Instant Close,
    bool ChangeAfterDeadline,
    SendingPolicy Sending,
    bool MissionIfRefused = false,
    bool CopyToMission = false,
    bool Ended = false
)
{
    /// <summary>A timer may fire this much early: what is due within it is due. Durable timers on Azure Storage have
    /// been seen 0.85 s early.</summary>
    public static readonly Duration TimerTolerance = Duration.FromSeconds(1);

    public static bool IsDue(Instant moment, Instant now) => moment <= now + TimerTolerance;
}

/// <summary>How sending is repeated after a failure or a silence.</summary>
/// <param name="FirstRetry">The pause before the first repetition, at most; doubled for each further one.</param>
/// <param name="MaxRetryDelay">The longest pause between two.</param>
/// <param name="ResendAfter">How long a dispatch in doubt waits for the provider's word before it is sent again, with
/// the same id.</param>
public sealed record SendingPolicy(Duration FirstRetry, Duration MaxRetryDelay, Duration ResendAfter)
{
    public static readonly SendingPolicy Default = new(
        Duration.FromMinutes(1),
        Duration.FromHours(1),
        Duration.FromHours(1)
    );

    /// <summary>When to try again after the attempt of this number: when the provider said, or after half to the whole
    /// of the pause. How much of it is drawn from the letter's id and the attempt's number: letters turned away
    /// together do not come back together, and the decision stays a pure function.</summary>
    public Instant RetryAt(DispatchId letter, int attempt, Duration? asked, Instant now) =>
        now + (asked ?? Pause(attempt) * Draw(letter, attempt));

    private Duration Pause(int attempt) =>
        Duration.Min(MaxRetryDelay, FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 16)));

    private static double Draw(DispatchId letter, int attempt) =>
        0.5
        + BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{letter} {attempt}")))
            / (2.0 * uint.MaxValue);
}
