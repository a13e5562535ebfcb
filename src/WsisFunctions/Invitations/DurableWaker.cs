using Microsoft.Extensions.Logging;
using NodaTime;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace WsisFunctions.Invitations;

/// <summary>Wakes an invitation's orchestration, or starts it where there is none. Never fails: what happened is on the record by now,
/// and the sweep finds what was missed.</summary>
public sealed class DurableWaker(InvitationInstances instances, ILogger<DurableWaker> log) : IWaker
{
    public async Task Changed(InvitationKey key, Instant? wakeAt, CancellationToken cancellation)
    {
        try
        {
            if (await instances.Wake(key, cancellation) || wakeAt is not { } at)
                return;
            if (!await instances.Start(key, new Standing { WakeAt = at.ToDateTimeUtc() }, cancellation))
                await instances.Wake(key, cancellation);
        }
        catch (Exception e)
        {
            log.LogError(e, "{Invitation} has changed, and its orchestration could not be told; the sweep will", key);
        }
    }
}
