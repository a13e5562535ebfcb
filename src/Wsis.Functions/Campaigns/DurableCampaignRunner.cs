using Grpc.Core;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Runs campaigns by orchestrations: one for the campaign, with the campaign's id, and one for each invitation
/// that has a wake-up.</summary>
public sealed class DurableCampaignRunner(
    InvitationInstances instances,
    CampaignInstances all,
    IInvitationStore store,
    CampaignCache campaigns,
    TaskHub hub,
    TimeProvider clock
) : ICampaignRunner
{
    /// <summary>The statuses in which the orchestration of a campaign needs no start.</summary>
    private static readonly OrchestrationRuntimeStatus[] AliveOrDone =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
    ];

    private static readonly OrchestrationRuntimeStatus[] Alive = AliveOrDone[..3];

    /// <summary>Longer than the delay of a timer on a busy day, and than the visibility timeouts of host.json, after
    /// which the messages of a dead host reappear. An unnecessary event does no harm.</summary>
    private static readonly Duration OverdueAfter = Duration.FromMinutes(3);

    public async Task Changed(CampaignEntry campaign, CancellationToken cancellation)
    {
        if (!await hub.Start(DurableNames.CampaignOrchestration, campaign.Id.Value, null, Alive, cancellation))
            await hub.Raise(campaign.Id.Value, CampaignOrchestration.Changed, null, cancellation);
    }

    public async Task<int> Erase(CampaignEntry campaign, CancellationToken cancellation)
    {
        try
        {
            if (await all.Terminate(campaign.Id, cancellation) is > 0 and var left)
                return left;
            // One that ended before it could be terminated is purged here, because nothing comes after it.
            await all.Purge(campaign.Id, cancellation);
            return 0;
        }
        catch (RpcException e)
        {
            throw new StoreUnavailableException("The task hub does not answer.", e);
        }
    }

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        StartOrResume(campaign, Instant.MaxValue, cancellation);

    /// <summary>Starts or wakes invitations that are overdue because an event or an orchestration was lost.</summary>
    public Task<RepairReport> ReconcileOverdue(CampaignEntry campaign, CancellationToken cancellation) =>
        StartOrResume(campaign, clock.GetCurrentInstant() - OverdueAfter, cancellation);

    private async Task<RepairReport> StartOrResume(CampaignEntry entry, Instant until, CancellationToken cancellation)
    {
        var isStarted = await hub.Start(
            DurableNames.CampaignOrchestration,
            entry.Id.Value,
            null,
            AliveOrDone,
            cancellation
        );
        if (await campaigns.Find(entry.Id, cancellation) is not { } campaign)
            return RepairReport.Nothing;
        var overdue = clock.GetCurrentInstant() - Plan.TimerTolerance;
        var report = RepairReport.Nothing;
        var isLate = false;
        foreach (var partition in Partition.All(entry.Id, entry.Buckets))
        {
            var waiting = (await store.FindDue(partition, until, int.MaxValue, cancellation)).Select(s => s.Value);
            var shared = waiting.ToLookup(i => i.WakeAt < overdue && campaign.AwaitsSharedLetter(i));
            isLate |= shared[true].Any();
            report += new RepairReport(shared[true].Count(), 0, 0);
            report += await instances.StartOrResume(
                campaign,
                [.. shared[false]],
                notify: i => i.WakeAt < overdue,
                cancellation
            );
        }
        // The campaign sends the letters that it should have sent already. It may be at it, which does no harm.
        if (isLate && !isStarted)
            await hub.Raise(entry.Id.Value, CampaignOrchestration.Changed, null, cancellation);
        return report;
    }
}
