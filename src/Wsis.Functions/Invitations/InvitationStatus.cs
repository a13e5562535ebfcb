using System.Text.Json.Serialization;
using NodaTime;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>The part of an invitation that its orchestration needs. It is the input, the custom status and the event of
/// the orchestration.</summary>
public sealed record InvitationStatus
{
    /// <summary>The length of the invitation's journal. A status with a greater length is newer.</summary>
    public int Version { get; init; }

    /// <summary>The phase, for operators; null if it is unknown.</summary>
    public string? Phase { get; init; }

    /// <summary>The wake-up of its own, in UTC; null if only a signal or a letter that the campaign sends can cause
    /// something.</summary>
    public DateTime? WakeAt { get; init; }

    /// <summary>Whether the campaign is paused. Then nothing is due until it is resumed.</summary>
    public bool Held { get; init; }

    /// <summary>The step of the latest letter that was sent.</summary>
    public string? LastLetter { get; init; }

    /// <summary>The latest error, unless a later try succeeded.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether nothing more happens without a signal. Then the orchestration ends, and a signal starts another
    /// one.</summary>
    [JsonIgnore]
    public bool IsAtRest => WakeAt is null && !Held;

    /// <summary>A status that is due at once, so that the orchestration begins by advancing the invitation.</summary>
    public static InvitationStatus Unknown { get; } = new() { WakeAt = DateTime.UnixEpoch };

    /// <summary>The status of an invitation whose campaign has ended. It is newer than any other.</summary>
    public static InvitationStatus Ended { get; } = new() { Version = int.MaxValue };

    /// <summary>The status after an event, which may be older than this status. An event without a status makes the
    /// invitation due.</summary>
    public InvitationStatus Merge(InvitationStatus? received) =>
        received switch
        {
            null => this with { WakeAt = DateTime.UnixEpoch, Held = false },
            _ when received.Version < Version => this,
            _ => received,
        };

    /// <param name="invitation">The invitation.</param>
    /// <param name="wakeAt">Its wake-up of its own (<see cref="LoadedCampaign.FindOwnWakeUp"/>).</param>
    public static InvitationStatus From(Invitation invitation, Instant? wakeAt) =>
        new()
        {
            Version = invitation.JournalLength,
            Phase = invitation.Phase.ToString(),
            WakeAt = wakeAt?.ToDateTimeUtc(),
            LastLetter = invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent)?.Step.Value,
            LastError = invitation
                .Dispatches.LastOrDefault(d =>
                    d.State is not (DispatchState.Sent or DispatchState.Dropped) && d.Reason is not null
                )
                ?.Reason?.ToEnglish(),
        };
}
