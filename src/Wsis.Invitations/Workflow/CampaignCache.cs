using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Loads campaigns and caches them for a short time, so that a reply does not read the templates. A change by
/// this process is seen at once, a change by another process within
/// <see cref="CampaignSettings.CampaignFreshness"/>.</summary>
public sealed class CampaignCache(ICampaignStore store, ReplyLinks links, CampaignSettings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CampaignId, (LoadedCampaign Campaign, long ReadAt)> known = [];
    private readonly ConcurrentDictionary<CampaignId, Lazy<Task<LoadedCampaign?>>> reading = [];
    private readonly Lock gate = new();
    private long changes;

    /// <summary>Finds a campaign. Null if there is none of this id. Concurrent calls share one reading.</summary>
    public async Task<LoadedCampaign?> Find(CampaignId id, CancellationToken cancellation)
    {
        if (known.TryGetValue(id, out var kept) && clock.GetElapsedTime(kept.ReadAt) < settings.CampaignFreshness)
            return kept.Campaign;
        var read = reading.GetOrAdd(id, _ => new Lazy<Task<LoadedCampaign?>>(() => Read(id, kept.Campaign)));
        try
        {
            return await read.Value.WaitAsync(cancellation);
        }
        finally
        {
            reading.TryRemove(new(id, read));
        }
    }

    /// <summary>Gets a campaign that is known to exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this id.</exception>
    public async Task<LoadedCampaign> Get(CampaignId id, CancellationToken cancellation) =>
        await Find(id, cancellation) ?? throw new KeyNotFoundException($"There is no campaign '{id}'.");

    /// <summary>Removes a campaign that was just changed from the cache.</summary>
    public void Changed(CampaignId id)
    {
        lock (gate)
        {
            changes++;
            known.TryRemove(id, out _);
            reading.TryRemove(id, out _);
        }
    }

    /// <summary>Reads for all concurrent callers, so none of them can cancel it.</summary>
    private async Task<LoadedCampaign?> Read(CampaignId id, LoadedCampaign? last)
    {
        var before = Interlocked.Read(ref changes);
        if (await store.Find(id, CancellationToken.None) is not { } row)
            return null;
        var campaign =
            last is not null && last.Version == row.Version
                ? last
                : new LoadedCampaign(
                    row,
                    await store.ReadLetters(id, CancellationToken.None),
                    await store.ReadAttachments(id, CancellationToken.None),
                    links,
                    settings,
                    row.Value.Corrections.IsEmpty && row.Value.PendingCorrections.IsEmpty
                        ? null
                        : await store.ReadCorrectedTexts(id, CancellationToken.None)
                );
        // A campaign that changed while it was read is not cached. Otherwise a campaign that was just launched would
        // not send.
        lock (gate)
            if (before == changes)
                known[id] = (campaign, clock.GetTimestamp());
        return campaign;
    }
}
