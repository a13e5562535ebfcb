using System.CommandLine;
using Wsis.Local.Remote.Output;

namespace Wsis.Local.Remote;

/// <summary>One invocation of a command that calls a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="AsJson">Whether to print JSON.</param>
internal sealed record CommandContext(StaffClient Host, ParseResult Arguments, bool AsJson)
{
    /// <summary>The value of an argument.</summary>
    public string Read(Argument<string> argument) => Arguments.GetRequiredValue(argument);

    /// <summary>Shows a person what is about to change. A program gets the result only.</summary>
    public void Show(string text)
    {
        if (!AsJson)
            Console.WriteLine(TerminalText.Clean(text));
    }

    /// <summary>Prints a result: a sentence for a person, or all of it as JSON for a program.</summary>
    public void Print<T>(T result, Func<T, string> format)
    {
        if (AsJson)
            Json.Print(result);
        else
            Console.WriteLine(TerminalText.Clean(format(result)));
    }
}
