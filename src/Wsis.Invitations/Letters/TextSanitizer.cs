using System.Buffers;
using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Letters;

/// <summary>Makes text from outside harmless for the place it is put into.</summary>
public static class TextSanitizer
{
    /// <summary>What a line cannot have: controls, line and paragraph separators, direction controls, and surrogates,
    /// of which one may be alone.</summary>
    private static readonly SearchValues<char> Suspicious = SearchValues.Create([
        .. Enumerable
            .Range(0, 0x10000)
            .Select(c => (char)c)
            .Where(c => char.IsControl(c) || char.IsSurrogate(c) || IsDirectionControl(c) || c is '\u2028' or '\u2029'),
    ]);

    /// <summary>One line of plain text, for headers and subjects: no control characters, no line breaks, and none of
    /// the invisible characters that reverse the reading direction (Unicode Standard Annex 9: embeddings, overrides,
    /// isolates).</summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
            return text.Trim();
        var line = new StringBuilder(text.Length);
        foreach (var c in WellFormed(text))
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                line.Append(' ');
            else if (!IsDirectionControl(c))
                line.Append(c);
        return line.ToString().Trim();
    }

    /// <summary>The same, of at most so many characters.</summary>
    public static string LineUpTo(int max, string text) => Cut(text, max, Line);

    /// <summary>Plain text that may have line breaks, each written as LF: no other control characters, none that
    /// reverse the reading direction, no half of a surrogate pair.</summary>
    public static string Paragraphs(string text) =>
        string.Join('\n', WellFormed(text).ReplaceLineEndings("\n").Split('\n').Select(Line)).Trim();

    /// <summary>The same, of at most so many characters.</summary>
    public static string ParagraphsUpTo(int max, string text) => Cut(text, max, Paragraphs);

    /// <summary>One line in which Markdown finds no markup: every ASCII punctuation character is escaped (CommonMark
    /// 0.31, section 2.4).</summary>
    public static string Markdown(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in Line(text))
        {
            if (
                char.IsAscii(c)
                && (
                    char.IsPunctuation(c)
                    || char.GetUnicodeCategory(c)
                        is UnicodeCategory.MathSymbol
                            or UnicodeCategory.CurrencySymbol
                            or UnicodeCategory.ModifierSymbol
                )
            )
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>Cut before it is cleaned, so that a text of any size costs no more than what is kept of it. A text that
    /// was cut ends in an ellipsis.</summary>
    private static string Cut(string text, int max, Func<string, string> clean) =>
        text.Length <= max ? clean(text) : clean(text[..(max - 1)]) + "…";

    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
            : text;

    private static bool IsDirectionControl(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
