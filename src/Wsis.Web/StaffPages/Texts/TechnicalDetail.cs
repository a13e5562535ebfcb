namespace Wsis.Web.StaffPages.Texts;

/// <summary>The message of a library or of another program in a French text. Nobody can translate it, so the text says
/// that it is English and quotes it, and pages mark its language.</summary>
public static class TechnicalDetail
{
    private const string Label = "essage technique, en anglais";

    /// <summary>The message alone.</summary>
    public static string Alone(string words) => AfterSentence("", words).TrimStart();

    /// <summary>A sentence, and the message after it.</summary>
    public static string AfterSentence(string sentence, string words) =>
        string.IsNullOrWhiteSpace(words) ? sentence : $"{sentence} M{Label} : « {words.Trim()} »";

    /// <summary>A part of a sentence, and the message after it.</summary>
    public static string AfterClause(string clause, string words) =>
        string.IsNullOrWhiteSpace(words) ? clause : $"{clause} ; m{Label} : « {words.Trim()} »";

    /// <summary>Divides a text into what is before the message, the message, and what is after it. The message is null
    /// where there is none.</summary>
    public static (string Before, string? Words, string After) Split(string text)
    {
        var label = text.IndexOf(Label, StringComparison.Ordinal);
        var start = label < 0 ? -1 : text.IndexOf('«', label);
        if (start < 0)
            return (text, null, "");
        start++;
        // A text that was cut has no end.
        var end = text.LastIndexOf('»') is var last && last > start ? last : text.Length;
        var words = text[start..end];
        var (left, right) = (words.Length - words.TrimStart().Length, words.Length - words.TrimEnd().Length);
        return left == words.Length ? (text, null, "") : (text[..(start + left)], words.Trim(), text[(end - right)..]);
    }
}
