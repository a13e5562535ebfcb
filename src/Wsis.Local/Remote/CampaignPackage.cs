using System.IO.Compression;
using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Remote;

/// <summary>A campaign folder packed to be sent: what belongs to a campaign, and nothing else that lies in the
/// folder.</summary>
internal static class CampaignPackage
{
    /// <param name="folder">The folder.</param>
    /// <param name="change">What to put in a file's place, by its path in the folder; null for what is in it.</param>
    public static byte[] Zip(string folder, Func<string, byte[]?>? change = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, file) in Files(folder))
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(change?.Invoke(path) ?? File.ReadAllBytes(file));
            }
        return stream.ToArray();
    }

    private static IEnumerable<(string Path, string File)> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .Where(f => CampaignFolder.HasPart(f.Path));
}
