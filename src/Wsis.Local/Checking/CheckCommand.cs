using System.CommandLine;
using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Checking;

/// <summary><c>wsis check FOLDER</c>: lists the errors of a campaign folder.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = FolderArgument.Create();
        var command = new Command(
            "check",
            "Lists the errors of a campaign folder as file:line: message. Without errors it prints "
                + "nothing and ends with exit code 0."
        )
        {
            folder,
        };
        command.SetAction(result =>
            FolderArgument.Load(result.GetRequiredValue(folder)) is null ? CommandProgram.Refused : 0
        );
        return command;
    }
}

/// <summary>The campaign folder that a command works on.</summary>
internal static class FolderArgument
{
    public static Argument<DirectoryInfo> Create() =>
        new Argument<DirectoryInfo>("FOLDER")
        {
            Description = "The campaign folder: campaign.json, invitees.csv, letters/{language}/{letter}.md.",
        }.AcceptExistingOnly();

    /// <summary>Reads the folder. If it has errors, prints them and returns null.</summary>
    public static CampaignFolder? Load(DirectoryInfo folder)
    {
        var loaded = CampaignFolder.Load(folder.FullName);
        foreach (var problem in loaded.Problems.Concat(loaded.Warnings))
            Console.WriteLine(problem);
        return loaded.Problems.Count == 0 ? loaded : null;
    }
}
