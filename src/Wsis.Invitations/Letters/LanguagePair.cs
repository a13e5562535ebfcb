using System.Diagnostics.CodeAnalysis;

namespace Wsis.Invitations.Letters;

/// <summary>Reads the language of an office, or two: <c>fr,en</c> has letters in French with the English text
/// below.</summary>
public static class LanguagePair
{
    /// <summary>Stands between the codes as a list is written.</summary>
    public const char Separator = ',';

    private static readonly char[] Separators = [Separator, ';', '/', '+', '&', ' ', '\u00A0', '|'];

    /// <summary>Reads one or two codes.</summary>
    /// <returns>False if one is none of the six, or there are more than two, or twice the same.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Language? first, out Language? second)
    {
        first = null;
        second = null;
        var codes = Split(text);
        if (codes.Count is 0 or > 2 || !Language.TryParse(codes[0], out first))
            return false;
        return codes.Count == 1 || (Language.TryParse(codes[1], out second) && second != first);
    }

    /// <summary>The parts of a text, one for each language.</summary>
    internal static IReadOnlyList<string> Split(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    public static string Format(Language first, Language? second) =>
        second is null ? first.Code : $"{first.Code}{Separator}{second.Code}";
}
