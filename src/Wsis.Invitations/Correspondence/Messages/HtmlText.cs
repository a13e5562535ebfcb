using System.Text;
using MimeKit.Text;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Makes plain text of HTML. No script, style or picture is kept, but the address of a link and the words that
/// stand for a picture are. What the sender's program marked as quoted gets the mark <c>&gt;</c> of quotations in plain
/// mail; an indented paragraph does not.</summary>
internal sealed class HtmlText
{
    private const int MaxLinkLength = 500;

    private readonly StringBuilder text = new();
    private readonly Stack<bool> blockQuotes = new();
    private readonly StringBuilder hiddenText = new();
    private HtmlTagId hidden = HtmlTagId.Unknown;
    private int preformatted;
    private string? link;
    private int linkStart;

    private int Quoted => blockQuotes.Count(q => q);

    public static string Convert(string html)
    {
        var converter = new HtmlText();
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        HtmlToken? last = null;
        while (tokenizer.ReadNextToken(out var token))
            converter.Add(last = token);
        // An element or a comment that is never closed hides what follows it.
        if (last is HtmlCommentToken { IsBogusComment: false } comment && !html.AsSpan().TrimEnd().EndsWith("-->"))
            converter.text.Append(Convert(comment.Comment));
        converter.text.Append(converter.hidden == HtmlTagId.Unknown ? "" : converter.hiddenText.ToString());
        return converter.text.ToString();
    }

    private void Add(HtmlToken token)
    {
        switch (token)
        {
            case HtmlTagToken tag when hidden != HtmlTagId.Unknown:
                if (tag.IsEndTag && tag.Id == hidden)
                    hidden = HtmlTagId.Unknown;
                break;
            case HtmlDataToken data when hidden != HtmlTagId.Unknown:
                hiddenText.Append(data.Data);
                break;
            case HtmlDataToken data when data.Kind != HtmlTokenKind.ScriptData:
                AppendWords(data.Data);
                break;
            case HtmlTagToken { IsEndTag: false, IsEmptyElement: false } tag
                when tag.Id is HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title:
                hidden = tag.Id;
                hiddenText.Clear();
                break;
            case HtmlTagToken tag:
                AddTag(tag);
                break;
        }
    }

    private void AddTag(HtmlTagToken tag)
    {
        switch (tag.Id)
        {
            case HtmlTagId.BlockQuote when tag.IsEndTag:
                BreakLine();
                blockQuotes.TryPop(out _);
                break;
            case HtmlTagId.BlockQuote:
                BreakLine();
                if (blockQuotes.Count < 1_000)
                    blockQuotes.Push(IsCitation(tag));
                break;
            case HtmlTagId.Br:
                AppendNewLine();
                break;
            case HtmlTagId.LI when !tag.IsEndTag:
                BreakLine();
                AppendWords("- ");
                break;
            case HtmlTagId.TD or HtmlTagId.TH when !tag.IsEndTag:
                if (text.Length > 0 && text[^1] is not ('\n' or '\t' or ' '))
                    text.Append('\t');
                break;
            case HtmlTagId.Image or HtmlTagId.Area or HtmlTagId.Input:
                AppendWords(Attribute(tag, "alt") is { Length: > 0 } alt ? $"[{alt}]" : "");
                if (tag.Id == HtmlTagId.Input && Attribute(tag, "value") is { Length: > 0 } value)
                    AppendWords($" {value} ");
                break;
            case HtmlTagId.A:
                EndLink();
                if (!tag.IsEndTag && Attribute(tag, "href") is { } href && IsWorthShowing(href))
                {
                    link = href.Trim();
                    linkStart = text.Length;
                }
                break;
            case HtmlTagId.Pre:
                preformatted = Math.Max(0, preformatted + (tag.IsEndTag ? -1 : 1));
                BreakLine();
                break;
            case HtmlTagId.P
            or HtmlTagId.H1
            or HtmlTagId.H2
            or HtmlTagId.H3
            or HtmlTagId.H4
            or HtmlTagId.H5
            or HtmlTagId.H6 when tag.IsEndTag:
                BreakLine();
                AppendBlankLine();
                break;
            case var id when IsBlock(id):
                BreakLine();
                break;
        }
    }

    private void AppendWords(string words)
    {
        foreach (var c in words)
            if (c is '\n' && preformatted > 0)
            {
                AppendNewLine();
            }
            else if (c is not '\u00A0' && char.IsWhiteSpace(c) && preformatted == 0)
            {
                if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
                    text.Append(' ');
            }
            else
            {
                BeginLine();
                text.Append(c is '\u00A0' ? ' ' : c);
            }
    }

    private void BeginLine()
    {
        if (text.Length > 0 && text[^1] != '\n')
            return;
        for (var i = Math.Min(Quoted, 20); i > 0; i--)
            text.Append('>').Append(i == 1 ? " " : "");
    }

    private void BreakLine()
    {
        if (text.Length > 0 && text[^1] != '\n')
            AppendNewLine();
    }

    private void AppendNewLine()
    {
        if (Quoted > 0)
            BeginLine();
        text.Append('\n');
    }

    private void AppendBlankLine()
    {
        if (text.Length < 2 || text[^2] != '\n')
            AppendNewLine();
    }

    private void EndLink()
    {
        if (link is null)
            return;
        var words = text.ToString(linkStart, Math.Min(text.Length - linkStart, 2_000));
        var address = link[(link.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim('/');
        if (!words.Contains(address, StringComparison.OrdinalIgnoreCase))
            AppendWords($" <{link}>");
        link = null;
    }

    private static bool IsWorthShowing(string href) =>
        href.Length <= MaxLinkLength
        && (
            href.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || href.TrimStart().StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsCitation(HtmlTagToken tag) =>
        string.Equals(Attribute(tag, "type"), "cite", StringComparison.OrdinalIgnoreCase)
        || Attribute(tag, "cite") is not null
        || Attribute(tag, "class")?.Contains("quote", StringComparison.OrdinalIgnoreCase) == true;

    private static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return attribute.Value;
        return null;
    }

    private static bool IsBlock(HtmlTagId id) =>
        id
            is HtmlTagId.P
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
                or HtmlTagId.DL
                or HtmlTagId.DT
                or HtmlTagId.DD
                or HtmlTagId.Body
                or HtmlTagId.Section
                or HtmlTagId.Article
                or HtmlTagId.Option
                or HtmlTagId.FieldSet
                or HtmlTagId.Form
                or HtmlTagId.Center;
}
