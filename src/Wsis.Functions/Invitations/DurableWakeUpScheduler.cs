using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>Handles a changed invitation. If it is due, for example for an acknowledgement, it is advanced here,
/// because a turn of the orchestration would cost a dozen operations of the task hub. Then the orchestration is
/// notified, or started if there is none and the invitation has a wake-up. It never throws: the change is stored, and
/// <c>ReconcileOverdue</c> finds what was missed.</summary>
/// <param name="instances">The orchestrations.</param>
/// <param name="invitations">Advances invitations. It is lazy, because it depends on this scheduler.</param>
/// <param name="campaigns">The campaigns.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log for failures.</param>
public sealed class DurableWakeUpScheduler(
    InvitationInstances instances,
    Lazy<InvitationService> invitations,
    CampaignCache campaigns,
    TimeProvider clock,
    ILogger<DurableWakeUpScheduler> log
) : IWakeUpScheduler
{
    /// <summary>How long the sender of a reply waits for the acknowledgement to be sent. After that the sending
    /// continues in the background.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation)
    {
        try
        {
            var now = IsDue(invitation) ? await Advance(invitation) : invitation;
            if (now.WakeAt != before || IsDue(now))
                await instances.NotifyOrStart(await campaigns.Get(now.Key.Campaign, cancellation), now, cancellation);
        }
        catch (Exception e)
        {
            log.LogError(
                e,
                "The orchestration of {Invitation} could not be notified of a change. ReconcileOverdue will find it",
                invitation.Key
            );
        }
    }

    private bool IsDue(Invitation invitation) =>
        invitation.WakeAt is { } at && Plan.IsDue(at, clock.GetCurrentInstant());

    /// <summary>Advances an invitation, unless that takes too long.</summary>
    /// <returns>The invitation after that. It is still due if it could not be advanced.</returns>
    private async Task<Invitation> Advance(Invitation due)
    {
        try
        {
            // Sending is not cancelled with the request.
            return await invitations.Value.Advance(due.Key, CancellationToken.None).WaitAsync(Timeout, clock) ?? due;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Invitation} could not be advanced at once. Its orchestration will do it", due.Key);
            return due;
        }
    }
}
