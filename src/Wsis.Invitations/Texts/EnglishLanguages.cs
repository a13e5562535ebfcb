using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Texts;

/// <summary>The languages of letters in English sentences.</summary>
public static class EnglishLanguages
{
    /// <summary>Each code with its name: for those who must write the code.</summary>
    public static readonly string Codes = string.Join(
        ", ",
        Language.All.Select(l => l.Code).Order().Select(c => $"{c} ({Name(c)})")
    );

    /// <summary>Names a language by its code. A code that an earlier or later version wrote stays as it is.</summary>
    public static string Name(string code) =>
        code switch
        {
            "ar" => "Arabic",
            "en" => "English",
            "es" => "Spanish",
            "fr" => "French",
            "ru" => "Russian",
            "zh" => "Chinese",
            _ => code,
        };

    /// <summary>Names the one or two languages of an office. What is no such pair stays as it is.</summary>
    /// <param name="codes">Their codes, such as <c>fr,en</c>.</param>
    public static string NamePair(string codes) =>
        LanguagePair.TryParse(codes, out var first, out var second)
            ? string.Join(" + ", new[] { first, second }.OfType<Language>().Select(l => Name(l.Code)))
            : codes;

    /// <summary>Names languages of which none has something: "Arabic, Spanish or Chinese".</summary>
    /// <param name="codes">Their codes, separated by commas.</param>
    public static string NameNone(string codes)
    {
        var names = codes.Split(", ").Select(Name).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
