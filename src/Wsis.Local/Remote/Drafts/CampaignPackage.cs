using System.IO.Compression;
using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Remote.Drafts;

/// <summary>Packs a campaign folder as a zip. Files that are no part of a campaign are left out.</summary>
internal static class CampaignPackage
{
    /// <summary>Packs a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="replace">Returns other content for the file at a path in the folder, or null to keep it.</param>
    public static byte[] Zip(string folder, Func<string, byte[]?>? replace = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, file) in ListFiles(folder))
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(replace?.Invoke(path) ?? File.ReadAllBytes(file));
            }
        return stream.ToArray();
    }

    /// <summary>The files of a campaign folder, with their paths in it.</summary>
    public static IEnumerable<(string Path, string File)> ListFiles(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .Where(f => CampaignFolder.HasPart(f.Path));
}
