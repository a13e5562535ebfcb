using System.CommandLine;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Pdf;

namespace Wsis.Local.Checking;

/// <summary><c>wsis check FOLDER</c>: lists the errors and warnings of a campaign folder.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var folder = FolderArgument.Create();
        var strict = new Option<bool>("--warnings-as-errors")
        {
            Description = "End with exit code 1 on a warning too.",
        };
        var command = new Command(
            "check",
            "Lists the errors, warnings and notes of a campaign folder as file:line: message. Without errors it ends "
                + "with exit code 0."
        )
        {
            folder,
            strict,
        };
        command.SetAction(result =>
        {
            var loaded = FolderArgument.Load(result.GetRequiredValue(folder), Console.Out);
            return loaded is null || (result.GetValue(strict) && FolderArgument.FindWarnings(loaded).Any())
                ? CommandProgram.Refused
                : 0;
        });
        return command;
    }
}

/// <summary>The campaign folder that a command works on.</summary>
internal static class FolderArgument
{
    public static Argument<DirectoryInfo> Create() =>
        PathOption
            .CreateFolderArgument(
                "FOLDER",
                "The campaign folder: campaign.json, invitees.csv, letters/{language}/{letter}.md."
            )
            .AcceptExistingOnly();

    /// <summary>Reads the folder, and prints its errors, warnings and notes, those of a launch at this time
    /// included.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Receives a line for each.</param>
    /// <returns>Null if the folder has errors.</returns>
    public static CampaignFolder? Load(DirectoryInfo folder, TextWriter output)
    {
        var loaded = CampaignFolder.Load(folder.FullName);
        Print(loaded.Problems.Concat(FindWarnings(loaded)).Concat(loaded.Notes), output);
        return loaded.Problems.Count == 0 ? loaded : null;
    }

    /// <summary>Prints the errors, warnings and notes of a folder that cannot be used.</summary>
    /// <returns><see cref="CommandProgram.Refused"/>.</returns>
    public static int Refuse(CampaignFolder loaded, TextWriter output)
    {
        Print(loaded.Problems.Concat(FindWarnings(loaded)).Concat(loaded.Notes), output);
        return CommandProgram.Refused;
    }

    /// <summary>Prints the warnings and notes of a folder without errors.</summary>
    public static void PrintWarnings(CampaignFolder loaded, TextWriter output, string? browser) =>
        Print(FindWarnings(loaded, browser).Concat(loaded.Notes), output);

    /// <summary>Reads the folder for a rehearsal, whose clock is not the system clock. Prints its errors and
    /// warnings.</summary>
    /// <inheritdoc cref="Load"/>
    public static CampaignFolder? LoadForRehearsal(DirectoryInfo folder, TextWriter output)
    {
        var loaded = CampaignFolder.Load(folder.FullName);
        Print(loaded.Problems.Concat(loaded.Warnings), output);
        return loaded.Problems.Count == 0 ? loaded : null;
    }

    /// <summary>Finds the warnings of a launch at this time with the settings of this environment.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="browser">The browser that prints letters. Null for that of the environment.</param>
    public static IEnumerable<Problem> FindWarnings(CampaignFolder folder, string? browser = null) =>
        LaunchWarnings.Find(
            folder,
            TimeProvider.System.GetCurrentInstant(),
            canPrint: !string.IsNullOrWhiteSpace(
                browser
                    ?? Environment.GetEnvironmentVariable(
                        PdfServices.Setting.Replace(":", "__", StringComparison.Ordinal)
                    )
            )
        );

    private static void Print(IEnumerable<Problem> problems, TextWriter output)
    {
        foreach (var problem in problems)
            output.WriteLine(problem);
    }
}
