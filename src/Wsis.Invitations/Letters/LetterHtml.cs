using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Syntax;

namespace Wsis.Invitations.Letters;

/// <summary>Lays a letter out as an HTML document: letterhead, addressee, body, contact. Used for the HTML part and for
/// the web view.</summary>
internal static class LetterHtml
{
    private const string PageStyle =
        "max-width:42em;margin:0 auto;padding:2em 1.5em;background:#fff;color:#1b1f24;"
        + "font:16px/1.55 Georgia,'Times New Roman',serif";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <exception cref="LetterNotRenderedException">The Markdown is nested too deeply.</exception>
    public static MarkdownDocument Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException e)
        {
            throw new LetterNotRenderedException(e.Message, e);
        }
    }

    public static string Document(LetterSheet sheet, MarkdownDocument body)
    {
        var (labels, language) = (LetterLabels.In(sheet.Language), sheet.Language);
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
            <p style="margin:0;font-size:1.15em;font-weight:bold;color:#0b4f8a">{E(sheet.Organisation)}</p>
            <p style="margin:.3em 0 1.5em">{E(sheet.Today)}</p>
            <p style="margin:0">{E(labels.Reference)} <strong>{E(sheet.Reference)}</strong></p>
            <h1 style="margin:0;font-size:1em;font-weight:normal">{E(labels.Subject)} <strong>{E(
                sheet.Subject
            )}</strong></h1>
            <p style="margin:1.5em 0">{E(sheet.Office)}<br>{E(sheet.State)}</p>

            """
        );
        html.Append(body.ToHtml(Pipeline));
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <hr style="border:0;border-top:1px solid #c9ced6;margin:2em 0 1em">
            <p style="margin:0;font-size:.9em;color:#4a5260">{E(labels.Contact)} {E(
                sheet.Contact.Name.In(language)
            )}<br>{E(labels.Address)} <a href="mailto:{E(sheet.Contact.Address)}">{E(sheet.Contact.Address)}</a><br>{E(
                labels.Telephone
            )} <bdi dir="ltr">{E(sheet.Contact.Telephone)}</bdi>{Fax(sheet, labels)}</p>
            </div>
            </body>
            </html>

            """
        );
        return html.ToString();
    }

    private static string Fax(LetterSheet sheet, LetterLabels labels) =>
        sheet.Contact.Fax is { } fax ? $"<br>{E(labels.Fax)} <bdi dir=\"ltr\">{E(fax)}</bdi>" : "";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
