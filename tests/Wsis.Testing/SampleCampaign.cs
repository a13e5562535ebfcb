using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;

namespace Wsis.Testing;

/// <summary>The sample campaign that the program carries.</summary>
public static class SampleCampaign
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018");

    public static CampaignFolder Folder { get; } = CampaignFolder.Load(Path);

    /// <summary>The sample with the invitees that tests name and one of each further language: where their number does
    /// not matter, a launch takes a tenth of the time.</summary>
    public static CampaignFolder Few { get; } = FewWith(null);

    /// <summary>Every file of the folder, by its path with forward slashes.</summary>
    public static Dictionary<string, byte[]> ReadFiles() =>
        Directory
            .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .ToDictionary(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'), File.ReadAllBytes);

    /// <summary>The sample with a changed <c>campaign.json</c>.</summary>
    public static CampaignFolder With(Action<JsonNode> change)
    {
        var files = ReadFiles();
        Change(files, change);
        return CampaignFolder.Read(files);
    }

    private static void Change(Dictionary<string, byte[]> files, Action<JsonNode> change)
    {
        var campaign = JsonNode.Parse(files[CampaignReader.FileName])!;
        change(campaign);
        files[CampaignReader.FileName] = Encoding.UTF8.GetBytes(campaign.ToJsonString());
    }

    /// <summary><see cref="Few"/> with a changed <c>campaign.json</c>.</summary>
    public static CampaignFolder FewWith(Action<JsonNode>? change)
    {
        const string list = "invitees.csv";
        var ids = "AFG AGO ALB AUT BRA CAN CHE CHN DEU DZA EGY ESP FRA GHA IND JPN KEN KIR MEX RUS USA".Split(' ');
        var files = ReadFiles();
        if (change is not null)
            Change(files, change);
        var rows = Encoding.UTF8.GetString(files[list]).Split('\n');
        files[list] = Encoding.UTF8.GetBytes(
            string.Join('\n', [rows[0], .. rows.Where(row => ids.Contains(row.Split(',')[0]))])
        );
        return CampaignFolder.Read(files);
    }
}
