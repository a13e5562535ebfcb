using System.IO.Compression;
using Wsis.Invitations.Campaigns;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Unpacks a campaign folder that came as a zip, in memory: nothing is written to disk, whatever its paths
/// say.</summary>
internal static class CampaignZip
{
    /// <summary>The largest zip that is read, in bytes.</summary>
    public const int MaxZipSize = 16 * 1024 * 1024;

    /// <summary>The most bytes that come out of it.</summary>
    public const int MaxFolderSize = 64 * 1024 * 1024;

    /// <summary>A campaign has at most 25 letters in 6 languages; the rest is leeway for what tools add.</summary>
    public const int MaxFiles = 500;

    /// <summary>Text is packed some 3 to 20 times. What unfolds further is not a campaign.</summary>
    private const int MaxExpansion = 100;

    /// <summary>Small files may be packed better than that: a file of one repeated letter.</summary>
    private const int FreeExpansion = 1024 * 1024;

    /// <summary>The files by relative path; a single folder around them all is left out. Adds what is wrong to
    /// <paramref name="problems"/>. Null where the zip was not read to its end.</summary>
    public static Dictionary<string, byte[]>? Read(MemoryStream zip, List<Problem> problems)
    {
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
            if (archive.Entries.Count <= MaxFiles)
                return Unpack(archive, zip.Length, problems) is { } files ? WithoutOuterFolder(files) : null;
            problems.Add(
                new Problem("", 0, $"the zip has {archive.Entries.Count} files; at most {MaxFiles} are allowed")
            );
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            problems.Add(new Problem("", 0, $"the body is not a zip that can be read: {e.Message}"));
        }
        return null;
    }

    private static Dictionary<string, byte[]>? Unpack(ZipArchive archive, long zipped, List<Problem> problems)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var left = Math.Min(MaxFolderSize, FreeExpansion + (MaxExpansion * zipped));
        foreach (var entry in archive.Entries.Where(e => e.Name.Length > 0))
        {
            if (!IsInside(entry.FullName))
                problems.Add(new Problem(entry.FullName, 0, "the path leads out of the folder"));
            else if (files.ContainsKey(entry.FullName))
                problems.Add(new Problem(entry.FullName, 0, "is in the zip twice"));
            else if (Content(entry, left) is not { } content)
            {
                problems.Add(
                    new Problem(
                        entry.FullName,
                        0,
                        $"the zip unfolds to more than {Math.Min(MaxFolderSize, FreeExpansion + (MaxExpansion * zipped)):N0} bytes"
                    )
                );
                return null;
            }
            else
            {
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

    /// <summary>What the entry unfolds to, counted as it does: the size that the zip states may be a lie. Null where it
    /// is more than allowed.</summary>
    private static byte[]? Content(ZipArchiveEntry entry, long most)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            if (content.Length + read > most)
                return null;
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    private static Dictionary<string, byte[]> WithoutOuterFolder(Dictionary<string, byte[]> files)
    {
        if (
            files.ContainsKey(CampaignReader.FileName)
            || files.Keys.SingleOrDefault(f =>
                f.EndsWith($"/{CampaignReader.FileName}", StringComparison.Ordinal) && f.Count(c => c == '/') == 1
            )
                is not { } found
        )
            return files;
        var outer = found[..^CampaignReader.FileName.Length];
        return files
            .Where(f => f.Key.StartsWith(outer, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[outer.Length..], f => f.Value, StringComparer.Ordinal);
    }
}
