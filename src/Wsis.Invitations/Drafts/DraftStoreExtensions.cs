using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Writes whole folders as drafts.</summary>
internal static class DraftStoreExtensions
{
    private const int MaxAttempts = 10;

    /// <summary>Makes the folder from which a campaign was imported its draft. If it is the draft already, only notes
    /// that it is submitted.</summary>
    /// <exception cref="CampaignChangedException">Others keep changing the draft, or it is not the version that is to
    /// be replaced.</exception>
    public static async Task Replace(
        this IDraftStore store,
        CampaignEntry entry,
        IReadOnlyDictionary<string, byte[]> files,
        string? by,
        Instant at,
        CancellationToken cancellation,
        string? replaced = null
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var row = await store.Find(entry.Id, cancellation);
            var stored = row?.Value ?? Empty(entry.Id);
            if (replaced is not null && !IsReplaceable(stored, replaced, files))
                throw new CampaignChangedException(entry.Id);
            if (stored.IsSubmittedAs(entry) && stored.Has(files))
                return;
            var draft = await store.Put(stored, files, by ?? "", at, cancellation);
            if (await store.Save(await store.Submit(draft, entry, cancellation), row?.Version, cancellation))
                return;
        }
        throw new CampaignChangedException(entry.Id);
    }

    /// <summary>Stores a folder as the draft, before its campaign is imported. Of two who replace the same version, or
    /// create the same draft, one succeeds. A draft that has these files already stays as it is, as after a request
    /// whose answer was lost.</summary>
    /// <param name="store">The store.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="replaced">The <see cref="Draft.Fingerprint"/> of the draft that the folder replaces;
    /// <see cref="DraftService.NoFile"/> if there is none.</param>
    /// <param name="files">The files by path.</param>
    /// <param name="by">The author.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="CampaignChangedException">The draft is another version.</exception>
    public static async Task Claim(
        this IDraftStore store,
        CampaignId campaign,
        string replaced,
        IReadOnlyDictionary<string, byte[]> files,
        string by,
        Instant at,
        CancellationToken cancellation
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var row = await store.Find(campaign, cancellation);
            if (row is { Value: var stored } && stored.Has(files))
                return;
            if (replaced != (row?.Value.Fingerprint ?? DraftService.NoFile))
                break;
            var draft = await store.Put(row?.Value ?? Empty(campaign), files, by, at, cancellation);
            if (await store.Save(draft, row?.Version, cancellation))
                return;
        }
        throw new CampaignChangedException(campaign);
    }

    /// <summary>Whether a draft has exactly these files.</summary>
    public static bool Has(this Draft draft, IReadOnlyDictionary<string, byte[]> files) =>
        draft.Files.SequenceEqual(Hash(files));

    private static bool IsReplaceable(Draft stored, string replaced, IReadOnlyDictionary<string, byte[]> files) =>
        stored.Fingerprint == replaced || stored.Has(files);

    /// <summary>Stores the list of the files, and returns the draft as it was submitted. The draft itself is not
    /// saved.</summary>
    public static async Task<Draft> Submit(
        this IDraftStore store,
        Draft draft,
        CampaignEntry entry,
        CancellationToken cancellation
    )
    {
        var files = JsonSerializer.SerializeToUtf8Bytes(draft.Files.ToArray());
        var version = new DraftVersion(Draft.NameOf(entry), ContentHash.Compute(files.AsSpan()));
        await store.PutContent(draft.Campaign, version.Files, files, cancellation);
        return draft with
        {
            Submitted = version.Folder,
            Versions = [.. draft.Versions.Where(v => v != version).TakeLast(Draft.MaxVersions - 1), version],
        };
    }

    /// <summary>Reads all files of a draft, by path.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAll(
        this IDraftStore store,
        Draft draft,
        CancellationToken cancellation
    )
    {
        var files = new ConcurrentDictionary<string, byte[]>();
        await Parallel.ForEachAsync(
            draft.Files,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
            async (file, token) =>
                files[file.Path] =
                    await store.ReadContent(draft.Campaign, file.Hash, token)
                    ?? throw new InvalidDataException($"The content of '{file.Path}' is missing.")
        );
        return files;
    }

    public static Draft Empty(CampaignId campaign) => new() { Campaign = campaign, Files = [] };

    /// <summary>Stores the contents of a folder, and returns a draft with exactly these files. The draft itself is not
    /// saved.</summary>
    public static async Task<Draft> Put(
        this IDraftStore store,
        Draft draft,
        IReadOnlyDictionary<string, byte[]> files,
        string by,
        Instant at,
        CancellationToken cancellation
    )
    {
        var hashed = Hash(files);
        foreach (var file in hashed.Where(f => draft.Find(f.Path)?.Hash != f.Hash))
        {
            await store.PutContent(draft.Campaign, file.Hash, files[file.Path], cancellation);
            draft = draft.With(file.Path, file, by, at);
        }
        foreach (var gone in draft.Files.Except(hashed))
            draft = draft.With(gone.Path, null, by, at);
        return draft;
    }

    private static ImmutableArray<DraftFile> Hash(IReadOnlyDictionary<string, byte[]> files) =>
        [
            .. files
                .Where(f => CampaignFolder.HasPart(f.Key))
                .OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => new DraftFile(f.Key, ContentHash.Compute(f.Value.AsSpan()), f.Value.Length)),
        ];
}
