using System.Globalization;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Texts;

/// <summary>Numbers with their nouns in English.</summary>
public static class EnglishCount
{
    /// <summary>Writes a number with its noun, such as <c>1 letter</c> or <c>1,200 letters</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">The singular.</param>
    /// <param name="other">The plural. Null adds an <c>s</c> to the singular.</param>
    public static string Format(long count, string one, string? other = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} {PluralRules.Choose(Language.English, count, other ?? one + "s", one: one)}"
        );
}
