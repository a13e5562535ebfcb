using System.CommandLine;
using System.IO.Compression;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;

namespace Wsis.Local.Remote.Drafts;

/// <summary><c>wsis pull CAMPAIGN</c>: writes the campaign folder that a host has, byte for byte.</summary>
internal static class PullCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<DirectoryInfo?> Out = PathOption.CreateFolder(
        "--out",
        "The folder to write. It does not exist yet, or is empty. Default: the campaign's id."
    );

    public static Command Create() =>
        HostOptions.AddTo(
            new Command("pull", "Writes the folder of a campaign as it is on a host, in preparation or launched.")
            {
                Campaign,
                Out,
            },
            Pull
        );

    private static async Task Pull(CommandContext context, CancellationToken cancellation)
    {
        var id = context.Arguments.GetRequiredValue(Campaign);
        var folder = context.Arguments.GetValue(Out)?.FullName ?? Path.GetFullPath(id);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new CommandException($"{folder} exists and is not an empty folder.");
        using var zip = new MemoryStream();
        await context.Host.Export(id, "draft/folder.zip", zip, _ => { }, cancellation);
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        // It refuses a path that leads out of the folder.
        archive.ExtractToDirectory(Directory.CreateDirectory(folder).FullName);
        FolderVersions.Compute(folder, context.Host.Host, id).Save(folder);
        context.Print(
            new Pulled(folder, archive.Entries.Count),
            p => $"{p.Folder}: {EnglishCount.Format(p.Files, "file")}."
        );
    }

    private sealed record Pulled(string Folder, int Files);
}
