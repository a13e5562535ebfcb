using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace WsisFunctions.Invitations;

/// <summary>Sees to an invitation that has changed. What is due at once, such as an acknowledgement, is done here: a turn of the orchestration for it
/// would cost a dozen operations of the task hub. The orchestration is told, or started where there is none, only of a moment that it would
/// miss. Never fails: what happened is on the record by now, and the sweep finds what was missed.</summary>
/// <param name="instances">The orchestrations.</param>
/// <param name="invitations">Does what is due; lazily, for it is itself given this waker.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="log">Where the failures go.</param>
public sealed class DurableWaker(InvitationInstances instances, Lazy<InvitationService> invitations, TimeProvider clock, ILogger<DurableWaker> log) : IWaker
{
    /// <summary>How long somebody who has replied is kept waiting for the acknowledgement to go out. A provider that takes longer is left to it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Changed(InvitationKey key, Instant? before, Instant? wakeAt, CancellationToken cancellation)
    {
        try
        {
            var next = wakeAt is { } at && Plan.IsDue(at, clock.GetCurrentInstant()) ? await Advance(key, at) : wakeAt;
            if (Misses(before, next))
                await Tell(key, next, cancellation);
        }
        catch (Exception e)
        {
            log.LogError(e, "{Invitation} has changed, and its orchestration could not be told; the sweep will", key);
        }
    }

    /// <summary>Does what is due, unless that takes too long.</summary>
    /// <returns>When it is due next; still at once where it could not be done.</returns>
    private async Task<Instant?> Advance(InvitationKey key, Instant due)
    {
        try
        {
            // Not cancelled with the request: a letter that was begun is finished.
            var advanced = await invitations.Value.Advance(key, CancellationToken.None).WaitAsync(Patience, clock);
            return advanced is null ? due : advanced.WakeAt;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "What is due for {Invitation} is left to its orchestration", key);
            return due;
        }
    }

    /// <summary>Whether an orchestration that waits for the moment before would miss the next one. Whose timer fires sooner looks then, and waits on. Where the moment
    /// before has passed there may be no timer, as in a campaign that was paused.</summary>
    private bool Misses(Instant? before, Instant? next) =>
        before > clock.GetCurrentInstant() ? next < before : before is not null || next is not null;

    private async Task Tell(InvitationKey key, Instant? next, CancellationToken cancellation)
    {
        if (await instances.Wake(key, cancellation) || next is not { } at)
            return;
        if (!await instances.Start(key, new Standing { WakeAt = at.ToDateTimeUtc() }, cancellation))
            await instances.Wake(key, cancellation);
    }
}
