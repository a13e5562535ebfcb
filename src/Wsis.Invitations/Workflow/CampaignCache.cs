using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Loads campaigns and caches them for a short time, so that a reply does not read the templates. A change by
/// this process is seen at once, a change by another process within
/// <see cref="CampaignSettings.CampaignFreshness"/>.</summary>
public sealed class CampaignCache(ICampaignStore store, ReplyLinks links, CampaignSettings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CampaignId, Known> known = [];
    private readonly ConcurrentDictionary<CampaignId, Lazy<Task<LoadedCampaign?>>> reading = [];
    private readonly Lock gate = new();
    private long changes;

    /// <summary>Finds a campaign. Null if there is none of this id. Concurrent calls share one reading.</summary>
    public async Task<LoadedCampaign?> Find(CampaignId id, CancellationToken cancellation)
    {
        var last = known.GetValueOrDefault(id);
        if (last?.ReadAt is { } readAt && clock.GetElapsedTime(readAt) < settings.CampaignFreshness)
            return last.Campaign;
        var read = reading.GetOrAdd(id, _ => new Lazy<Task<LoadedCampaign?>>(() => Read(id, last?.Campaign)));
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

    /// <summary>Makes the next call read a campaign that was just changed.</summary>
    public void Changed(CampaignId id)
    {
        lock (gate)
        {
            changes++;
            if (known.TryGetValue(id, out var last))
                known[id] = last with { ReadAt = null };
            reading.TryRemove(id, out _);
        }
    }

    /// <summary>Reads for all concurrent callers, so none of them can cancel it.</summary>
    private async Task<LoadedCampaign?> Read(CampaignId id, LoadedCampaign? last)
    {
        var before = Interlocked.Read(ref changes);
        if (await store.Find(id, CancellationToken.None) is not { } row)
            return null;
        var campaign = last is not null && last.Version == row.Version ? last : await Load(row, last);
        // A campaign that changed while it was read is not cached. Otherwise a campaign that was just launched would
        // not send.
        lock (gate)
            if (before == changes)
                known[id] = new Known(campaign, clock.GetTimestamp());
        return campaign;
    }

    /// <summary>Letters and files are not read again after the launch, unless the plan has other steps. They do not
    /// change any more, and a decision of staff does not wait for them.</summary>
    private async Task<LoadedCampaign> Load(Versioned<CampaignEntry> row, LoadedCampaign? last)
    {
        var entry = row.Value;
        var launched =
            last is not null && IsSameLaunch(last.Entry, entry) && HasSameSteps(last.Entry, entry) ? last : null;
        return new LoadedCampaign(
            row,
            launched?.LaunchedLetters ?? await store.ReadLetters(entry.Id, CancellationToken.None),
            launched?.Files ?? await store.ReadAttachments(entry.Id, CancellationToken.None),
            links,
            settings,
            entry.Corrections.IsEmpty && entry.PendingCorrections.IsEmpty
                ? null
                : await store.ReadCorrectedTexts(entry.Id, CancellationToken.None)
        );
    }

    /// <summary>A campaign that was deleted and brought again has the id of the former one.</summary>
    private static bool IsSameLaunch(CampaignEntry last, CampaignEntry now) =>
        last.LaunchedAt is { } launchedAt && launchedAt == now.LaunchedAt;

    private static bool HasSameSteps(CampaignEntry last, CampaignEntry now) =>
        last.Source == now.Source || JsonNode.DeepEquals(ReadSteps(last), ReadSteps(now));

    private static JsonNode? ReadSteps(CampaignEntry entry) =>
        JsonNode
            .Parse(
                entry.Source,
                documentOptions: new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                }
            )
            ?["steps"];

    /// <summary>A campaign as it was read last.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="ReadAt">When it was read. Null if it has changed since.</param>
    private sealed record Known(LoadedCampaign Campaign, long? ReadAt);
}

internal static class CampaignCacheExtensions
{
    /// <summary>Reads the row of an invitation. Null where there is no such campaign or invitee.</summary>
    public static async Task<Versioned<Invitation>?> FindInvitation(
        this CampaignCache campaigns,
        IInvitationStore store,
        InvitationKey key,
        CancellationToken cancellation
    ) =>
        await campaigns.Find(key.Campaign, cancellation) is { } campaign
            ? await store.Find(campaign.PartitionOf(key), key.Invitee, cancellation)
            : null;
}
