using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Wsis.Invitations.Letters;

/// <summary>Writes a letter as plain text: the same words as the HTML part, links written out after their
/// text.</summary>
internal static class LetterPlainText
{
    public static string Document(LetterSheet sheet, MarkdownDocument body)
    {
        var labels = LetterLabels.In(sheet.Language);
        var text = new StringBuilder(2048);
        text.Append(sheet.Organisation).Append('\n').Append(sheet.Today).Append("\n\n");
        text.Append(labels.Reference).Append(' ').Append(sheet.Reference).Append('\n');
        text.Append(labels.Subject).Append(' ').Append(sheet.Subject).Append("\n\n");
        text.Append(sheet.Office).Append('\n').Append(sheet.State).Append("\n\n");
        Write(body, text, "");
        text.Append("-- \n")
            .Append(labels.Contact)
            .Append(' ')
            .Append(sheet.Contact.Name.In(sheet.Language))
            .Append('\n');
        text.Append(labels.Address).Append(' ').Append(sheet.Contact.Address).Append('\n');
        text.Append(labels.Telephone).Append(' ').Append(sheet.Contact.Telephone).Append('\n');
        if (sheet.Contact.Fax is { } fax)
            text.Append(labels.Fax).Append(' ').Append(fax).Append('\n');
        return text.ToString();
    }

    private static void Write(ContainerBlock blocks, StringBuilder text, string indent)
    {
        foreach (var block in blocks)
            switch (block)
            {
                case ListBlock list:
                    WriteList(list, text, indent);
                    break;
                case ContainerBlock container:
                    Write(container, text, indent + "  ");
                    break;
                case ThematicBreakBlock:
                    text.Append("* * *\n\n");
                    break;
                case LeafBlock leaf:
                    text.Append(indent);
                    Write(leaf, text);
                    text.Append("\n\n");
                    break;
            }
    }

    private static void WriteList(ListBlock list, StringBuilder text, string indent)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            text.Append(indent).Append(list.IsOrdered ? $"{number++}. " : "- ");
            var content = new StringBuilder();
            Write(item, content, indent + "  ");
            text.Append(content.ToString().Trim()).Append('\n');
        }
        text.Append('\n');
    }

    private static void Write(LeafBlock leaf, StringBuilder text)
    {
        if (leaf.Inline is null)
            text.Append(leaf.Lines.ToString());
        else
            Write(leaf.Inline, text);
    }

    private static void Write(ContainerInline inlines, StringBuilder text)
    {
        foreach (var inline in inlines)
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : ' ');
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline auto:
                    text.Append(auto.Url);
                    break;
                case LinkInline link:
                    WriteLink(link, text);
                    break;
                case ContainerInline container:
                    Write(container, text);
                    break;
            }
    }

    private static void WriteLink(LinkInline link, StringBuilder text)
    {
        var before = text.Length;
        Write(link, text);
        var words = text.ToString(before, text.Length - before);
        var target =
            link.Url?.StartsWith("mailto:", StringComparison.Ordinal) == true ? link.Url["mailto:".Length..] : link.Url;
        if (target != words)
            text.Append(" <").Append(target).Append('>');
    }
}
