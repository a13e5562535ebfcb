using System.CommandLine;
using Wsis.Local.Checking;

namespace Wsis.Local.Rehearsing;

/// <summary><c>wsis rehearse FOLDER</c>: what a campaign would send when to whom, and how it would read, before
/// anything is sent.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var folder = FolderArgument.Create();
        var to = new Option<DirectoryInfo?>("--out")
        {
            Description =
                "Write every letter as it would read into this folder: report.html, with a chart of the timeline, and one .eml file each.",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the timeline as JSON, one object a letter, instead of the table.",
        };
        var command = new Command(
            "rehearse",
            "Lives a campaign through on a virtual clock, with nobody answering and nothing sent: what would go out when, to whom, in which language, "
                + "and what falls on a weekend or holiday and moves. Exit code 1 where the folder has errors; then they are listed as check lists them."
        )
        {
            folder,
            to,
            json,
        };
        command.SetAction(result =>
        {
            if (FolderArgument.Load(result.GetRequiredValue(folder)) is not { } loaded)
                return 1;
            var letters = new Rehearsal(loaded.Campaign!).LettersFor(loaded.Invitees);
            if (result.GetValue(json))
                Console.WriteLine(Timeline.ToJson(letters));
            else
                Timeline.Print(loaded.Campaign!, letters);
            if (result.GetValue(to) is { } directory)
                new RehearsalReport(loaded, directory.FullName).Write(letters);
            return 0;
        });
        return command;
    }
}
