using System.CommandLine;
using Spectre.Console;

namespace Wsis.Local;

/// <summary>Asks before something that cannot be undone, or is sent to people.</summary>
internal static class YesOption
{
    /// <summary>The question is on the error stream, so that the output has the result only. It can be asked while the
    /// output goes to a file or another program.</summary>
    private static readonly IAnsiConsole Screen = AnsiConsole.Create(
        new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Yes,
        }
    );

    public static Option<bool> Create() => new("--yes") { Description = "Do not ask." };

    /// <summary>Asks, unless the option has answered.</summary>
    /// <param name="isYes">The value of the option.</param>
    /// <param name="question">The question.</param>
    /// <param name="refused">A sentence that says what was not done.</param>
    /// <exception cref="CommandException">The answer is no, or nobody can answer.</exception>
    public static void Require(bool isYes, string question, string refused)
    {
        if (!isYes && !Ask(question))
            throw new CommandException($"{refused} --yes does it without a question.");
    }

    /// <summary>Asks a question. Without a terminal nobody can answer, which means no.</summary>
    public static bool Ask(string question) =>
        !Console.IsInputRedirected
        && Screen.Profile.Capabilities.Interactive
        && Screen.Confirm(Markup.Escape(question), defaultValue: false);
}
