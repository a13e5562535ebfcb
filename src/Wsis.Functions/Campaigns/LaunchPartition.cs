using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Names a partition in an orchestration's history.</summary>
public sealed record PartitionName(string Campaign, int Bucket)
{
    public Partition Partition => new(new CampaignId(Campaign), Bucket);
}

/// <summary>Decides and sends for many invitations of a partition together, and starts their orchestrations, each of
/// which begins by waiting.</summary>
public sealed class LaunchPartition(
    InvitationService invitations,
    CampaignCache campaigns,
    IInvitationStore store,
    InvitationInstances instances,
    TaskHub hub,
    TimeProvider clock
)
{
    /// <summary>How many letters go out in one call: few enough that a call which ends halfway costs little to
    /// repeat.</summary>
    private const int Chunk = 100;

    /// <returns>Whether there may be more to do.</returns>
    [Function(DurableNames.LaunchPartition)]
    public async Task<bool> Run(
        [ActivityTrigger] PartitionName name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        var campaign = await campaigns.FindFresh(name.Partition.Campaign, cancellation);
        var advanced = await invitations.Advance(name.Partition, Chunk, cancellation);
        await instances.StartOrResume([.. advanced], wake: _ => true, cancellation);
        if (advanced.Count == Chunk)
            return true;
        var waiting = await store.Due(name.Partition, Instant.MaxValue, int.MaxValue, cancellation);
        var done = advanced.Select(a => a.Key).ToHashSet();
        var rest = waiting.Select(s => s.Invitation).Where(i => !done.Contains(i.Key) && !WaitsForAll(i, campaign));
        await instances.StartOrResume([.. rest], wake: _ => false, cancellation);
        return false;
    }

    /// <summary>Whether its first letter goes out at the moment of sending, with all the others: the campaign waits for
    /// that, and it needs no one of its own before.</summary>
    private bool WaitsForAll(Invitation invitation, LoadedCampaign? campaign) =>
        campaign?.Planner.Schedule.SendInstant is { } sendAt
        && invitation.WakeAt == sendAt
        && invitation.Dispatches.IsEmpty
        && !Plan.IsDue(sendAt, clock.GetCurrentInstant());
}
