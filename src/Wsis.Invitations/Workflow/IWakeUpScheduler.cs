using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Workflow;

/// <summary>Sees to it that <see cref="InvitationService.Advance"/> is called when an invitation is due.</summary>
public interface IWakeUpScheduler
{
    /// <summary>The invitation has changed: it was due at <paramref name="before"/>, and is now at its
    /// <see cref="Invitation.WakeAt"/> (null: not without a signal). Best effort: the row holds the truth, and whoever
    /// sweeps finds what was missed.</summary>
    Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation);
}
