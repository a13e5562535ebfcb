using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using static Wsis.Invitations.Campaigns.CampaignState;

namespace Wsis.Invitations.Workflow;

/// <summary>Erases the personal data of a campaign that is over: the invitations with their journals, claims and
/// webhook deliveries, the draft, the correspondence with its stored messages, the stored responses of idempotent
/// requests, and the orchestrations with their histories. The counts, the campaign's file and letters, and its own
/// journal stay.</summary>
public sealed class CampaignErasure(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    ICorrespondenceStore correspondenceStore,
    IMessageStore messages,
    IIdempotencyStore idempotency,
    CampaignCache campaigns,
    TimeProvider clock,
    IDraftStore? drafts = null,
    ICampaignRunner? runner = null
)
{
    /// <summary>The maximum duration of one call. Azure's load balancer ends a request after 230 seconds (Microsoft
    /// Learn, "Azure Functions HTTP trigger": limits).</summary>
    public static readonly TimeSpan MaxCallDuration = TimeSpan.FromSeconds(180);

    /// <summary>A provider repeats a message for at most so long.</summary>
    private static readonly Duration MaxIntake = MailIntake.MaxAge;

    /// <summary>Erases a campaign. After an interruption the same call continues. The campaign must be closed,
    /// cancelled or not yet launched.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="isExported">Whether the member of staff states that the list was exported, after the end of the
    /// campaign if it has ended. Without the statement the erasure does not begin. It needs none to continue.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call. The same call continues later.</param>
    /// <returns>The campaign. It is <see cref="CampaignState.Erased"/>, or still <see cref="CampaignState.Erasing"/> if
    /// <see cref="MaxCallDuration"/> has passed or an orchestration has not ended yet. Then the same call
    /// continues.</returns>
    public async Task<ActionResult<ErasureProgress>> Erase(
        CampaignId id,
        bool isExported,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaignStore.Find(id, cancellation) is not { Value: var entry, Version: var version })
            return new ActionResult<ErasureProgress>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(version))
            return new ActionResult<ErasureProgress>.Stale();
        if (entry.State == Erased)
            return new ActionResult<ErasureProgress>.Ok(new(entry, 0));
        if (entry.State != Erasing)
        {
            if (FindObstacle(entry, isExported) is { } refusal)
                return new ActionResult<ErasureProgress>.Conflict(refusal);
            if (
                await Save(
                    entry with
                    {
                        State = Erasing,
                        Pins = [],
                    },
                    version,
                    new JournalEvent.ErasureBegun(),
                    actor,
                    cancellation
                )
                is not { } begun
            )
                return CampaignConflicts.Refuse<ErasureProgress>(actor);
            (entry, version) = begun;
        }
        using var enough = new CancellationTokenSource(MaxCallDuration, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, enough.Token);
        try
        {
            await EraseRows(entry, stop.Token);
            if (runner is not null && await runner.Erase(entry, stop.Token) is > 0 and var left)
                return new ActionResult<ErasureProgress>.Ok(new(entry, left));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ActionResult<ErasureProgress>.Ok(new(entry, null));
        }
        var erased = await Save(entry with { State = Erased }, version, new JournalEvent.Erased(), actor, cancellation);
        return erased is not null
            ? new ActionResult<ErasureProgress>.Ok(new(erased.Value, 0))
            : CampaignConflicts.Refuse<ErasureProgress>(actor);
    }

    private async Task EraseRows(CampaignEntry entry, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            Partition.All(entry.Id, entry.Buckets),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
                CancellationToken = cancellation,
            },
            async (partition, token) => await invitationStore.Erase(partition, keepCounts: true, token)
        );
        // The messages before their rows: a row that is left shows that the erasure is to go on.
        await messages.Erase(entry.Id, cancellation);
        if (drafts is not null)
            await drafts.Erase(entry.Id, cancellation);
        await correspondenceStore.Erase(entry.Id, cancellation);
        await EraseShared(entry.Id, cancellation);
        await DeleteOrphans(cancellation);
        await idempotency.DeleteFor(entry.Id, cancellation);
    }

    /// <summary>Erases the messages of the shared mailbox that name the campaign or were moved to it, with the ids
    /// under which they were received. One that was moved is whole here only if it was repeated.</summary>
    private async Task EraseShared(CampaignId campaign, CancellationToken cancellation)
    {
        foreach (var item in (await ReadShared(cancellation)).Where(i => Names(i, campaign)))
        {
            if (item.Content is { Key: var key })
            {
                await messages.Delete(new MessageName(null, key), cancellation);
                await idempotency.Delete(CorrespondenceService.EntryKindOf(item.Source), key, cancellation);
            }
            await correspondenceStore.Delete(null, item.Id, cancellation);
        }
    }

    private static bool Names(CorrespondenceItem item, CampaignId campaign) =>
        item.Names.Contains(campaign)
        || (item.Resolution?.Moved is { } moved && InvitationKey.Parse(moved).Campaign == campaign);

    /// <summary>Deletes the messages of the shared mailbox that no row names. A process that ended between the message
    /// and its row left them, and the sender has not repeated the message.</summary>
    private async Task DeleteOrphans(CancellationToken cancellation)
    {
        var old = new List<MessageName>();
        await foreach (var message in messages.List(null, cancellation))
            if (clock.GetCurrentInstant() - message.StoredAt > MaxIntake)
                old.Add(message.Name);
        if (old.Count == 0)
            return;
        var named = (await ReadShared(cancellation)).Select(i => i.ContentName).ToHashSet();
        foreach (var orphan in old.Where(name => !named.Contains(name)))
            await messages.Delete(orphan, cancellation);
    }

    private async Task<IReadOnlyList<CorrespondenceItem>> ReadShared(CancellationToken cancellation) =>
        [
            .. (
                await Pages
                    .ReadAll(
                        (page, token) =>
                            correspondenceStore.List(null, CorrespondenceFilter.None, Pages.MaxSize, page, token),
                        cancellation
                    )
                    .ToListAsync(cancellation)
            ).Select(r => r.Value),
        ];

    private static Reason? FindObstacle(CampaignEntry entry, bool isExported) =>
        entry.State is Running or Paused ? new Reason.NotEnded(entry.State)
        : isExported ? null
        : new Reason.NotExported(SinceEnd: entry.EndedAt is not null);

    private async Task<Versioned<CampaignEntry>?> Save(
        CampaignEntry entry,
        string version,
        JournalEvent happened,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var saved = await campaignStore.Save(
            entry,
            version,
            [new JournalEntry(clock.GetCurrentInstant(), happened, actor.Name)],
            cancellation
        );
        campaigns.Changed(entry.Id);
        return saved;
    }
}

/// <summary>How far the erasure of a campaign is.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="OrchestrationsLeft">How many of its orchestrations have not ended yet, and are left. Null where the
/// erasure has not come to them.</param>
public sealed record ErasureProgress(CampaignEntry Campaign, int? OrchestrationsLeft);
