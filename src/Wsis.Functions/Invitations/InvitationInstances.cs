using Microsoft.DurableTask.Client;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>The orchestrations of invitations in the task hub: one for each, or none where nothing is awaited. Its id
/// is the invitation's key.</summary>
public sealed class InvitationInstances(TaskHub hub)
{
    /// <summary>How many calls to the hub are under way at once for one function.</summary>
    private const int MaxConcurrentCalls = 16;

    private static readonly OrchestrationRuntimeStatus[] Alive =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];

    /// <summary>Starts an orchestration that begins by waiting. One that has ended is replaced.</summary>
    /// <returns>False where one is alive already; it is left alone.</returns>
    public Task<bool> Start(InvitationKey key, InvitationStatus standing, CancellationToken cancellation) =>
        hub.Start(DurableNames.InvitationOrchestration, key.ToString(), standing, Alive, cancellation);

    /// <summary>Tells an orchestration where its invitation stands.</summary>
    /// <returns>False where none is alive.</returns>
    public Task<bool> Wake(Invitation invitation, CancellationToken cancellation) =>
        hub.Raise(
            invitation.Key.ToString(),
            InvitationOrchestration.Changed,
            InvitationStatus.From(invitation),
            cancellation
        );

    /// <summary>Tells the orchestration; where there is none and the invitation waits for something, starts
    /// one.</summary>
    public async Task Tell(Invitation invitation, CancellationToken cancellation)
    {
        if (await Wake(invitation, cancellation) || invitation.WakeAt is null)
            return;
        if (!await Start(invitation.Key, InvitationStatus.From(invitation), cancellation))
            await Wake(invitation, cancellation);
    }

    /// <summary>Sees to it that each of these is waited for, as it stands on the record.</summary>
    /// <param name="invitations">The invitations; those that wait for nothing are passed over.</param>
    /// <param name="wake">Whether those whose orchestration is alive are told.</param>
    /// <param name="cancellation">Stops between two.</param>
    public async Task<RepairReport> StartOrResume(
        IReadOnlyCollection<Invitation> invitations,
        Func<Invitation, bool> wake,
        CancellationToken cancellation
    )
    {
        var (started, woken) = (0, 0);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = MaxConcurrentCalls,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(
            invitations.Where(i => i.WakeAt is not null),
            options,
            async (invitation, token) =>
            {
                if (await Start(invitation.Key, InvitationStatus.From(invitation), token))
                    Interlocked.Increment(ref started);
                else if (wake(invitation) && await Wake(invitation, token))
                    Interlocked.Increment(ref woken);
            }
        );
        return new RepairReport(invitations.Count, started, woken);
    }
}
