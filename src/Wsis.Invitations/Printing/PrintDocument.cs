using System.Globalization;
using System.Net;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Printing;

/// <summary>HTML documents for a printer: the letters of a print run, each from a new sheet, their labels and
/// envelopes. They load nothing from elsewhere.</summary>
public static class PrintDocument
{
    /// <summary>Sheets of 24 labels of 70 by 37 mm.</summary>
    private const string LabelStyle = """
        @page { size: A4; margin: 0; }
        body { margin: 0; font: 10pt/1.2 Arial, Helvetica, sans-serif; color: #000; }
        .labels { display: grid; grid-template-columns: repeat(3, 70mm); grid-auto-rows: 37.125mm; width: 210mm; }
        .label {
          box-sizing: border-box; padding: 4mm 5mm; overflow: hidden; font-size: var(--address, inherit);
        }
        .label:nth-child(24n) { break-after: page; }
        @media screen { .label { border: 1px dashed #767676; } }
        """;

    /// <summary>The place of an address: a label within its edges, and the lower right of an envelope without the
    /// strip at the bottom that the post leaves to its machines.</summary>
    private static readonly AddressPlace Label = new(Width: 60, Height: 29, Size: 10, LineHeight: 1.2);

    private static readonly AddressPlace Envelope = new(Width: 95, Height: 46, Size: 12, LineHeight: 1.35);

    private const string EnvelopeStyle = """
        @page { size: 220mm 110mm; margin: 0; }
        body { margin: 0; font: 12pt/1.35 Arial, Helvetica, sans-serif; color: #000; }
        .envelope { box-sizing: border-box; width: 220mm; height: 109mm; padding: 12mm; break-after: page;
          position: relative; }
        .envelope:last-child { break-after: auto; }
        .from { font-size: 9pt; margin: 0; }
        .to { position: absolute; left: 110mm; top: 48mm; width: 95mm; margin: 0; font-size: var(--address, inherit); }
        @media screen { .envelope { border: 1px dashed #767676; margin: 1em; } }
        """;

    /// <summary>The letters, one after the other, each from a new sheet, with the address to which it goes in the
    /// window of an envelope.</summary>
    /// <param name="title">The title.</param>
    /// <param name="paper">The sheets.</param>
    /// <param name="letters">The letters.</param>
    public static string WriteLetters(string title, PaperSize paper, IEnumerable<Letter> letters) =>
        Write(
            title,
            LetterPage.StyleOfRun(paper),
            letters.Select(l =>
                BodyOf(l.Page)
                    .Replace("<main ", "<article ", StringComparison.Ordinal)
                    .Replace("</main>", "</article>", StringComparison.Ordinal)
            )
        );

    /// <summary>Address labels: A4 sheets of 24, 70 by 37 mm.</summary>
    public static string WriteLabels(string title, IEnumerable<Invitee> invitees) =>
        Write(
            title,
            LabelStyle,
            [
                "<div class=\"labels\">",
                .. invitees
                    .Where(i => i.Postal.Length > 0)
                    .Select(i => $"<div class=\"label\" {In(i)}{Label.StyleOf(LinesOf(i))}>{AddressOf(i)}</div>"),
                "</div>",
            ]
        );

    /// <summary>Envelopes of 220 by 110 mm, one a page.</summary>
    /// <param name="title">The title.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="invitees">The invitees.</param>
    public static string WriteEnvelopes(string title, LocalizedText sender, IEnumerable<Invitee> invitees) =>
        Write(
            title,
            EnvelopeStyle,
            invitees
                .Where(i => i.Postal.Length > 0)
                .Select(i =>
                    $"<div class=\"envelope\"><p class=\"from\">{E(sender.In(i.Language))}</p>"
                    + $"<p class=\"to\" {In(i)}{Envelope.StyleOf(LinesOf(i))}>{AddressOf(i)}</p></div>"
                )
        );

    private static string AddressOf(Invitee invitee) => LetterHtml.Lines(LinesOf(invitee));

    /// <summary>The office, the person and the postal address.</summary>
    private static IReadOnlyList<string> LinesOf(Invitee invitee)
    {
        string[] lines = [invitee.Office, $"{invitee.Honorific} {invitee.Person}".Trim(), .. invitee.PostalLines];
        return [.. lines.Where(l => l.Length > 0)];
    }

    private static string In(Invitee invitee) =>
        $"lang=\"{invitee.Language.Code}\" dir=\"{invitee.Language.Direction}\"";

    private static string Write(string title, string style, IEnumerable<string> parts)
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{E(title)}</title>
            <style>
            {style}
            </style>
            </head>
            <body>

            """
        );
        html.AppendJoin('\n', parts);
        return html.Append("\n</body>\n</html>\n").ToString();
    }

    /// <summary>The content of a letter's own document.</summary>
    private static string BodyOf(string html)
    {
        var start = html.IndexOf("<body", StringComparison.Ordinal);
        start = start < 0 ? 0 : html.IndexOf('>', start) + 1;
        var end = html.LastIndexOf("</body>", StringComparison.Ordinal);
        return end < start ? html[start..] : html[start..end];
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
