using System.Globalization;

namespace Wsis.Invitations.Letters;

/// <summary>A text with a number, in the plural forms of a language. <c>{0}</c> is the number.</summary>
/// <param name="Language">The language, which decides on the form.</param>
/// <param name="Other">The form for all numbers without a form of their own.</param>
/// <param name="One">The form for 1, and in French for 0.</param>
public sealed record CountText(Language Language, string Other, string? One = null)
{
    /// <summary>The form that fits a number.</summary>
    public string For(long count) => PluralRules.Choose(Language, count, Other, one: One);

    /// <summary>The text with the number as a reader of the language writes it.</summary>
    public string Format(long count)
    {
        var culture = CultureInfo.GetCultureInfo(Language.Code);
        return string.Format(culture, For(count), count.ToString("N0", culture));
    }
}
