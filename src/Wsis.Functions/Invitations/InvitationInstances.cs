using Microsoft.DurableTask.Client;
using NodaTime.Extensions;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Invitations;

/// <summary>The orchestrations of invitations in the task hub. An invitation with a wake-up of its own has one
/// (<see cref="LoadedCampaign.FindOwnWakeUp"/>); its id is the key of the invitation.</summary>
public sealed class InvitationInstances(TaskHub hub, TimeProvider clock)
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
    public Task<bool> Notify(InvitationKey key, InvitationStatus status, CancellationToken cancellation) =>
        hub.Raise(key.ToString(), InvitationOrchestration.Changed, status, cancellation);

    /// <summary>Notifies the orchestration, or starts one if there is none and the invitation has a wake-up of its
    /// own.</summary>
    public async Task NotifyOrStart(LoadedCampaign campaign, Invitation invitation, CancellationToken cancellation)
    {
        var key = invitation.Key;
        var status = StatusOf(campaign, invitation);
        if (await Notify(key, status, cancellation) || status.IsAtRest)
            return;
        if (!await Start(key, status, cancellation))
            await Notify(key, status, cancellation);
    }

    /// <summary>Makes sure that each invitation with a wake-up of its own has an orchestration.</summary>
    /// <param name="campaign">Their campaign.</param>
    /// <param name="invitations">The invitations. Those without a wake-up of their own are skipped.</param>
    /// <param name="notify">Whether to notify an orchestration that is alive.</param>
    /// <param name="cancellation">Cancels the remaining calls.</param>
    public async Task<RepairReport> StartOrResume(
        LoadedCampaign campaign,
        IReadOnlyCollection<Invitation> invitations,
        Func<Invitation, bool> notify,
        CancellationToken cancellation
    )
    {
        var started = 0;
        var woken = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = MaxConcurrentCalls,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(
            invitations,
            options,
            async (invitation, token) =>
            {
                var key = invitation.Key;
                var status = StatusOf(campaign, invitation);
                if (status.IsAtRest)
                    return;
                if (await Start(key, status, token))
                    Interlocked.Increment(ref started);
                else if (notify(invitation) && await Notify(key, status, token))
                    Interlocked.Increment(ref woken);
            }
        );
        return new RepairReport(invitations.Count, started, woken);
    }

    private InvitationStatus StatusOf(LoadedCampaign campaign, Invitation invitation) =>
        InvitationStatus.From(invitation, campaign.FindOwnWakeUp(invitation, clock.GetCurrentInstant()));
}
