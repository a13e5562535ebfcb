using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Makes texts of a message harmless and keeps their words and indentation.</summary>
internal static class CleanText
{
    /// <summary>Text with line breaks (LF) and tabs, but no other control characters, none that reverse the reading
    /// direction and no half of a surrogate pair.</summary>
    public static string Paragraphs(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' or '\v' or '\f':
                    clean.Append('\n');
                    break;
                case '\t':
                    clean.Append('\t');
                    break;
                case '\0' or '\u200E' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'):
                    break;
                case var c when char.IsControl(c):
                    clean.Append(' ');
                    break;
                case var c when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    clean.Append(c).Append(text[++i]);
                    break;
                case var c:
                    clean.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
                    break;
            }
        return clean.ToString();
    }

    public static string Line(string? text) => TextSanitizer.LineUpTo(MessageLimits.MaxHeaderLength, text ?? "");

    /// <summary>A file name without a path, without characters that file systems refuse and without leading or trailing
    /// dots. The extension of a long name is kept.</summary>
    public static string FileName(string? name, string fallback)
    {
        var line = TextSanitizer.Line((name ?? "").Length > 2_000 ? name![^2_000..] : name ?? "");
        line = line[(line.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(line.Select(c => c is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c))
            .Trim(' ', '.');
        if (safe.Length == 0)
            return fallback;
        if (safe.Length <= MessageLimits.MaxNameLength)
            return safe;
        var extension = Path.GetExtension(safe) is { Length: <= 10 } e ? e : "";
        return TextSanitizer.Line(safe[..(MessageLimits.MaxNameLength - extension.Length - 1)]) + "…" + extension;
    }

    public static bool IsBlank(string text) =>
        !text.Any(c => char.IsLetterOrDigit(c) || char.IsSymbol(c) || char.IsSurrogate(c));
}
