using Microsoft.DurableTask.Client;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;

namespace Wsis.Functions.Campaigns;

/// <summary>All instances of a campaign in the task hub: its own, those of its launches, and those of its
/// invitations.</summary>
public sealed class CampaignInstances(TaskHub hub)
{
    private const int PageSize = 1000;

    /// <summary>How many calls to the hub one function makes concurrently.</summary>
    private const int MaxConcurrentCalls = 16;

    private static readonly OrchestrationRuntimeStatus[] Alive =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];

    private static readonly OrchestrationRuntimeStatus[] Over =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>Begins the ids of the launches of a campaign. The id of a campaign has no <c>~</c>.</summary>
    public static string LaunchPrefix(string campaign) => $"{campaign}~";

    private static string InvitationPrefix(string campaign) => $"{campaign}:";

    /// <summary>Tells the orchestrations of a page that their campaign has ended.</summary>
    /// <returns>The next page, or null if there is none.</returns>
    public async Task<InstancePage?> EndInvitations(InstancePage page, CancellationToken cancellation)
    {
        var query = new OrchestrationQuery(
            Statuses: Alive,
            InstanceIdPrefix: InvitationPrefix(page.Campaign),
            PageSize: PageSize
        );
        await foreach (
            var found in hub
                .Client.GetAllInstancesAsync(query)
                .AsPages(page.Continuation)
                .WithCancellation(cancellation)
        )
        {
            await ForEach(
                found.Values,
                (instance, token) =>
                    hub.Raise(instance.InstanceId, InvitationOrchestration.Changed, InvitationStatus.Ended, token),
                cancellation
            );
            return found.ContinuationToken is { } next ? page with { Continuation = next } : null;
        }
        return null;
    }

    /// <summary>Deletes the instances of a campaign that have ended, with their histories. The message of a cancelled
    /// timer may still be in a queue. The hub discards it when it is due.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> Purge(CampaignId campaign, CancellationToken cancellation)
    {
        var id = campaign.Value;
        var purged = 0;
        foreach (var prefix in (string[])[InvitationPrefix(id), LaunchPrefix(id)])
        {
            var query = new OrchestrationQuery(Statuses: Over, InstanceIdPrefix: prefix, PageSize: PageSize);
            await foreach (var page in hub.Client.GetAllInstancesAsync(query).AsPages().WithCancellation(cancellation))
                await ForEach(page.Values, (instance, token) => Delete(instance.InstanceId, token), cancellation);
        }
        if (await hub.Client.GetInstanceAsync(id, cancellation) is { } own && Over.Contains(own.RuntimeStatus))
            await Delete(id, cancellation);
        return purged;

        async Task Delete(string instance, CancellationToken token)
        {
            var result = await hub.Client.PurgeInstanceAsync(instance, cancellation: token);
            Interlocked.Add(ref purged, result.PurgedInstanceCount);
        }
    }

    private static Task ForEach(
        IEnumerable<OrchestrationMetadata> instances,
        Func<OrchestrationMetadata, CancellationToken, Task> act,
        CancellationToken cancellation
    ) =>
        Parallel.ForEachAsync(
            instances,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentCalls, CancellationToken = cancellation },
            async (instance, token) => await act(instance, token)
        );
}
