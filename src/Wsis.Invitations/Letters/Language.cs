using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Wsis.Invitations.Letters;

/// <summary>One of the six official languages of ITU (Constitution, article 29): the languages a letter or page can be
/// in.</summary>
public sealed record Language : IParsable<Language>
{
    public static readonly Language Arabic = new("ar", "العربية", rightToLeft: true);
    public static readonly Language Chinese = new("zh", "中文");
    public static readonly Language English = new("en", "English");
    public static readonly Language French = new("fr", "Français");
    public static readonly Language Russian = new("ru", "Русский");
    public static readonly Language Spanish = new("es", "Español");

    /// <summary>All six, by code.</summary>
    public static readonly IReadOnlyList<Language> All = [Arabic, English, Spanish, French, Russian, Chinese];

    private Language(string code, string name, bool rightToLeft = false)
    {
        Code = code;
        Name = name;
        IsRightToLeft = rightToLeft;
        Culture = CultureInfo.GetCultureInfo(code);
    }

    /// <summary>The ISO 639-1 code: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>ru</c> or <c>zh</c>.</summary>
    public string Code { get; }

    /// <summary>The language's name in itself.</summary>
    public string Name { get; }

    public bool IsRightToLeft { get; }

    /// <summary>For HTML's <c>dir</c>: <c>rtl</c> or <c>ltr</c>.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    internal CultureInfo Culture { get; }

    public static bool TryParse([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Language? language)
    {
        language = All.FirstOrDefault(l => l.Code == code);
        return language is not null;
    }

    /// <exception cref="FormatException">The code is none of the six.</exception>
    public static Language Parse(string code) =>
        TryParse(code, out var language)
            ? language
            : throw new FormatException($"'{code}' is not one of the languages ar, en, es, fr, ru, zh.");

    static Language IParsable<Language>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Language>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out Language result
    ) => TryParse(s, out result);

    public bool Equals(Language? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;
}
