using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Workflow;

/// <summary>Imports campaigns and advances all their invitations. The actions of staff are in
/// <see cref="CampaignActions"/>.</summary>
public sealed class CampaignService(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    InvitationService invitations,
    CampaignSettings settings,
    TimeProvider clock,
    IDraftStore? drafts = null
)
{
    /// <summary>The number of partitions that are processed at the same time.</summary>
    public const int MaxConcurrentPartitions = 8;

    private const int MaxAttempts = 10;

    /// <summary>Replaces the fingerprint of the folder while the old list is deleted. No folder has it.</summary>
    private const string BetweenFolders = "";

    /// <summary>Imports a campaign as a draft. Nothing is sent. A repeated call continues an interrupted import, and
    /// changes nothing if the import is complete. Another folder replaces a draft: its list with later additions, its
    /// letters, its file and the places that staff fixed. An approval of the former content is void.</summary>
    /// <param name="folder">A folder without problems.</param>
    /// <param name="cancellation">Stops the import between two transactions.</param>
    /// <param name="by">The importer. Null for the program itself.</param>
    /// <param name="replaced">The <see cref="Draft.Fingerprint"/> of the draft that the folder replaces, or
    /// <see cref="DraftService.NoFile"/> if it creates the draft. Null replaces any.</param>
    /// <returns>The stored campaign.</returns>
    /// <exception cref="InvalidDataException">The folder has problems.</exception>
    /// <exception cref="CampaignChangedException">The campaign was changed at the same time. The same call
    /// continues. Or the draft is another one.</exception>
    public async Task<CampaignEntry> Import(
        CampaignFolder folder,
        CancellationToken cancellation,
        string? by = null,
        string? replaced = null
    )
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await ImportOnce(folder, by, replaced, cancellation);
            }
            // Another call imports the same folder, such as the first attempt of this one. Both succeed.
            catch (CampaignChangedException) when (attempt < MaxAttempts)
            {
                if (
                    folder.Campaign is not { Id: var id }
                    || await campaignStore.Find(id, cancellation) is not { Value.Folder: var current }
                    || current != folder.Fingerprint
                )
                    throw;
            }
    }

    private async Task<CampaignEntry> ImportOnce(
        CampaignFolder folder,
        string? by,
        string? replaced,
        CancellationToken cancellation
    )
    {
        if (drafts is not null && replaced is not null && folder is { Campaign.Id: var id, Files: { } files })
            await Claim(id, replaced, folder, files, by, cancellation);
        var entry = await Import(folder, by, by is null ? [] : [by], cancellation);
        if (drafts is not null && folder.Files is not null && entry.State == CampaignState.Draft)
            await drafts.Replace(entry, folder.Files, by, clock.GetCurrentInstant(), cancellation, replaced);
        return entry;
    }

    /// <summary>Stores the folder as the draft before its campaign is imported, so that of two who bring different ones
    /// only one imports his.</summary>
    private async Task Claim(
        CampaignId id,
        string replaced,
        CampaignFolder folder,
        IReadOnlyDictionary<string, byte[]> files,
        string? by,
        CancellationToken cancellation
    )
    {
        var stored = (await campaignStore.Find(id, cancellation))?.Value;
        if (stored is { State: not (CampaignState.Importing or CampaignState.Draft) })
            return;
        // An early version may have imported it without a draft.
        if (
            replaced == DraftService.NoFile
            && stored is not null
            && stored.Folder != folder.Fingerprint
            && await drafts!.Find(id, cancellation) is null
        )
            throw new CampaignChangedException(id);
        await drafts!.Claim(id, replaced, files, by ?? "", clock.GetCurrentInstant(), cancellation);
    }

    /// <summary>Imports a draft that its authors have written.</summary>
    /// <inheritdoc cref="Import(CampaignFolder, CancellationToken, string?, string?)"/>
    internal async Task<CampaignEntry> Import(
        CampaignFolder folder,
        string? by,
        ImmutableArray<string> authors,
        CancellationToken cancellation
    )
    {
        if (folder.Problems.Count > 0 || folder.Campaign is not { } campaign)
            throw new InvalidDataException(
                $"The campaign folder has {EnglishCount.Format(folder.Problems.Count, "problem")}; nothing is imported."
            );
        var row =
            await campaignStore.Find(campaign.Id, cancellation)
            ?? await Begin(folder, campaign, by, authors, cancellation);
        if (row.Value.State is CampaignState.Importing or CampaignState.Draft && row.Value.Folder != folder.Fingerprint)
            row = await Replace(row, folder, by, authors, cancellation);
        var entry = row.Value;
        if (entry.State != CampaignState.Importing)
            return entry;
        await campaignStore.SaveLetters(campaign.Id, [.. folder.Letters.Select(l => l.Source)], cancellation);
        await campaignStore.SaveAttachments(campaign.Id, folder.Attachments, cancellation);
        var planner = new Planner(campaign, [], settings.Sending);
        var now = clock.GetCurrentInstant();
        await EachPartition(
            folder.Invitees.GroupBy(i => Partition.Containing(campaign.Id, i.Id, entry.Buckets)),
            async (group, token) =>
            {
                var changes = group
                    .OrderBy(i => i.Id.Value, StringComparer.Ordinal)
                    .Select(i => CreateImport(campaign.Id, i, planner, now));
                foreach (var chunk in changes.Chunk(IInvitationStore.MaxRowsPerCommit / 2))
                    if (await invitationStore.Commit(group.Key, chunk, token) is CommitResult.Conflict)
                        await AddMissing(group.Key, chunk, token);
            },
            cancellation
        );
        // Of two who bring different folders at the same moment, neither may leave the other's invitees behind.
        return (await invitationStore.Count(campaign.Id, entry.Buckets, cancellation)).Invitees == folder.Invitees.Count
            ? (await Save(entry with { State = CampaignState.Draft }, row.Version, null, cancellation)).Value
            : throw await MarkAsMixed(row, cancellation);
    }

    /// <summary>Does everything that is due in the campaign now, until nothing is.</summary>
    /// <returns>How many invitations were moved on.</returns>
    public async Task<int> AdvanceDue(CampaignId id, CancellationToken cancellation)
    {
        var campaign = await campaigns.Get(id, cancellation);
        var moved = 0;
        await EachPartition(
            Partition.All(id, campaign.Entry.Buckets),
            async (partition, token) =>
            {
                const int max = 1000;
                IReadOnlyList<Invitation> advanced;
                do
                {
                    advanced = await invitations.Advance(partition, max, token);
                    Interlocked.Add(ref moved, advanced.Count);
                } while (
                    advanced.Count == max
                    || advanced.Any(i => i.WakeAt is { } wakeAt && Plan.IsDue(wakeAt, clock.GetCurrentInstant()))
                );
            },
            cancellation
        );
        return moved;
    }

    /// <summary>Lets the senders of this process wait until the result is disposed.</summary>
    internal Task<IDisposable> PauseSending(CampaignId id, CancellationToken cancellation) =>
        invitations.PauseSending(id, cancellation);

    /// <inheritdoc cref="PlanEnforcement.Enforce"/>
    internal Task<long> EnforcePlan(CampaignEntry campaign, CancellationToken cancellation) =>
        new PlanEnforcement(invitationStore, TimeProvider.System).Enforce(campaign, cancellation);

    /// <summary>Decides again on every invitation after the plan has changed, so that each learns its next moment. It
    /// sends nothing, and continues where an earlier call was interrupted. The runner calls it.</summary>
    /// <returns>The invitations that have changed, with their next moments.</returns>
    public async Task<IReadOnlyList<(InvitationKey Key, Instant? WakeAt)>> Replan(
        CampaignId id,
        CancellationToken cancellation
    )
    {
        campaigns.Changed(id);
        var campaign = await campaigns.Get(id, cancellation);
        var changed = new ConcurrentBag<(InvitationKey, Instant?)>();
        await EachPartition(
            campaign.Entry.ReplanVersion == 0 ? [] : Partition.All(id, campaign.Entry.Buckets),
            async (partition, token) =>
            {
                foreach (var invitation in await invitations.Replan(partition, token))
                    changed.Add((invitation.Key, invitation.WakeAt));
            },
            cancellation
        );
        return [.. changed];
    }

    /// <summary>Deletes the stored list and begins the import of another one. An interruption starts it
    /// again.</summary>
    private async Task<Versioned<CampaignEntry>> Replace(
        Versioned<CampaignEntry> row,
        CampaignFolder folder,
        string? by,
        ImmutableArray<string> authors,
        CancellationToken cancellation
    )
    {
        var entry = row.Value with { State = CampaignState.Importing, Folder = BetweenFolders };
        var (emptied, version) = await Save(entry, row.Version, null, cancellation);
        await EachPartition(
            Partition.All(entry.Id, entry.Buckets),
            async (partition, token) => await invitationStore.Erase(partition, keepCounts: false, token),
            cancellation
        );
        return await Save(
            emptied with
            {
                Source = folder.Source,
                Folder = folder.Fingerprint,
                Buckets = Partition.BucketsFor(folder.Invitees.Count),
                ImportedBy = by,
                Authors = authors,
                Extensions = [],
                ListChanges = 0,
                Pins = [],
            },
            version,
            new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.FolderReplaced(folder.Invitees.Count), by),
            cancellation
        );
    }

    private async Task<CampaignChangedException> MarkAsMixed(
        Versioned<CampaignEntry> row,
        CancellationToken cancellation
    )
    {
        await Save(row.Value with { Folder = BetweenFolders }, row.Version, null, cancellation);
        return new CampaignChangedException(row.Value.Id);
    }

    private async Task<Versioned<CampaignEntry>> Begin(
        CampaignFolder folder,
        Campaign campaign,
        string? by,
        ImmutableArray<string> authors,
        CancellationToken cancellation
    ) =>
        await Save(
            new CampaignEntry
            {
                Id = campaign.Id,
                Source = folder.Source,
                State = CampaignState.Importing,
                Buckets = Partition.BucketsFor(folder.Invitees.Count),
                ImportedBy = by,
                Authors = authors,
                Folder = folder.Fingerprint,
            },
            null,
            new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.CampaignImported(folder.Invitees.Count), by),
            cancellation
        );

    private static Change CreateImport(CampaignId campaign, Invitee invitee, Planner planner, Instant now)
    {
        var invitation = Invitation.For(campaign, invitee, planner.For(invitee)) with { JournalLength = 1 };
        return new Change(null, invitation, [new JournalEntry(now, new JournalEvent.Imported())], []);
    }

    /// <summary>Part of a chunk is there already, from an import that was interrupted: adds the rest one by
    /// one.</summary>
    private async Task AddMissing(Partition partition, IEnumerable<Change> changes, CancellationToken cancellation)
    {
        foreach (var change in changes)
            if (await invitationStore.Find(partition, change.After.Invitee.Id, cancellation) is null)
                await invitationStore.Commit(partition, [change], cancellation);
    }

    private async Task<Versioned<CampaignEntry>> Save(
        CampaignEntry entry,
        string? version,
        JournalEntry? journalEntry,
        CancellationToken cancellation
    )
    {
        var saved = await campaignStore.Save(entry, version, journalEntry is null ? [] : [journalEntry], cancellation);
        campaigns.Changed(entry.Id);
        return saved ?? throw new CampaignChangedException(entry.Id);
    }

    private static Task EachPartition<T>(
        IEnumerable<T> partitions,
        Func<T, CancellationToken, ValueTask> work,
        CancellationToken cancellation
    ) => Parallel.ForEachAsync(partitions, CreateParallelOptions(cancellation), work);

    private static ParallelOptions CreateParallelOptions(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = MaxConcurrentPartitions, CancellationToken = cancellation };
}

/// <summary>The campaign was changed at the same time. Reload to see the other change.</summary>
public sealed class CampaignChangedException(CampaignId campaign)
    : InvalidOperationException($"{campaign}: {new Reason.Stale().ToEnglish()}");
