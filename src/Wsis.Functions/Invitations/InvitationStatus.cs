using System.Text.Json.Serialization;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>Where an invitation stands, as far as its orchestration needs to know: what it waits for. Also its input,
/// its custom status and what it is told.</summary>
public sealed record InvitationStatus
{
    /// <summary>The length of the invitation's journal: of two, the one with more is the later.</summary>
    public int Version { get; init; }

    /// <summary>The phase, for whoever looks at the instance; null where it is not known.</summary>
    public string? Phase { get; init; }

    /// <summary>When it is next due, in UTC; null where it is not without a signal.</summary>
    public DateTime? WakeAt { get; init; }

    /// <summary>The campaign holds letters back: nothing is due before somebody says so.</summary>
    public bool Held { get; init; }

    /// <summary>The step of the latest letter that went out.</summary>
    public string? LastLetter { get; init; }

    /// <summary>What went wrong last, if it has not been mended since.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether nothing more happens without a signal: the orchestration ends, and a signal starts it
    /// again.</summary>
    [JsonIgnore]
    public bool IsAtRest => WakeAt is null && !Held;

    /// <summary>Due at once: whoever begins with it looks first.</summary>
    public static InvitationStatus Unknown { get; } = new() { WakeAt = DateTime.UnixEpoch };

    /// <summary>What holds after it was told where it stands, by a word that may have been overtaken: without
    /// particulars, that it is to look.</summary>
    public InvitationStatus Told(InvitationStatus? told) =>
        told switch
        {
            null => this with { WakeAt = DateTime.UnixEpoch, Held = false },
            _ when told.Version < Version => this,
            _ => told,
        };

    public static InvitationStatus From(Invitation invitation) =>
        new()
        {
            Version = invitation.JournalLength,
            Phase = invitation.Phase.ToString(),
            WakeAt = invitation.WakeAt?.ToDateTimeUtc(),
            LastLetter = invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent)?.Step.Value,
            LastError = invitation
                .Dispatches.LastOrDefault(d =>
                    d.State is not (DispatchState.Sent or DispatchState.Dropped) && d.Reason is not null
                )
                ?.Reason,
        };
}
