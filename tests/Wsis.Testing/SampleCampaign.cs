using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Testing;

/// <summary>The sample campaign that the program carries.</summary>
public static class SampleCampaign
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018");

    public static CampaignFolder Folder { get; } = CampaignFolder.Load(Path);

    /// <summary>The sample with the invitees that tests name and one of each further language: where their number does
    /// not matter, a launch takes a tenth of the time.</summary>
    public static CampaignFolder Few { get; } = FewWith(null);

    /// <summary>The few, of which France has a postal address only, and Germany a fax number.</summary>
    public static CampaignFolder FewWithPaper { get; } =
        Few.WithInvitees([
            .. Few.Invitees.Select(i =>
                i.Id.Value switch
                {
                    "FRA" => i with { Address = "", Postal = "Ministère <de l’Économie>\n75000 Paris" },
                    "DEU" => i with { Address = "", Fax = "+49 30 555 01 16" },
                    _ => i,
                }
            ),
        ]);

    /// <summary>Writes the files of <see cref="Few"/> into a new folder.</summary>
    public static string WriteFew(string folder)
    {
        foreach (var (file, content) in ReadFewFiles())
        {
            var path = System.IO.Path.Combine(folder, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
        return folder;
    }

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
        var files = ReadFewFiles();
        if (change is not null)
            Change(files, change);
        return CampaignFolder.Read(files);
    }

    /// <summary><see cref="Few"/> without the letters and the invitees of a language.</summary>
    public static CampaignFolder FewWithout(Language language)
    {
        var files = ReadFewFiles()
            .Where(f => !f.Key.StartsWith($"letters/{language}/", StringComparison.Ordinal))
            .ToDictionary();
        files[List] = Choose(files, cells => !cells.Contains(language.Code));
        return CampaignFolder.Read(files);
    }

    private const string List = "invitees.csv";

    /// <summary>The files of <see cref="Few"/>.</summary>
    public static Dictionary<string, byte[]> ReadFewFiles()
    {
        var ids = "AFG AGO ALB AUT BRA CAN CHE CHN DEU DZA EGY ESP FRA GHA IND JPN KEN KIR MEX RUS USA".Split(' ');
        var files = ReadFiles();
        files[List] = Choose(files, cells => ids.Contains(cells[0]));
        return files;
    }

    /// <summary>The list with some of its rows.</summary>
    private static byte[] Choose(Dictionary<string, byte[]> files, Func<string[], bool> isChosen)
    {
        var rows = Encoding.UTF8.GetString(files[List]).Split('\n');
        return Encoding.UTF8.GetBytes(
            string.Join('\n', [rows[0], .. rows.Skip(1).Where(row => isChosen(row.Split(',')))])
        );
    }
}
