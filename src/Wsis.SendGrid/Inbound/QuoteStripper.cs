using System.Text.RegularExpressions;

namespace Wsis.SendGrid.Inbound;

/// <summary>Leaves out of a reply what it quotes of earlier mail. What cannot be told from the reply's own words
/// stays.</summary>
internal static partial class QuoteStripper
{
    /// <summary>How many lines after <c>From:</c> the rest of a quoted header is looked for.</summary>
    private const int HeaderLines = 6;

    /// <returns>The reply's own words; the whole text where there would be none.</returns>
    public static string Cut(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines.FindIndex(l => Separator().IsMatch(l)) is >= 0 and var separator)
            lines.RemoveRange(separator, lines.Count - separator);
        if (
            Enumerable.Range(0, lines.Count).Where(i => BeginsHeader(lines, i)).Select(i => (int?)i).FirstOrDefault() is
            { } header
        )
            lines.RemoveRange(header, lines.Count - header);
        var own = string.Join('\n', lines.Where((line, i) => !IsQuoted(line) && !Introduces(lines, i))).Trim();
        own = own.TrimEnd('_', '-', ' ', '\n');
        return own.Length > 0 ? own : text.Trim();
    }

    private static bool IsQuoted(string line) => line.TrimStart().StartsWith('>');

    /// <summary>"On Monday, N. wrote:", which may take two lines, and then the quotation.</summary>
    private static bool Introduces(List<string> lines, int line)
    {
        if (lines[line].Trim().Length == 0 || IsQuoted(lines[line]))
            return false;
        var next = Next(lines, line);
        if (
            next < lines.Count
            && !IsQuoted(lines[next])
            && next == line + 1
            && IsIntroduction(lines[next])
            && Beginning().IsMatch(lines[line])
        )
            next = Next(lines, next);
        else if (!IsIntroduction(lines[line]))
            return false;
        return next < lines.Count && IsQuoted(lines[next]);
    }

    private static bool IsIntroduction(string line) => line.TrimEnd() is [.., ':' or '：'];

    private static int Next(List<string> lines, int line)
    {
        do line++;
        while (line < lines.Count && lines[line].Trim().Length == 0);
        return line;
    }

    /// <summary>Where Outlook puts the header of the earlier mail before it: <c>From:</c>, and soon after it two more
    /// of its fields.</summary>
    private static bool BeginsHeader(List<string> lines, int line) =>
        From().IsMatch(lines[line]) && lines.Skip(line + 1).Take(HeaderLines).Count(l => Field().IsMatch(l)) >= 2;

    [GeneratedRegex(
        @"^\s*-{2,}\s*(Original Message|Forwarded message|Message d.origine|Message original|Mensaje original|Исходное сообщение|原始邮件|邮件原件|الرسالة الأصلية)\s*-{2,}\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^\s*\*?(From|De|От|发件人|寄件者|من)\s*\*?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex From();

    [GeneratedRegex(
        @"^\s*\*?(Sent|Date|To|Cc|Subject|Envoyé|À|Objet|Enviado( el)?|Fecha|Para|Asunto|Отправлено|Дата|Кому|Копия|Тема|发送时间|日期|收件人|抄送|主题|تاريخ الإرسال|التاريخ|إلى|الموضوع)\s*\*?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Field();

    [GeneratedRegex(
        @"^\s*(On|Le|El|Em|В|在|في)\s",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Beginning();
}
