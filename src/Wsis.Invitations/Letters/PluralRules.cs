namespace Wsis.Invitations.Letters;

/// <summary>The plural forms of the six languages for whole numbers, by Unicode CLDR ("Language Plural Rules",
/// cardinals). The forms of a language that a text does not give are those of <c>other</c>.</summary>
/// <remarks>CLDR's <c>many</c> of French and Spanish is for whole millions, which nothing here counts.</remarks>
public static class PluralRules
{
    /// <summary>The text that fits the number in the language.</summary>
    public static string Choose(
        Language language,
        long count,
        string other,
        string? zero = null,
        string? one = null,
        string? two = null,
        string? few = null,
        string? many = null
    ) =>
        Category(language, count) switch
        {
            PluralCategory.Zero => zero,
            PluralCategory.One => one,
            PluralCategory.Two => two,
            PluralCategory.Few => few,
            PluralCategory.Many => many,
            _ => null,
        } ?? other;

    /// <summary>The category of a number that is not negative.</summary>
    public static PluralCategory Category(Language language, long count)
    {
        if (language == Language.Arabic)
            return Arabic(count);
        if (language == Language.Russian)
            return Russian(count);
        if (language == Language.French)
            return count is 0 or 1 ? PluralCategory.One : PluralCategory.Other;
        if (language == Language.Chinese)
            return PluralCategory.Other;
        return count == 1 ? PluralCategory.One : PluralCategory.Other;
    }

    private static PluralCategory Arabic(long count) =>
        (count, count % 100) switch
        {
            (0, _) => PluralCategory.Zero,
            (1, _) => PluralCategory.One,
            (2, _) => PluralCategory.Two,
            (_, >= 3 and <= 10) => PluralCategory.Few,
            (_, >= 11) => PluralCategory.Many,
            _ => PluralCategory.Other,
        };

    private static PluralCategory Russian(long count) =>
        (count % 10, count % 100) switch
        {
            (1, not 11) => PluralCategory.One,
            (>= 2 and <= 4, not (>= 12 and <= 14)) => PluralCategory.Few,
            _ => PluralCategory.Many,
        };
}

/// <summary>CLDR's names of the plural forms.</summary>
public enum PluralCategory
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}
