using Microsoft.DurableTask.Client;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>The orchestrations of invitations in the task hub. An invitation with a wake-up has one; its id is the key
/// of the invitation.</summary>
public sealed class InvitationInstances(TaskHub hub)
{
    /// <summary>How many calls to the hub one function makes concurrently.</summary>
    private const int MaxConcurrentCalls = 16;

    private static readonly OrchestrationRuntimeStatus[] Alive =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];

    /// <summary>Starts an orchestration that begins by waiting. One that has ended is replaced.</summary>
    /// <returns>False if one is alive. It is not changed.</returns>
    public Task<bool> Start(InvitationKey key, InvitationStatus status, CancellationToken cancellation) =>
        hub.Start(DurableNames.InvitationOrchestration, key.ToString(), status, Alive, cancellation);

    /// <summary>Sends the status of an invitation to its orchestration.</summary>
    /// <returns>False if none is alive.</returns>
    public Task<bool> Notify(Invitation invitation, CancellationToken cancellation) =>
        hub.Raise(
            invitation.Key.ToString(),
            InvitationOrchestration.Changed,
            InvitationStatus.From(invitation),
            cancellation
        );

    /// <summary>Notifies the orchestration, or starts one if there is none and the invitation has a wake-up.</summary>
    public async Task NotifyOrStart(Invitation invitation, CancellationToken cancellation)
    {
        if (await Notify(invitation, cancellation) || invitation.WakeAt is null)
            return;
        if (!await Start(invitation.Key, InvitationStatus.From(invitation), cancellation))
            await Notify(invitation, cancellation);
    }

    /// <summary>Makes sure that each invitation with a wake-up has an orchestration.</summary>
    /// <param name="invitations">The invitations. Those without a wake-up are skipped.</param>
    /// <param name="notify">Whether to notify an orchestration that is alive.</param>
    /// <param name="cancellation">Cancels the remaining calls.</param>
    public async Task<RepairReport> StartOrResume(
        IReadOnlyCollection<Invitation> invitations,
        Func<Invitation, bool> notify,
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
                else if (notify(invitation) && await Notify(invitation, token))
                    Interlocked.Increment(ref woken);
            }
        );
        return new RepairReport(invitations.Count, started, woken);
    }
}
