using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Drafts;

/// <summary>A campaign in preparation: the files of its folder. Each file is a part with a version of its own, the hash
/// of its content.</summary>
public sealed record Draft
{
    public required CampaignId Campaign { get; init; }

    /// <summary>The files by path, in ordinal order.</summary>
    public required ImmutableArray<DraftFile> Files { get; init; }

    /// <summary>The latest changes, oldest first, at most <see cref="MaxChanges"/>.</summary>
    public ImmutableArray<DraftChange> Changes { get; init; } = [];

    /// <summary>Everybody who wrote a part of it.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>The folder of the campaign that was imported from these files (<see cref="CampaignEntry.Folder"/>).
    /// Null if it was not submitted, or changed since.</summary>
    public string? Submitted { get; init; }

    /// <summary>The latest versions that were submitted, oldest first, at most <see cref="MaxVersions"/>.</summary>
    public ImmutableArray<DraftVersion> Versions { get; init; } = [];

    public const int MaxChanges = 100;

    public const int MaxVersions = 50;

    /// <summary>The hash of all files. It equals <see cref="CampaignFolder.Fingerprint"/>.</summary>
    public string Fingerprint => CampaignFolder.ComputeFingerprint(Files.Select(f => (f.Path, f.Hash)));

    /// <summary>Whether a stored campaign was imported from these files.</summary>
    public bool IsSubmittedAs(CampaignEntry entry) => Submitted is not null && Submitted == NameOf(entry);

    /// <summary>Names the folder of a stored campaign. Early versions did not record it.</summary>
    internal static string NameOf(CampaignEntry entry) => entry.Folder ?? "not recorded";

    /// <summary>Finds a file by its path. Null if there is none.</summary>
    public DraftFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);

    /// <summary>The same draft with a file written or, without content, deleted.</summary>
    internal Draft With(string path, DraftFile? file, string by, Instant at) =>
        this with
        {
            Files =
            [
                .. Files
                    .Where(f => f.Path != path)
                    .Concat(file is null ? [] : [file])
                    .OrderBy(f => f.Path, StringComparer.Ordinal),
            ],
            Changes =
            [
                .. Changes.TakeLast(MaxChanges - 1),
                new DraftChange(path, Find(path)?.Hash, file?.Hash, by, at),
            ],
            Authors = Authors.Contains(by) ? Authors : Authors.Add(by),
            Submitted = null,
        };
}

/// <summary>A file of a draft.</summary>
/// <param name="Path">The path in the folder, with forward slashes.</param>
/// <param name="Hash">The SHA-256 of the content, in lower-case hexadecimal digits.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record DraftFile(string Path, string Hash, int Size);

/// <summary>A version of a draft that was submitted.</summary>
/// <param name="Folder">The <see cref="CampaignEntry.Folder"/> of the campaign that was imported from it.</param>
/// <param name="Files">The hash of a content that lists its files.</param>
public sealed record DraftVersion(string Folder, string Files);

/// <summary>A change of a file of a draft.</summary>
/// <param name="Path">The file.</param>
/// <param name="Former">The hash of its content before. Null if it is new.</param>
/// <param name="Hash">The hash of its content since. Null if it was deleted.</param>
/// <param name="By">The person.</param>
/// <param name="At">When.</param>
public sealed record DraftChange(string Path, string? Former, string? Hash, string By, Instant At);
