using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>The instances of a campaign that has ended.</summary>
internal static class Ending
{
    /// <summary>Ends the orchestrations of the campaign's invitations, a page of instances at a time.</summary>
    public static async Task EndInvitations(this TaskOrchestrationContext context)
    {
        var page = new InstancePage(context.InstanceId, null);
        do page = await context.CallActivityAsync<InstancePage?>(DurableNames.EndInvitations, page, Waiting.Retries);
        while (page is not null);
    }

    /// <summary>Asks for the state of the campaign and its next time. It is the custom status until the next
    /// one.</summary>
    public static async Task<CampaignStatus> RefreshStatus(this TaskOrchestrationContext context)
    {
        var name = DurableNames.RefreshCampaignStatus;
        var id = context.InstanceId;
        var status = await context.CallActivityAsync<CampaignStatus>(name, id, Waiting.Retries);
        context.SetCustomStatus(status);
        return status;
    }

    /// <summary>Names the instance of a launch after its campaign, so that it can be purged with it.</summary>
    public static SubOrchestrationOptions NameLaunch(this TaskOrchestrationContext context) =>
        new(instanceId: CampaignInstances.LaunchPrefix(context.InstanceId) + context.NewGuid().ToString("N"));
}

/// <summary>A page of the instances of a campaign's invitations.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Continuation">Where the page begins, from the page before; null for the first page.</param>
public sealed record InstancePage(string Campaign, string? Continuation);
