using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Settings;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Every night, deletes the instances and histories of campaigns that have been over for a time.</summary>
public sealed class PurgeEnded(
    CampaignInstances instances,
    ICampaignStore store,
    CampaignCache campaigns,
    TaskHub hub,
    TaskHubOptions options,
    TimeProvider clock,
    ILogger<PurgeEnded> log
)
{
    [Function(nameof(PurgeEnded))]
    public async Task Run(
        [TimerTrigger("0 20 2 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        await Purge(cancellation);
    }

    internal async Task Purge(CancellationToken cancellation)
    {
        var until = clock.GetCurrentInstant() - Duration.FromTimeSpan(options.Retention);
        await foreach (var campaign in store.List(cancellation))
        {
            if (await FindEnd(campaign, cancellation) is not { } end || end > until)
                continue;
            if (await instances.Purge(campaign.Id, cancellation) is > 0 and var purged)
                log.LogInformation("{Purged} instances of campaign {Campaign} were purged", purged, campaign.Id);
        }
    }

    /// <summary>When the campaign was ended, or else its last time; null if it is not over.</summary>
    private async Task<Instant?> FindEnd(CampaignEntry campaign, CancellationToken cancellation)
    {
        if (campaign.EndedAt is { } ended)
            return ended;
        if (campaign.State != CampaignState.Running)
            return null;
        return await campaigns.Find(campaign.Id, cancellation) is { } loaded
            ? SummaryService.Moments(loaded).Max()
            : null;
    }
}
