using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>Sees to an invitation that has changed. What is due at once, such as an acknowledgement, is done here: a
/// turn of the orchestration for it would cost a dozen operations of the task hub. The orchestration is told where the
/// invitation then stands, and started where there is none and something is awaited. Never fails: what happened is on
/// the record by now, and the sweep finds what was missed.</summary>
/// <param name="instances">The orchestrations.</param>
/// <param name="invitations">Does what is due; lazily, for it is itself given this waker.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="log">Where the failures go.</param>
public sealed class DurableWakeUpScheduler(
    InvitationInstances instances,
    Lazy<InvitationService> invitations,
    TimeProvider clock,
    ILogger<DurableWakeUpScheduler> log
) : IWakeUpScheduler
{
    /// <summary>How long somebody who has replied is kept waiting for the acknowledgement to go out. A provider that
    /// takes longer is left to it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation)
    {
        try
        {
            var now = IsDue(invitation) ? await Advance(invitation) : invitation;
            if (now.WakeAt != before || IsDue(now))
                await instances.Tell(now, cancellation);
        }
        catch (Exception e)
        {
            log.LogError(
                e,
                "{Invitation} has changed, and its orchestration could not be told; the sweep will",
                invitation.Key
            );
        }
    }

    private bool IsDue(Invitation invitation) =>
        invitation.WakeAt is { } at && Plan.IsDue(at, clock.GetCurrentInstant());

    /// <summary>Does what is due, unless that takes too long.</summary>
    /// <returns>The invitation as it is then; still due where it could not be done.</returns>
    private async Task<Invitation> Advance(Invitation due)
    {
        try
        {
            // Not cancelled with the request: a letter that was begun is finished.
            return await invitations.Value.Advance(due.Key, CancellationToken.None).WaitAsync(Timeout, clock) ?? due;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "What is due for {Invitation} is left to its orchestration", due.Key);
            return due;
        }
    }
}
