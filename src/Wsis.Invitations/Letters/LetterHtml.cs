using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Wsis.Invitations.Letters;

/// <summary>Lays a letter out as the HTML part of an e-mail. Mail programs know neither style sheets nor much of CSS,
/// so every element has its own style.</summary>
internal static class LetterHtml
{
    private const string PageStyle =
        "max-width:42em;margin:0 auto;padding:2em 1.5em;background:#fff;color:#1b1f24;"
        + "font:16px/1.55 Georgia,'Times New Roman',serif";

    /// <summary>The space for the logo, in CSS pixels.</summary>
    private const int LogoWidth = 240;

    private const int LogoHeight = 72;

    /// <summary>The space for the handwritten signature, in CSS pixels.</summary>
    private const int SignatureWidth = 240;

    private const int SignatureHeight = 80;

    /// <summary>The deepest nesting of elements. The writer of HTML takes no more than 128.</summary>
    private const int MaxDepth = 100;

    private const string TooDeep = "Its Markdown is nested too deeply, for example in too many brackets.";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .Build();

    /// <exception cref="LetterNotRenderedException">The Markdown is nested too deeply.</exception>
    public static MarkdownDocument Parse(string markdown)
    {
        try
        {
            var body = Markdown.Parse(markdown, Pipeline);
            if (IsTooDeep(body))
                throw new LetterNotRenderedException(TooDeep);
            foreach (var table in body.Descendants<Table>())
                AddBorders(table.GetAttributes());
            return body;
        }
        catch (ArgumentException e)
        {
            throw new LetterNotRenderedException(e.Message, e);
        }
    }

    /// <summary>Whether the writer would refuse the body as nested too deeply. It is found here, where a check finds
    /// it.</summary>
    private static bool IsTooDeep(MarkdownDocument body)
    {
        var open = new Stack<(MarkdownObject Element, int Depth)>([(body, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > MaxDepth)
                return true;
            IEnumerable<MarkdownObject> parts = next.Element switch
            {
                ContainerBlock block => block,
                LeafBlock { Inline: { } inline } => [inline],
                ContainerInline inline => inline,
                _ => [],
            };
            foreach (var part in parts)
                open.Push((part, next.Depth + 1));
        }
        return false;
    }

    /// <summary>The body as HTML.</summary>
    public static string Render(MarkdownDocument body) => body.ToHtml(Pipeline);

    /// <param name="sheet">The parts around the body.</param>
    /// <param name="body">The body as HTML, with its images by their Content-IDs.</param>
    public static string Document(LetterSheet sheet, string body)
    {
        var language = sheet.Language;
        // Webmails drop the html element and put the rest into a page of their own: the wrapper repeats what it said.
        var start = language.IsRightToLeft ? "right" : "left";
        var html = new StringBuilder(4096);
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="{language.Code}" dir="{language.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{E(sheet.Subject)}</title>
            </head>
            <body style="margin:0;background:#f4f5f7">
            <div role="main" lang="{language.Code}" dir="{language.Direction}" style="{PageStyle};text-align:{start}">

            """
        );
        AppendHead(html, sheet);
        html.Append(body);
        AppendSignature(html, sheet);
        html.Append("</div>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>The contact's name, address and numbers as lines of HTML.</summary>
    public static IEnumerable<(string Label, string Value)> ContactLines(LetterSheet sheet)
    {
        var labels = LetterLabels.In(sheet.Language);
        var contact = sheet.Contact;
        yield return (labels.Contact, E(contact.Name.In(sheet.Language)));
        yield return (labels.Address, $"<a href=\"mailto:{E(contact.Address)}\">{E(contact.Address)}</a>");
        yield return (labels.Telephone, $"<bdi dir=\"ltr\">{E(contact.Telephone)}</bdi>");
        if (contact.Fax is { } fax)
            yield return (labels.Fax, $"<bdi dir=\"ltr\">{E(fax)}</bdi>");
    }

    public static string E(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Lines of an address. Each runs in the direction of its own words: a street in Latin letters reads from
    /// left to right in an Arabic letter too.</summary>
    public static string Lines(IEnumerable<string> lines) =>
        string.Join("<br>", lines.Select(line => $"<bdi>{E(line)}</bdi>"));

    /// <summary>Outlook knows the border of a table as an attribute only.</summary>
    private static void AddBorders(HtmlAttributes attributes)
    {
        attributes.AddProperty("border", "1");
        attributes.AddProperty("cellpadding", "6");
        attributes.AddProperty("cellspacing", "0");
        attributes.AddProperty("style", "border-collapse:collapse;margin:1em 0");
    }

    private static void AppendHead(StringBuilder html, LetterSheet sheet)
    {
        var labels = LetterLabels.In(sheet.Language);
        if (sheet.Logo is { } logo)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p style=\"margin:0 0 .75em\">{Image(logo, LogoWidth, LogoHeight)}</p>\n"
            );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p style=\"margin:0;font-size:1.15em;font-weight:bold;color:#0b4f8a\">{E(sheet.Organisation)}</p>\n"
        );
        if (sheet.Unit is { } unit)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0;font-weight:bold\">{E(unit)}</p>\n");
        if (sheet.Address is { } address)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p style=\"margin:0;font-size:.9em;color:#4a5260\">{E(address)}</p>\n"
            );
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <p style="margin:1.5em 0">{E(sheet.PlaceAndDate)}</p>
            <p style="margin:0">{E(labels.Reference)} <strong>{E(sheet.Reference)}</strong></p>
            <p style="margin:0">{string.Join("<br>", ContactLines(sheet).Select(l => $"{E(l.Label)} {l.Value}"))}</p>
            <h1 style="margin:0;font-size:1em;font-weight:normal">{E(labels.Subject)} <strong>{E(
                sheet.Subject
            )}</strong></h1>
            <p style="margin:1.5em 0">{E(sheet.Office)}<br>{E(sheet.State)}</p>

            """
        );
    }

    private static void AppendSignature(StringBuilder html, LetterSheet sheet)
    {
        if (sheet.Signature is not { } signature)
            return;
        var hand = signature.Image is { } image
            ? Image(image, SignatureWidth, SignatureHeight)
            : E(LetterLabels.In(sheet.Language).OriginalSigned);
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <p style="margin:2em 0 1em">{hand}</p>
            <p style="margin:0"><strong>{E(signature.Name)}</strong><br>{E(signature.Title)}</p>

            """
        );
    }

    private static string Image(SheetImage image, int maxWidth, int maxHeight)
    {
        var (width, height) = image.Image.FitInto(maxWidth, maxHeight);
        return $"<img src=\"cid:{E(image.Image.ContentId)}\" alt=\"{E(image.Alternative)}\" width=\"{width}\" "
            + $"height=\"{height}\" style=\"max-width:100%;border:0\">";
    }
}
