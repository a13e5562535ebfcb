using System.Text.RegularExpressions;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Recognises what mail programs put before an earlier message: a header of several lines (Outlook and
/// others), or an introduction such as "On Monday, N. wrote:". A memorandum that a person typed is none.</summary>
internal static partial class EarlierHeader
{
    private const int MaxLines = 12;
    private const int MaxIntroductionLines = 3;

    /// <summary>Finds a header that begins at a line.</summary>
    /// <param name="lines">The lines of the text.</param>
    /// <param name="start">The line.</param>
    /// <param name="header">Where it ends, and what it names as its sender.</param>
    public static bool TryMatch(IReadOnlyList<string> lines, int start, out (int End, string From) header)
    {
        header = default;
        if (Match(From(), lines[start]) is not { } from)
            return false;
        var hasDate = false;
        var hasTo = false;
        var hasSubject = false;
        var isSent = false;
        var hasTime = false;
        var hasAddress = from.Value.Contains('@', StringComparison.Ordinal);
        var end = start + 1;
        for (; end < lines.Count && end - start < MaxLines && !string.IsNullOrWhiteSpace(lines[end]); end++)
            if (Match(Sent(), lines[end]) is { } sent)
            {
                hasDate = true;
                isSent = true;
                hasTime = hasTime || Time().IsMatch(sent.Value);
            }
            else if (Match(Date(), lines[end]) is { } date)
            {
                hasDate = true;
                hasTime = hasTime || Time().IsMatch(date.Value);
            }
            else if (Match(To(), lines[end]) is { } to)
            {
                hasTo = true;
                hasAddress = hasAddress || to.Value.Contains('@', StringComparison.Ordinal);
            }
            else if (Match(Subject(), lines[end]) is not null)
                hasSubject = true;
            else if (hasSubject || !IsContinuation(lines[end], lines[end - 1]))
                break;
        header = (end, from.Value);
        // Programs write a time of day and an address, or a label that people do not use. People write capitals.
        return hasDate && hasTime && (hasTo || hasSubject) && (isSent || hasAddress) && !IsCapitals(from.Label);
    }

    /// <summary>Finds an introduction that begins at a line and a quotation after it. The lines before it are the
    /// sender's own.</summary>
    /// <returns>The first quoted line; -1 where there is none.</returns>
    public static int FindQuotation(IReadOnlyList<string> lines, int start)
    {
        var end = start;
        while (end < lines.Count && end - start < MaxIntroductionLines && !EndsIntroduction(lines[end]))
        {
            if (string.IsNullOrWhiteSpace(lines[end]) || IsQuoted(lines[end]) || EndsSentence(lines[end]))
                return -1;
            end++;
        }
        if (end >= lines.Count || end - start >= MaxIntroductionLines || IsQuoted(lines[end]))
            return -1;
        var introduction = string.Join(' ', lines.Skip(start).Take(end - start + 1).Select(l => l.Trim()));
        if (!IsIntroduction(introduction) || (end > start && !Beginning().IsMatch(lines[start])))
            return -1;
        do end++;
        while (end < lines.Count && string.IsNullOrWhiteSpace(lines[end]));
        return end < lines.Count && IsQuoted(lines[end]) ? end : -1;
    }

    public static bool IsQuoted(string line) => line.TrimStart().StartsWith('>');

    /// <summary>A line that programs put before a header.</summary>
    public static bool IsSeparator(string line) => Separator().IsMatch(line.Trim());

    private static bool EndsIntroduction(string line) => line.TrimEnd() is [.., ':' or '：'];

    private static bool EndsSentence(string line) => line.TrimEnd() is [.., '.' or '!' or '?' or '。' or '؟'];

    private static bool IsIntroduction(string text) =>
        text is [.., ':' or '：']
        && text.Length <= 500
        && Digit().IsMatch(text)
        && (text.Contains('@', StringComparison.Ordinal) || Wrote().IsMatch(text));

    private static bool IsContinuation(string line, string before) =>
        line[0] is ' ' or '\t' || before.TrimEnd() is [.., ';' or ','];

    private static bool IsCapitals(string label) =>
        label.Length > 1 && label.Any(char.IsUpper) && !label.Any(char.IsLower);

    private static (string Label, string Value)? Match(Regex label, string line)
    {
        var match = label.Match(line.TrimStart(' ', '\t', '*'));
        return match.Success ? (match.Groups[1].Value, line.TrimStart(' ', '\t', '*')[match.Length..]) : null;
    }

    [GeneratedRegex(
        @"^(From|De|Von|От кого|От|发件人|寄件者|寄件人|發件人|من)\s*\*?\s*[:：]\*?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex From();

    [GeneratedRegex(
        @"^(Sent|Envoyé le|Envoyé|Enviado el|Enviado|Gesendet|Отправлено|Отправлен|发送时间|發送時間|寄件日期|傳送時間"
            + @"|تم الإرسال|تاريخ الإرسال)\s*\*?\s*[:：]\*?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Sent();

    [GeneratedRegex(
        @"^(Date|Fecha|Datum|Дата|日期|时间|التاريخ|تاريخ)\s*\*?\s*[:：]\*?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Date();

    [GeneratedRegex(
        @"^(To|Cc|À|A|Para|CC|An|Кому|Копия|收件人|抄送|副本|إلى|نسخة)\s*\*?\s*[:：]\*?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex To();

    [GeneratedRegex(
        @"^(Subject|Objet|Asunto|Betreff|Тема|主题|主旨|主題|الموضوع)\s*\*?\s*[:：]\*?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Subject();

    [GeneratedRegex(@"\d{1,2}\s?[:：hч时]\s?\d{2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"\d", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Digit();

    [GeneratedRegex(
        @"(wrote|writes|a écrit|écrit|escribió|escribe|написал|написала|написал\(а\)|пишет|писал|写道|寫道|写到|كتب|كتبت"
            + @"|schrieb)\s*[:：]\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Wrote();

    /// <summary>The first line of an introduction that a program wrapped.</summary>
    [GeneratedRegex(
        @"^\s*(On|Le|El|Em|Am|В|在|في|пн|вт|ср|чт|пт|сб|вс)[\s,.،].*(\d{4}|\d{1,2}[:：h]\d{2})",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Beginning();

    [GeneratedRegex(
        @"^(_{10,}|-{2,}\s*(Original Message|Message d.origine|Message original|Mensaje original"
            + @"|Исходное сообщение|Пересылаемое сообщение|Forwarded message|Message transféré|Mensaje reenviado"
            + @"|原始邮件|邮件原件|转发邮件|الرسالة الأصلية)\s*-{2,})\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Separator();
}
