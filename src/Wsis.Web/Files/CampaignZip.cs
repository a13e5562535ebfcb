using System.IO.Compression;
using System.IO.Hashing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Web.Files;

/// <summary>Unpacks a campaign folder that came as a zip. Everything stays in memory, so that no path in the zip can
/// name a file on disk.</summary>
internal static class CampaignZip
{
    /// <summary>The most bytes that a zip may unpack to.</summary>
    public const int MaxFolderSize = 64 * 1024 * 1024;

    /// <summary>A campaign has at most 25 letters in 6 languages. The rest is room for the files that tools
    /// add.</summary>
    public const int MaxFiles = 500;

    /// <summary>Text shrinks to a third, or to a twentieth at best. A zip that unpacks further is not a
    /// campaign.</summary>
    private const int MaxExpansion = 100;

    /// <summary>A small file may shrink more, such as a file of one repeated letter.</summary>
    private const int FreeExpansion = 1024 * 1024;

    /// <summary>The files by path, without a single folder around them all. Adds every problem to
    /// <paramref name="problems"/>. Null where the zip was not read to its end.</summary>
    public static Dictionary<string, byte[]>? Read(Stream zip, List<Problem> problems)
    {
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
            if (archive.Entries.Count <= MaxFiles)
                return Unpack(archive, zip.Length, problems) is { } files ? WithoutOuterFolder(files, problems) : null;
            problems.Add(new Problem("", 0, new ProblemReason.ZipTooManyFiles(archive.Entries.Count, MaxFiles)));
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            problems.Add(new Problem("", 0, new ProblemReason.NotAZip(e.Message)));
        }
        return null;
    }

    /// <summary>Packs the files of a folder.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, byte[]> files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        return zip.ToArray();
    }

    private static Dictionary<string, byte[]>? Unpack(ZipArchive archive, long zipped, List<Problem> problems)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var limit = Math.Min(MaxFolderSize, FreeExpansion + (MaxExpansion * zipped));
        var left = limit;
        foreach (var entry in archive.Entries.Where(e => e.Name.Length > 0))
        {
            if (!IsInside(entry.FullName))
                problems.Add(new Problem(entry.FullName, 0, new ProblemReason.PathOutside()));
            else if (files.ContainsKey(entry.FullName))
                problems.Add(new Problem(entry.FullName, 0, new ProblemReason.ZipTwice()));
            else if (Unpack(entry, left) is not { } content)
            {
                problems.Add(new Problem(entry.FullName, 0, new ProblemReason.ZipTooLarge(limit)));
                return null;
            }
            else
            {
                if (Crc32.HashToUInt32(content) != entry.Crc32)
                    problems.Add(new Problem(entry.FullName, 0, new ProblemReason.WrongChecksum()));
                files.Add(entry.FullName, content);
                left -= content.Length;
            }
        }
        return files;
    }

    internal static bool IsInside(string path) =>
        !path.StartsWith('/')
        && !path.Contains('\\')
        && !path.Contains(':')
        && !path.Split('/').Any(part => part is "" or "." or "..");

    /// <summary>The content of an entry; null where it is more than <paramref name="limit"/> bytes. They are counted
    /// while it is unpacked: the size that the zip states may be wrong.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, long limit)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > limit)
                return null;
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    private static Dictionary<string, byte[]>? WithoutOuterFolder(
        Dictionary<string, byte[]> files,
        List<Problem> problems
    )
    {
        if (files.ContainsKey(CampaignReader.FileName))
            return files;
        var campaigns = files
            .Keys.Where(f =>
                f.EndsWith($"/{CampaignReader.FileName}", StringComparison.Ordinal) && f.Count(c => c == '/') == 1
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        if (campaigns.Count > 1)
        {
            problems.Add(new Problem("", 0, new ProblemReason.SeveralCampaigns(string.Join(", ", campaigns))));
            return null;
        }
        if (campaigns.Count == 0)
            return files;
        var outer = campaigns[0][..^CampaignReader.FileName.Length];
        return files
            .Where(f => f.Key.StartsWith(outer, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[outer.Length..], f => f.Value, StringComparer.Ordinal);
    }
}
