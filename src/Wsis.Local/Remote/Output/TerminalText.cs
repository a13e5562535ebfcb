using System.Text.RegularExpressions;

namespace Wsis.Local.Remote.Output;

/// <summary>Makes a text harmless for a terminal. Messages come from outside, and a terminal obeys control
/// characters.</summary>
internal static partial class TerminalText
{
    /// <summary>The text without control characters, except line breaks and tabs, and without those that turn the
    /// direction of what follows.</summary>
    public static string Clean(string text) => Controls().Replace(text, "");

    [GeneratedRegex(
        @"[\p{Cc}\u202A-\u202E\u2066-\u2069-[\n\r\t]]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Controls();
}
