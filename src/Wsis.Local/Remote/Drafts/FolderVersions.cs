using System.Text.Json;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Local.Remote.Drafts;

/// <summary>The files of a campaign folder as a host had them when the folder was pulled or pushed. They are in a file
/// of the folder that is no part of a campaign, so that a colleague who gets the folder has them too.</summary>
/// <param name="Host">The host.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Files">The version of each file, by its path.</param>
internal sealed record FolderVersions(Uri Host, string Campaign, IReadOnlyDictionary<string, string> Files)
{
    public const string FileName = ".wsis.json";

    /// <summary>The versions of the files as they are in the folder.</summary>
    public static FolderVersions Compute(string folder, Uri host, string campaign) =>
        new(host, campaign, CampaignPackage.ListFiles(folder).ToDictionary(f => f.Path, f => ComputeEtag(f.File)));

    /// <summary>The version that a host gives to a file.</summary>
    public static string ComputeEtag(string file) => ComputeEtag(File.ReadAllBytes(file));

    /// <inheritdoc cref="ComputeEtag(string)"/>
    public static string ComputeEtag(byte[] content) => EntityTags.Create(ContentHash.Compute(content.AsSpan()));

    /// <summary>Reads what a folder was pulled from or pushed to. Null if that was another campaign or host, or
    /// nothing.</summary>
    public static FolderVersions? Find(string folder, Uri host, string campaign)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, FileName));
            return
                JsonSerializer.Deserialize<FolderVersions>(file, Json.Options) is { Files: not null } found
                && found.Host == host
                && found.Campaign == campaign
                ? found
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Finds what the folder that contains a file was pulled from or pushed to.</summary>
    /// <returns>The folder with its versions; null where there is none of this campaign and host.</returns>
    public static (string Folder, FolderVersions Versions)? FindAbove(string file, Uri host, string campaign)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
            if (Find(folder, host, campaign) is { } found)
                return (folder, found);
        return null;
    }

    /// <summary>The same after a file was read or written.</summary>
    public FolderVersions With(string path, string etag) =>
        this with
        {
            Files = new Dictionary<string, string>(Files) { [path] = etag },
        };

    /// <summary>Writes it into the folder. A folder that cannot be written stays without it: the next push asks for
    /// <c>--force</c>.</summary>
    public void Save(string folder)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json.Options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
