using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;

namespace WsisFunctions.Campaigns;

/// <summary>Looks every five minutes for invitations whose moment has passed without anybody waking them.</summary>
public sealed class Sweep(DurableCampaignRunner runner, IInvitationStore store, TaskHub hub, ILogger<Sweep> log)
{
    [Function(nameof(Sweep))]
    public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        hub.Client = client;
        await foreach (var campaign in store.Campaigns(cancellation))
            if (campaign.State == CampaignState.Running && await runner.Sweep(campaign, cancellation) is { Looked: > 0 } report)
                log.LogWarning("Campaign {Campaign}: {Looked} invitations were overdue; {Started} taken up, {Woken} woken", campaign.Id, report.Looked, report.Started, report.Woken);
    }
}
