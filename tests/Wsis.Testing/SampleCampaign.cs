using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;

namespace Wsis.Testing;

/// <summary>The sample campaign that the program carries.</summary>
public static class SampleCampaign
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018");

    public static CampaignFolder Folder { get; } = CampaignFolder.Load(Path);

    /// <summary>Every file of the folder, by its path with forward slashes.</summary>
    public static Dictionary<string, byte[]> ReadFiles() =>
        Directory
            .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .ToDictionary(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'), File.ReadAllBytes);

    /// <summary>The sample with a changed <c>campaign.json</c>.</summary>
    public static CampaignFolder With(Action<JsonNode> change)
    {
        var files = ReadFiles();
        var campaign = JsonNode.Parse(files[CampaignReader.FileName])!;
        change(campaign);
        files[CampaignReader.FileName] = Encoding.UTF8.GetBytes(campaign.ToJsonString());
        return CampaignFolder.Read(files);
    }
}
