using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Names a partition in an orchestration's history.</summary>
public sealed record PartitionName(string Campaign, int Bucket)
{
    public Partition Partition => new(new CampaignId(Campaign), Bucket);
}

/// <summary>Advances many invitations of a partition together, and starts their orchestrations, which begin by
/// waiting.</summary>
public sealed class LaunchPartition(
    InvitationService invitations,
    CampaignCache campaigns,
    IInvitationStore store,
    InvitationInstances instances,
    TaskHub hub,
    TimeProvider clock
)
{
    /// <summary>How many letters one call sends. It is small, so that a retry of an interrupted call is
    /// cheap.</summary>
    private const int ChunkSize = 100;

    /// <returns>Whether there may be more to do.</returns>
    [Function(DurableNames.LaunchPartition)]
    public async Task<bool> Run(
        [ActivityTrigger] PartitionName name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        hub.Client = client;
        if (await campaigns.FindFresh(name.Partition.Campaign, cancellation) is not { } campaign)
            return false;
        var advanced = await invitations.Advance(name.Partition, ChunkSize, cancellation);
        await instances.StartOrResume(campaign, [.. advanced], notify: _ => true, cancellation);
        if (advanced.Count == ChunkSize)
            return true;
        var waiting = await store.FindDue(name.Partition, Instant.MaxValue, int.MaxValue, cancellation);
        var done = advanced.Select(a => a.Key).ToHashSet();
        var rest = waiting.Select(s => s.Value).Where(i => !done.Contains(i.Key) && !WaitsForCampaign(i, campaign));
        await instances.StartOrResume(campaign, [.. rest], notify: _ => false, cancellation);
        return false;
    }

    /// <summary>Whether the invitation's next letter is its first and is sent with all others. The orchestration of the
    /// campaign waits for that, so the invitation needs none before.</summary>
    private bool WaitsForCampaign(Invitation invitation, LoadedCampaign campaign) =>
        campaign.Planner.Schedule.SendInstant is { } sendAt
        && invitation.WakeAt == sendAt
        && invitation.Dispatches.IsEmpty
        && !Plan.IsDue(sendAt, clock.GetCurrentInstant());
}
