using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>The counts of campaigns for pages that poll: read from the store at most once in <see cref="Freshness"/>
/// for each campaign. Code that needs exact counts reads the store.</summary>
public sealed class CampaignCounts(IInvitationStore store, TimeProvider clock)
{
    /// <summary>The maximum age of a count.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CampaignId, Reading> readings = [];

    /// <summary>The counts, at most <see cref="Freshness"/> old. Those who ask while they are being read wait for that
    /// reading.</summary>
    /// <exception cref="StoreUnavailableException">They could not be read.</exception>
    public async Task<Tally> Load(CampaignEntry campaign, CancellationToken cancellation)
    {
        var reading = readings.AddOrUpdate(
            campaign.Id,
            _ => Begin(campaign),
            (_, last) => IsFresh(last) ? last : Begin(campaign)
        );
        return await reading.Tally.Value.WaitAsync(cancellation);
    }

    private bool IsFresh(Reading reading) =>
        clock.GetElapsedTime(reading.BegunAt) < Freshness
        && !(reading.Tally is { IsValueCreated: true, Value.IsFaulted: true });

    private Reading Begin(CampaignEntry campaign) =>
        new(
            clock.GetTimestamp(),
            new Lazy<Task<Tally>>(async () => await store.Count(campaign.Id, campaign.Buckets, CancellationToken.None))
        );

    private sealed record Reading(long BegunAt, Lazy<Task<Tally>> Tally);
}
