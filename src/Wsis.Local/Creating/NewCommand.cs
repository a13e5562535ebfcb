using System.CommandLine;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;

namespace Wsis.Local.Creating;

/// <summary><c>wsis new FOLDER</c>: writes a campaign folder with standard letters.</summary>
internal static class NewCommand
{
    private const string Schema = "campaign.schema.json";

    private static readonly Argument<DirectoryInfo> Folder = PathOption.CreateFolderArgument(
        "FOLDER",
        "The folder to write. It does not exist yet, or is empty. Its name becomes the campaign's id."
    );

    private static readonly Option<string[]> Languages = new("--language")
    {
        Description = "A language of the letters: ar, en, es, fr, ru or zh. May be given several times. Default: all.",
    };

    private static readonly Option<string> Zone = new("--zone")
    {
        Description = "The IANA time zone of the organisation, such as Europe/Zurich.",
        DefaultValueFactory = _ => "Etc/UTC",
    };

    public static Command Create()
    {
        Languages.Validators.Add(result =>
        {
            foreach (var code in (result.GetValue(Languages) ?? []).Where(c => !Language.TryParse(c, out _)))
                result.AddError($"'{code}' is not one of the languages {EnglishLanguages.Codes}.");
        });
        Zone.Validators.Add(result =>
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(result.GetValue(Zone) ?? "") is null)
                result.AddError($"'{result.GetValue(Zone)}' is not an IANA time zone such as Europe/Zurich.");
        });
        var command = new Command(
            "new",
            "Writes a campaign folder: facts to fill in, the heading of the list of invitees, and standard letters for "
                + "every step and acknowledgement. check reports only that the list has no invitees."
        )
        {
            Folder,
            Languages,
            Zone,
        };
        command.SetAction(result =>
        {
            var codes = result.GetValue(Languages) ?? [];
            Write(
                result.GetRequiredValue(Folder),
                [.. Language.All.Where(l => codes.Length == 0 || codes.Contains(l.Code))],
                DateTimeZoneProviders.Tzdb[result.GetRequiredValue(Zone)]
            );
            return 0;
        });
        return command;
    }

    private static void Write(DirectoryInfo folder, IReadOnlyList<Language> languages, DateTimeZone zone)
    {
        if (File.Exists(folder.FullName) || (folder.Exists && folder.EnumerateFileSystemInfos().Any()))
            throw new CommandException($"{folder} exists and is not an empty folder.");
        if (!CampaignId.TryParse(folder.Name.ToLowerInvariant().Replace(' ', '-'), out var id))
            throw new CommandException(
                $"'{folder.Name}' cannot be the id of a campaign. Name the folder with 1 to 40 of a-z, 0-9 and '-'."
            );
        var today = TimeProvider.System.GetCurrentInstant().InZone(zone).Date;
        var files = CampaignOutline.CreateExample(id, languages, zone, today).CreateFiles();
        foreach (var (path, content) in files.Append(KeyValuePair.Create(Schema, ReadSchema())))
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
        Console.WriteLine(
            $"{folder} has a new campaign. Write its facts into campaign.json and its invitees into invitees.csv, "
                + $"read the letters, and run: wsis check {folder}"
        );
    }

    private static byte[] ReadSchema()
    {
        using var stream = typeof(NewCommand).Assembly.GetManifestResourceStream(Schema)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
