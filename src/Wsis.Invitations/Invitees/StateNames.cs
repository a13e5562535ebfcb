using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>The official short names of States in the six languages, by ISO 3166-1 alpha-3 code. The file
/// <c>StateNames.tsv</c> names its source and date. A territory that is not a State has a French and an English name
/// only.</summary>
public static class StateNames
{
    /// <summary>The languages, in the order of the file's columns.</summary>
    private static readonly Language[] Columns =
    [
        Language.French,
        Language.English,
        Language.Arabic,
        Language.Chinese,
        Language.Russian,
        Language.Spanish,
    ];

    private static readonly FrozenDictionary<string, string[]> Names = Read();

    /// <summary>The order in which the United Nations seats delegations: that of the French names, word by word,
    /// without regard to accents and case.</summary>
    public static IComparer<string> FrenchOrder { get; } =
        Comparer<string>.Create((a, b) => string.CompareOrdinal(ToSortKey(a), ToSortKey(b)));

    /// <summary>The order of names in a language: in French that of the United Nations, otherwise that of the language
    /// itself.</summary>
    public static IComparer<string> OrderIn(Language language) =>
        language == Language.French ? FrenchOrder : StringComparer.Create(language.Culture, ignoreCase: true);

    /// <summary>The State's name in French; its code where it has none here.</summary>
    public static string InFrench(string state) => Find(state, Language.French);

    /// <summary>The State's name in English; its code where it has none here.</summary>
    public static string InEnglish(string state) => Find(state, Language.English);

    /// <summary>The State's name in a language, or else in English; its code where it has none.</summary>
    public static string Find(string state, Language language) =>
        FindOfficial(state, language) ?? FindOfficial(state, Language.English) ?? state;

    /// <summary>The names by which staff look for a State, in all languages.</summary>
    public static IReadOnlyList<string> FindAll(string state) => Names.TryGetValue(state, out var names) ? names : [];

    /// <summary>The State's official name in a language. Null where it has none here.</summary>
    public static string? FindOfficial(string state, Language language) =>
        Names.TryGetValue(state, out var names) ? names.ElementAtOrDefault(Array.IndexOf(Columns, language)) : null;

    /// <summary>A space sorts before a hyphen, and both before letters: <c>Guinée</c>, <c>Guinée équatoriale</c>,
    /// <c>Guinée-Bissau</c>; <c>Saint-Marin</c>, <c>Sainte-Lucie</c>.</summary>
    private static string ToSortKey(string name) =>
        string.Concat(
            name.Normalize(NormalizationForm.FormD)
                .ToLowerInvariant()
                .Where(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                    && (char.IsLetterOrDigit(c) || c is ' ' or '-')
                )
        );

    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(StateNames).Assembly.GetManifestResourceStream("states.tsv")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split('\t') is [var state, .. { Length: >= 2 } rest])
                names.Add(state, rest);
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
