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

    /// <summary>Address labels, on sheets of the paper's size.</summary>
    /// <param name="title">The title.</param>
    /// <param name="paper">The sheets.</param>
    /// <param name="invitees">The invitees.</param>
    public static string WriteLabels(string title, PaperSize paper, IEnumerable<Invitee> invitees)
    {
        var stationery = Stationery.For(paper);
        return Write(
            title,
            stationery.LabelStyle,
            [
                "<div class=\"labels\">",
                .. invitees
                    .Where(i => i.Postal.Length > 0)
                    .Select(i =>
                        $"<div class=\"label\" {In(i)}{stationery.Label.StyleOf(LinesOf(i))}>{AddressOf(i)}</div>"
                    ),
                "</div>",
            ]
        );
    }

    /// <summary>Envelopes that go with the paper, one a page.</summary>
    /// <param name="title">The title.</param>
    /// <param name="paper">The sheets of the letters.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="invitees">The invitees.</param>
    public static string WriteEnvelopes(
        string title,
        PaperSize paper,
        LocalizedText sender,
        IEnumerable<Invitee> invitees
    )
    {
        var stationery = Stationery.For(paper);
        return Write(
            title,
            stationery.EnvelopeStyle,
            invitees
                .Where(i => i.Postal.Length > 0)
                .Select(i =>
                    $"<div class=\"envelope\"><p class=\"from\">{E(sender.In(i.Language))}</p>"
                    + $"<p class=\"to\" {In(i)}{stationery.Envelope.StyleOf(LinesOf(i))}>{AddressOf(i)}</p></div>"
                )
        );
    }

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
