using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Puts a decision of staff in force on every instance (docs/adr/0007).</summary>
internal sealed class PlanEnforcement(IInvitationStore store, TimeProvider clock)
{
    private const int MaxConcurrentPartitions = 32;

    /// <summary>Puts the campaign's version of the plan in force in every partition, and waits until no letter can be
    /// begun under a former one. That takes at most <see cref="SendPermission.MaxAge"/> after one small write for each
    /// partition, and no wait if no letter is claimed.</summary>
    /// <returns>The number of claimed letters that had no result at that time: those being sent, and those in
    /// doubt.</returns>
    public async Task<long> Enforce(CampaignEntry campaign, CancellationToken cancellation)
    {
        var claimed = await ForEach(
            Partition.All(campaign.Id, campaign.Buckets),
            (partition, token) => store.RaisePlan(partition, campaign.PlanVersion, token),
            cancellation
        );
        var begun = clock.GetTimestamp();
        while (claimed.Count > 0 && clock.GetElapsedTime(begun) < SendPermission.MaxAge)
        {
            await Task.Delay(SendPermission.PollInterval, clock, cancellation);
            claimed = await ForEach(claimed.Keys, store.ReadMark, cancellation);
        }
        return claimed.Values.Sum();
    }

    /// <returns>The partitions with claimed letters, and their numbers.</returns>
    private static async Task<Dictionary<Partition, long>> ForEach(
        IEnumerable<Partition> partitions,
        Func<Partition, CancellationToken, Task<PlanMark>> read,
        CancellationToken cancellation
    )
    {
        var claimed = new Dictionary<Partition, long>();
        foreach (var some in partitions.Chunk(MaxConcurrentPartitions))
        {
            var marks = await Task.WhenAll(some.Select(p => read(p, cancellation)));
            foreach (var (partition, mark) in some.Zip(marks).Where(m => m.Second.Claimed > 0))
                claimed[partition] = mark.Claimed;
        }
        return claimed;
    }
}
