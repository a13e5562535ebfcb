using System.Globalization;

namespace Wsis.Invitations.Invitees;

/// <summary>A text that is searched for as people type it: without regard to case, accents and punctuation. So "cote
/// d'ivoire" is found in "Côte d’Ivoire".</summary>
/// <param name="Text">The text.</param>
public readonly record struct SearchedText(string Text)
{
    /// <summary>The most characters of a text that people search for.</summary>
    public const int MaxLength = 100;

    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Whether a text contains it. A text of signs only, such as an at sign, is looked for as it is.</summary>
    public bool IsIn(string text) =>
        text.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || (Text.Any(char.IsLetterOrDigit) && Compare.IndexOf(text, Text, Options) >= 0);

    private static CompareOptions Options =>
        CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols;
}
