using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Runs campaigns by orchestrations: one for the campaign, whose id is the campaign's, and one for each
/// invitation that waits.</summary>
public sealed class DurableCampaignRunner(
    InvitationInstances instances,
    IInvitationStore store,
    TaskHub hub,
    TimeProvider clock
) : ICampaignRunner
{
    /// <summary>In these states the campaign's orchestration has done, or will do, what a start would do.</summary>
    private static readonly OrchestrationRuntimeStatus[] AliveOrDone =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
    ];

    private static readonly OrchestrationRuntimeStatus[] Alive = AliveOrDone[..3];

    /// <summary>Longer than a timer is late on a busy day, and than messages that a dead host had taken stay away (the
    /// visibility timeouts of host.json). An event is harmless where nothing was amiss.</summary>
    private static readonly Duration OverdueAfter = Duration.FromMinutes(3);

    public async Task Changed(CampaignEntry campaign, CancellationToken cancellation)
    {
        if (!await hub.Start(DurableNames.CampaignOrchestration, campaign.Id.Value, null, Alive, cancellation))
            await hub.Raise(campaign.Id.Value, CampaignOrchestration.Changed, null, cancellation);
    }

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        StartOrResume(campaign, Instant.MaxValue, cancellation);

    /// <summary>Takes up what is long overdue, and only that: a lost event, a lost orchestration.</summary>
    public Task<RepairReport> ReconcileOverdue(CampaignEntry campaign, CancellationToken cancellation) =>
        StartOrResume(campaign, clock.GetCurrentInstant() - OverdueAfter, cancellation);

    private async Task<RepairReport> StartOrResume(
        CampaignEntry campaign,
        Instant until,
        CancellationToken cancellation
    )
    {
        await hub.Start(DurableNames.CampaignOrchestration, campaign.Id.Value, null, AliveOrDone, cancellation);
        var overdue = clock.GetCurrentInstant() - Plan.TimerTolerance;
        var report = RepairReport.Nothing;
        foreach (var partition in Partition.All(campaign.Id, campaign.Buckets))
        {
            var waiting = await store.Due(partition, until, int.MaxValue, cancellation);
            report += await instances.StartOrResume(
                [.. waiting.Select(s => s.Invitation)],
                wake: i => i.WakeAt < overdue,
                cancellation
            );
        }
        return report;
    }
}
