using System.Globalization;

namespace Wsis.Invitations.Letters;

/// <summary>A share of a whole in words.</summary>
public static class ShareText
{
    /// <summary>A rounded percentage: 40%, in French with a narrow no-break space.</summary>
    /// <param name="language">The language.</param>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole, which is not 0.</param>
    public static string Format(Language language, long part, long whole) =>
        (Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero) / 100)
            .ToString("P0", CultureInfo.GetCultureInfo(language.Code))
            .Replace(' ', '\u202F');

    /// <summary>A part of a whole that is known, with its share.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole, which is not 0.</param>
    /// <param name="text">The text; <c>{0}</c> is the whole, <c>{1}</c> the part and <c>{2}</c> the share.</param>
    public static string Format(long part, long whole, CountText text)
    {
        var culture = CultureInfo.GetCultureInfo(text.Language.Code);
        return string.Format(
            culture,
            text.For(whole),
            whole.ToString("N0", culture),
            part.ToString("N0", culture),
            Format(text.Language, part, whole)
        );
    }
}
