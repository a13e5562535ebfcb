using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime.Text;

namespace Wsis.Local.Remote.Arguments;

/// <summary>Creates options and arguments whose value is a day.</summary>
internal static class DayOption
{
    private const string Example = "2017-12-11";

    /// <summary>Creates the option of a day.</summary>
    public static Option<string?> Create(string name, string description) =>
        new(name) { Description = description, Validators = { result => Validate(result, result.Tokens) } };

    /// <summary>Creates the argument of a day.</summary>
    public static Argument<string> CreateArgument(string name, string description) =>
        new(name) { Description = description, Validators = { result => Validate(result, result.Tokens) } };

    private static void Validate(SymbolResult result, IReadOnlyList<Token> tokens)
    {
        if (tokens is [var day] && !LocalDatePattern.Iso.Parse(day.Value).Success)
            result.AddError($"'{day.Value}' is not a day such as {Example}.");
    }
}
