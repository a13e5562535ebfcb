using System.CommandLine;
using Spectre.Console;

namespace Wsis.Local;

/// <summary>Asks before something that cannot be undone.</summary>
internal static class YesOption
{
    public static Option<bool> Create() =>
        new("--yes") { Description = "Do not ask before a launch after the deadline." };

    /// <summary>Asks a question. Without a terminal nobody can answer, which means no.</summary>
    public static bool Ask(string question) =>
        !Console.IsInputRedirected
        && AnsiConsole.Profile.Capabilities.Interactive
        && AnsiConsole.Confirm(Markup.Escape(question), defaultValue: false);
}
