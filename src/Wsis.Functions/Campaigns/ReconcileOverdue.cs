using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Telemetry;

namespace Wsis.Functions.Campaigns;

/// <summary>Every five minutes, starts or wakes invitations that are overdue, and records the metrics of each
/// campaign.</summary>
public sealed class ReconcileOverdue(
    DurableCampaignRunner runner,
    ICampaignStore store,
    TaskHub hub,
    CampaignMetrics metrics,
    ILogger<ReconcileOverdue> log
)
{
    [Function(nameof(ReconcileOverdue))]
    public async Task Run(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        await foreach (var campaign in store.List(cancellation))
        {
            if (campaign.State is CampaignState.Running or CampaignState.Paused)
                await metrics.Record(campaign.Id, cancellation);
            if (campaign.State != CampaignState.Running)
                continue;
            var report = await runner.ReconcileOverdue(campaign, cancellation);
            Instruments.InvitationsOverdue.Record(
                report.Looked,
                KeyValuePair.Create<string, object?>(Instruments.Tags.Campaign, campaign.Id.Value)
            );
            if (report.Looked > 0)
                log.LogWarning(
                    "Campaign {Campaign}: {Looked} invitations were overdue, {Started} started, {Woken} woken",
                    campaign.Id,
                    report.Looked,
                    report.Started,
                    report.Woken
                );
        }
    }
}
