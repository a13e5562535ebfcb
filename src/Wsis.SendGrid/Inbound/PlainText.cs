using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace Wsis.SendGrid.Inbound;

/// <summary>Converts HTML to plain text. It keeps no script, no image that reports its reader, and no link that shows
/// another address than its target. Quotations get the prefix <c>&gt;</c>, as in plain mail.</summary>
internal static partial class PlainText
{
    public static string FromHtml(string html)
    {
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        var text = new StringBuilder();
        var (depth, hidden) = (0, 0);
        while (tokenizer.ReadNextToken(out var token))
            switch (token)
            {
                // The contents of script and style are of this kind too, but hidden.
                case HtmlDataToken data when hidden == 0 && token.Kind is HtmlTokenKind.Data or HtmlTokenKind.CData:
                    Append(text, Blanks().Replace(data.Data, " "), depth);
                    break;
                case HtmlTagToken
                {
                    Id: HtmlTagId.Head or HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title or HtmlTagId.NoScript
                } tag:
                    hidden = Math.Max(
                        0,
                        hidden
                            + (
                                tag.IsEndTag ? -1
                                : tag.IsEmptyElement ? 0
                                : 1
                            )
                    );
                    break;
                case HtmlTagToken { Id: HtmlTagId.Body }:
                    hidden = 0;
                    break;
                case HtmlTagToken { Id: HtmlTagId.BlockQuote } tag:
                    depth = Math.Max(0, depth + (tag.IsEndTag ? -1 : 1));
                    Break(text);
                    break;
                case HtmlTagToken tag when IsBlock(tag.Id):
                    Break(text, always: tag.Id == HtmlTagId.Br);
                    break;
            }
        return ManyBreaks().Replace(text.ToString(), "\n\n").Trim();
    }

    private static bool IsBlock(HtmlTagId id) =>
        id
            is HtmlTagId.Br
                or HtmlTagId.P
                or HtmlTagId.Div
                or HtmlTagId.LI
                or HtmlTagId.TR
                or HtmlTagId.Table
                or HtmlTagId.HR
                or HtmlTagId.H1
                or HtmlTagId.H2
                or HtmlTagId.H3
                or HtmlTagId.H4
                or HtmlTagId.H5
                or HtmlTagId.H6
                or HtmlTagId.UL
                or HtmlTagId.OL
                or HtmlTagId.Pre;

    private static void Append(StringBuilder text, string words, int depth)
    {
        var begins = text.Length == 0 || text[^1] == '\n';
        if (begins)
            words = words.TrimStart(' ');
        if (words.Length == 0)
            return;
        if (begins && depth > 0)
            text.Append("> ");
        text.Append(words);
    }

    private static void Break(StringBuilder text, bool always = false)
    {
        if (always || (text.Length > 0 && text[^1] != '\n'))
            text.Append('\n');
    }

    [GeneratedRegex(@"[\s\u00A0]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ManyBreaks();
}
