using System.Numerics;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Storage;

/// <summary>A slice of a campaign's invitations that is read, counted and committed together.</summary>
public readonly record struct Partition(CampaignId Campaign, int Bucket)
{
    private const int Fewest = 16;
    private const int MaxBuckets = 256;
    private const int InviteesABucket = 1250;

    /// <summary>How many buckets a campaign of this size gets: 16 up to 20,000 invitees, then powers of two up to 256.
    /// Fixed at import.</summary>
    public static int BucketsFor(int invitees) =>
        (int)
            Math.Clamp(
                BitOperations.RoundUpToPowerOf2((uint)((invitees + InviteesABucket - 1) / InviteesABucket)),
                Fewest,
                MaxBuckets
            );

    /// <summary>The partition of an invitee: an FNV-1a hash of the id, the same on every machine and in every
    /// version.</summary>
    public static Partition Containing(CampaignId campaign, InviteeId invitee, int buckets)
    {
        var hash = 2166136261u;
        foreach (var c in invitee.Value)
            hash = (hash ^ c) * 16777619u;
        return new Partition(campaign, (int)(hash % (uint)buckets));
    }

    public static IEnumerable<Partition> All(CampaignId campaign, int buckets) =>
        Enumerable.Range(0, buckets).Select(b => new Partition(campaign, b));
}
