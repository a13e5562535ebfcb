using System.CommandLine;
using Wsis.Invitations.Workflow;
using Wsis.Local.Checking;

namespace Wsis.Local.Rehearsing;

/// <summary><c>wsis rehearse FOLDER</c>: shows the letters that a campaign would send, to whom and when.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var folder = FolderArgument.Create();
        var to = PathOption.CreateFolder(
            "--out",
            "Write every letter to this folder: report.html with a chart of the timeline, and an .eml file for each "
                + "letter, or an .html file where it goes on paper.",
            path => File.Exists(path.FullName) ? $"{path} is a file and not a folder." : null
        );
        var json = new Option<bool>("--json")
        {
            Description = "Print the timeline as JSON with one object for each letter.",
        };
        var command = new Command(
            "rehearse",
            "Runs a campaign on a virtual clock. Nobody replies and nothing is sent. Shows which letters would be "
                + "sent, when, to how many invitees and in which languages, and which letters a weekend or holiday "
                + "delays. If the folder has errors, lists them as check does and ends with exit code 1."
        )
        {
            folder,
            to,
            json,
        };
        command.SetAction(result =>
        {
            if (FolderArgument.LoadForRehearsal(result.GetRequiredValue(folder), Console.Error) is not { } loaded)
                return CommandProgram.Refused;
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
