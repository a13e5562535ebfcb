using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>Campaigns made ready to work with, kept for a moment so that a reply costs no reading of templates.
/// A change made here is seen at once; one made by another process within <see cref="CampaignSettings.CampaignFreshness"/>.</summary>
public sealed class CampaignCatalogue(IInvitationStore store, ReplyLinks links, CampaignSettings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CampaignId, (CampaignAtWork Campaign, long ReadAt)> known = [];
    private readonly Lock gate = new();
    private long changes;

    /// <summary>The campaign, or null where there is none of this id.</summary>
    public async Task<CampaignAtWork?> Find(CampaignId id, CancellationToken cancellation)
    {
        if (known.TryGetValue(id, out var kept) && clock.GetElapsedTime(kept.ReadAt) < settings.CampaignFreshness)
            return kept.Campaign;
        var before = Interlocked.Read(ref changes);
        var entry = await store.FindCampaign(id, cancellation);
        if (entry is null)
            return null;
        var campaign = kept.Campaign is { } last && last.Entry.Version == entry.Version
            ? last
            : new CampaignAtWork(entry, await store.Letters(id, cancellation), await store.Attachments(id, cancellation), links, settings);
        // What was changed while it was read may be read as it was: that is not kept, or a campaign just launched would hold letters back.
        lock (gate)
            if (before == changes)
                known[id] = (campaign, clock.GetTimestamp());
        return campaign;
    }

    /// <summary>The campaign, which is known to exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this id.</exception>
    public async Task<CampaignAtWork> Get(CampaignId id, CancellationToken cancellation) =>
        await Find(id, cancellation) ?? throw new KeyNotFoundException($"There is no campaign '{id}'.");

    /// <summary>Forgets what is kept of a campaign that has just been changed.</summary>
    public void Changed(CampaignId id)
    {
        lock (gate)
        {
            changes++;
            known.TryRemove(id, out _);
        }
    }
}
