using NodaTime;

namespace Wsis.Invitations.Workflow;

/// <summary>Schedules the call of <c>InvitationService.Advance</c> for when an invitation is due.</summary>
public interface IWakeUpScheduler
{
    /// <summary>Schedules an invitation that has changed. It was due at <paramref name="before"/> and is now due at its
    /// <see cref="Invitation.WakeAt"/>; null means only after a signal. Best effort: the row is the truth, and the
    /// reconciliation of overdue invitations finds a missed wake-up.</summary>
    Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation);
}
