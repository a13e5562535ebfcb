using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.Campaigns;

/// <summary>Ends the orchestrations of invitations that wait although their campaign has ended. Otherwise they would
/// wait until their next letter would have been due.</summary>
public sealed class EndInvitations(CampaignInstances instances, TaskHub hub)
{
    /// <returns>The next page, or null if there is none.</returns>
    [Function(DurableNames.EndInvitations)]
    public async Task<InstancePage?> Run(
        [ActivityTrigger] InstancePage page,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        return await instances.EndInvitations(page, cancellation);
    }
}
