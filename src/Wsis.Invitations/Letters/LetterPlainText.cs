using System.Text;
using Markdig.Extensions.Tables;
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
        var contact = sheet.Contact;
        var text = new StringBuilder(2048);
        foreach (var line in new[] { sheet.Organisation, sheet.Unit, sheet.Address }.OfType<string>())
            text.Append(line).Append('\n');
        text.Append('\n').Append(sheet.PlaceAndDate).Append("\n\n");
        text.Append(labels.Reference).Append(' ').Append(sheet.Reference).Append('\n');
        text.Append(labels.Contact).Append(' ').Append(contact.Name.In(sheet.Language)).Append('\n');
        text.Append(labels.Address).Append(' ').Append(contact.Address).Append('\n');
        text.Append(labels.Telephone).Append(' ').Append(contact.Telephone).Append('\n');
        if (contact.Fax is { } fax)
            text.Append(labels.Fax).Append(' ').Append(fax).Append('\n');
        text.Append(labels.Subject).Append(' ').Append(sheet.Subject).Append("\n\n");
        text.Append(sheet.Office).Append('\n').Append(sheet.State).Append("\n\n");
        Write(body, text, "");
        if (sheet.Signature is { } signature)
            text.Append(signature.Image is null ? labels.OriginalSigned : $"[{signature.Image.Alternative}]")
                .Append("\n\n")
                .Append(signature.Name)
                .Append('\n')
                .Append(signature.Title)
                .Append('\n');
        return text.ToString();
    }

    /// <summary>The lines of a body.</summary>
    public static IEnumerable<string> Lines(MarkdownDocument body)
    {
        var text = new StringBuilder();
        Write(body, text, "");
        return text.ToString().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);
    }

    private static void Write(ContainerBlock blocks, StringBuilder text, string indent)
    {
        foreach (var block in blocks)
            switch (block)
            {
                case ListBlock list:
                    WriteList(list, text, indent);
                    break;
                case Table table:
                    WriteTable(table, text, indent);
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

    /// <summary>A row is a line, its cells divided by a bar. Columns are not aligned: the width of letters in other
    /// scripts is not known.</summary>
    private static void WriteTable(Table table, StringBuilder text, string indent)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(TextOf).ToList();
            text.Append(indent).AppendJoin(" | ", cells).Append('\n');
            if (row.IsHeader)
                text.Append(indent).AppendJoin(" | ", cells.Select(_ => "---")).Append('\n');
        }
        text.Append('\n');
    }

    private static string TextOf(ContainerBlock cell)
    {
        var content = new StringBuilder();
        Write(cell, content, "");
        return content.ToString().Trim().Replace('\n', ' ');
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
                case LinkInline image when LetterImages.IsOwn(image):
                    WriteImage(image, text);
                    break;
                case LinkInline link:
                    WriteLink(link, text);
                    break;
                case ContainerInline container:
                    Write(container, text);
                    break;
            }
    }

    private static void WriteImage(LinkInline image, StringBuilder text)
    {
        text.Append('[');
        Write(image, text);
        text.Append(']');
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
