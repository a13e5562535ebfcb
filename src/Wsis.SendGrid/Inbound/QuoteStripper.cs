using System.Text.RegularExpressions;

namespace Wsis.SendGrid.Inbound;

/// <summary>Removes quotations of earlier mail from a reply. Text that may be the sender's own stays.</summary>
internal static partial class QuoteStripper
{
    /// <summary>In how many lines after <c>From:</c> the rest of a quoted header is expected.</summary>
    private const int MaxHeaderLines = 6;

    /// <returns>The text of the sender; the whole text if nothing would remain.</returns>
    public static string Strip(string text)
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

    /// <summary>Whether a line introduces a quotation, such as "On Monday, N. wrote:", which may have two
    /// lines.</summary>
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

    /// <summary>Whether a line begins the header of a quoted mail, as Outlook writes it: <c>From:</c>, and soon after
    /// it two more fields.</summary>
    private static bool BeginsHeader(List<string> lines, int line) =>
        From().IsMatch(lines[line]) && lines.Skip(line + 1).Take(MaxHeaderLines).Count(l => Field().IsMatch(l)) >= 2;

    [GeneratedRegex(
        @"^\s*-{2,}\s*(Original Message|Forwarded message|Message d.origine|Message original"
            + @"|Mensaje original|Исходное сообщение|原始邮件|邮件原件|الرسالة الأصلية)\s*-{2,}\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^\s*\*?(From|De|От|发件人|寄件者|من)\s*\*?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex From();

    [GeneratedRegex(
        @"^\s*\*?(Sent|Date|To|Cc|Subject"
            + @"|Envoyé|À|Objet|Enviado( el)?|Fecha|Para|Asunto"
            + @"|Отправлено|Дата|Кому|Копия|Тема"
            + @"|发送时间|日期|收件人|抄送|主题"
            + @"|تاريخ الإرسال|التاريخ|إلى|الموضوع)\s*\*?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Field();

    [GeneratedRegex(
        @"^\s*(On|Le|El|Em|В|在|في)\s",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Beginning();
}
