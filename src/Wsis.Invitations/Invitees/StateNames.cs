using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>The official short names of States in French and English, by ISO 3166-1 alpha-3 code. The file
/// <c>StateNames.tsv</c> names its source and date.</summary>
public static class StateNames
{
    private static readonly FrozenDictionary<string, (string French, string English)> Names = Read();

    /// <summary>The order in which the United Nations seats delegations: that of the French names, word by word,
    /// without regard to accents and case.</summary>
    public static IComparer<string> FrenchOrder { get; } =
        Comparer<string>.Create((a, b) => string.CompareOrdinal(ToSortKey(a), ToSortKey(b)));

    /// <summary>The State's name in French; its code where it has none here.</summary>
    public static string InFrench(string state) => Names.TryGetValue(state, out var name) ? name.French : state;

    /// <summary>The State's name in English; its code where it has none here.</summary>
    public static string InEnglish(string state) => Names.TryGetValue(state, out var name) ? name.English : state;

    /// <summary>The State's name for staff, in French or English; its code where it has none.</summary>
    public static string Find(string state, Language language) =>
        language == Language.French ? InFrench(state) : InEnglish(state);

    /// <summary>The names by which staff look for a State.</summary>
    public static IReadOnlyList<string> FindAll(string state) => [InEnglish(state), InFrench(state)];

    /// <summary>The State's name in a language. Null for a language or State without names here.</summary>
    public static string? FindOfficial(string state, Language language) =>
        !Names.TryGetValue(state, out var name) ? null
        : language == Language.French ? name.French
        : language == Language.English ? name.English
        : null;

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

    private static FrozenDictionary<string, (string French, string English)> Read()
    {
        using var stream = typeof(StateNames).Assembly.GetManifestResourceStream("states.tsv")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split('\t') is [var state, var french, var english])
                names.Add(state, (french, english));
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
