using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Puts a decision of staff in force on every instance (docs/adr/0007).</summary>
internal sealed class PlanEnforcement(IInvitationStore store, TimeProvider clock)
{
    private const int MaxConcurrentPartitions = 32;

    /// <summary>The partitions with claimed letters, their numbers, and a time at which the version was in
    /// force.</summary>
    private readonly ConcurrentDictionary<Partition, (long Claimed, long InForceAt)> claimed = [];

    /// <summary>Puts the campaign's version of the plan in force in every partition, and waits until no letter can be
    /// begun under a former one. That takes one small write for each partition. After its write it waits at most
    /// <see cref="SendPermission.MaxAge"/> for the letters that are claimed there, and not at all if none is. Call it
    /// once.</summary>
    /// <returns>The number of claimed letters that had no result at that time: those being sent, and those in
    /// doubt.</returns>
    public async Task<long> Enforce(CampaignEntry campaign, CancellationToken cancellation)
    {
        await ForEach(
            Partition.All(campaign.Id, campaign.Buckets),
            async (partition, token) =>
            {
                var mark = await store.RaisePlan(partition, campaign.PlanVersion, token);
                if (mark.Claimed > 0)
                    claimed[partition] = (mark.Claimed, clock.GetTimestamp());
            },
            cancellation
        );
        while (claimed.Where(c => MayBegin(c.Value.InForceAt)).Select(c => c.Key).ToList() is [_, ..] waiting)
        {
            await Task.Delay(SendPermission.PollInterval, clock, cancellation);
            await ForEach(
                waiting,
                async (partition, token) =>
                {
                    var mark = await store.ReadMark(partition, token);
                    if (mark.Claimed > 0)
                        claimed[partition] = claimed[partition] with { Claimed = mark.Claimed };
                    else
                        claimed.TryRemove(partition, out _);
                },
                cancellation
            );
        }
        return claimed.Values.Sum(c => c.Claimed);
    }

    /// <summary>Whether a permission from before the version was in force may still hold.</summary>
    private bool MayBegin(long inForceAt) => clock.GetElapsedTime(inForceAt) < SendPermission.MaxAge;

    private static async Task ForEach(
        IEnumerable<Partition> partitions,
        Func<Partition, CancellationToken, Task> action,
        CancellationToken cancellation
    )
    {
        using var gate = new SemaphoreSlim(MaxConcurrentPartitions);
        await Task.WhenAll(
            partitions.Select(async partition =>
            {
                await gate.WaitAsync(cancellation);
                try
                {
                    await action(partition, cancellation);
                }
                finally
                {
                    gate.Release();
                }
            })
        );
    }
}
