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
        var purged = 0;
        await ForAll(
            campaign,
            Over,
            async (instance, token) =>
            {
                var result = await hub.Client.PurgeInstanceAsync(instance.InstanceId, cancellation: token);
                Interlocked.Add(ref purged, result.PurgedInstanceCount);
            },
            cancellation
        );
        return purged;
    }

    /// <summary>Ends the instances of a campaign whose data is erased that still run. The hub takes some seconds; then
    /// they can be deleted.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> Terminate(CampaignId campaign, CancellationToken cancellation)
    {
        var found = 0;
        await ForAll(
            campaign,
            Alive,
            async (instance, token) =>
            {
                Interlocked.Increment(ref found);
                await hub.Client.TerminateInstanceAsync(instance.InstanceId, cancellation: token);
            },
            cancellation
        );
        return found;
    }

    private async Task ForAll(
        CampaignId campaign,
        OrchestrationRuntimeStatus[] statuses,
        Func<OrchestrationMetadata, CancellationToken, Task> action,
        CancellationToken cancellation
    )
    {
        var id = campaign.Value;
        // What starts others comes before them, so that nothing is started behind the search.
        if (await hub.Client.GetInstanceAsync(id, cancellation) is { } own && statuses.Contains(own.RuntimeStatus))
            await action(own, cancellation);
        foreach (var prefix in (string[])[LaunchPrefix(id), InvitationPrefix(id)])
        {
            var query = new OrchestrationQuery(Statuses: statuses, InstanceIdPrefix: prefix, PageSize: PageSize);
            await foreach (var page in hub.Client.GetAllInstancesAsync(query).AsPages().WithCancellation(cancellation))
                await ForEach(page.Values, action, cancellation);
        }
    }

    private static Task ForEach(
        IEnumerable<OrchestrationMetadata> instances,
        Func<OrchestrationMetadata, CancellationToken, Task> action,
        CancellationToken cancellation
    ) =>
        Parallel.ForEachAsync(
            instances,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentCalls, CancellationToken = cancellation },
            async (instance, token) => await action(instance, token)
        );
}
