using System.Globalization;
using System.Text;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Letters;

/// <summary>Lays a letter out as a page for browsers: a sheet on the screen, and a letter on paper with its address
/// where an envelope has its window, page numbers from the second page on, and the reply address as a QR
/// code.</summary>
internal static class LetterPage
{
    private static readonly string Style = ReadStyle();

    /// <param name="sheet">The parts around the body.</param>
    /// <param name="body">The body as HTML, with its images in itself.</param>
    public static string Document(LetterSheet sheet, string body)
    {
        var language = sheet.Language;
        var html = new StringBuilder(8192);
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="{language.Code}" dir="{language.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{LetterHtml.E($"{sheet.Reference} – {sheet.Subject}")}</title>
            <style>
            {StyleOf(sheet)}</style>
            </head>
            <body>
            <main class="letter" lang="{language.Code}" dir="{language.Direction}">

            """
        );
        AppendHead(html, sheet);
        var (text, close) = SplitClose(Mark(body, sheet.ReplyPage));
        html.Append("<div class=\"body\">\n").Append(text).Append("</div>\n");
        html.Append("<div class=\"end\">\n").Append(close);
        AppendSignature(html, sheet);
        AppendReply(html, sheet);
        html.Append("</div>\n</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>The style of several letters in one document. Their pages have no numbers, because a browser counts the
    /// pages of a document.</summary>
    public static string StyleOfRun(PaperSize paper) => PageRules(paper, "") + Style;

    private static string StyleOf(LetterSheet sheet)
    {
        // Inside a string of CSS, where < would end the style element.
        var reference = string.Concat(
            sheet.Reference.Select(c => char.IsAsciiLetterOrDigit(c) ? $"{c}" : $"\\{(int)c:x6}")
        );
        var numbers = $$"""
              @bottom-center {
                content: '{{reference}}  –  ' counter(page) '/' counter(pages);
                font: 9pt Georgia, 'Times New Roman', serif;
              }

            """;
        return PageRules(sheet.Paper, numbers) + Style;
    }

    /// <summary>The place of the address on paper, which the window of the envelope shows.</summary>
    private static readonly AddressPlace Window = new(Width: 78, Height: 38, Size: 11, LineHeight: 1.4);

    /// <summary>The sheet and its margins. The address begins where the windows of envelopes do: DIN 680 for A4, No. 10
    /// for Letter.</summary>
    private static string PageRules(PaperSize paper, string numbers)
    {
        var (size, window) = paper == PaperSize.Letter ? ("letter", "37mm") : ("A4", "40mm");
        return $$"""
            :root { --window: {{window}} }
            @page {
              size: {{size}}; margin: 15mm 20mm 20mm 25mm;
            {{numbers}}}
            @page :first { @bottom-center { content: none } }

            """;
    }

    private static void AppendHead(StringBuilder html, LetterSheet sheet)
    {
        var labels = LetterLabels.In(sheet.Language);
        html.Append("<header class=\"head\">\n<div class=\"brand\">");
        if (sheet.Logo is { } logo)
            html.Append(Image(logo));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<div><p class=\"organisation\">{LetterHtml.E(sheet.Organisation)}</p>"
        );
        if (sheet.Unit is { } unit)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"unit\">{LetterHtml.E(unit)}</p>");
        if (sheet.Address is { } address)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"origin\">{LetterHtml.E(address)}</p>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            </div></div>
            <div class="facts">
            <p class="date">{LetterHtml.E(sheet.PlaceAndDate)}</p>
            <p>{LetterHtml.E(labels.Reference)} <strong>{LetterHtml.E(sheet.Reference)}</strong><br>{string.Join(
                "<br>",
                LetterHtml.ContactLines(sheet).Select(l => $"{LetterHtml.E(l.Label)} {l.Value}")
            )}</p>
            </div>
            <h1><span>{LetterHtml.E(labels.Subject)}</span> {LetterHtml.E(sheet.Subject)}</h1>
            <address class="to"{Window.StyleOf(sheet.Destination)}>{LetterHtml.Lines(sheet.Destination)}</address>
            </header>

            """
        );
    }

    /// <summary>The complimentary close is on the page of the signature: a last paragraph that is in nothing
    /// else.</summary>
    private static (string Text, string Close) SplitClose(string body)
    {
        var start = body.AsSpan().TrimEnd().EndsWith("</p>", StringComparison.Ordinal)
            ? Math.Max(
                body.LastIndexOf("<p>", StringComparison.Ordinal),
                body.LastIndexOf("<p ", StringComparison.Ordinal)
            )
            : -1;
        return start < 0 ? (body, "") : (body[..start], body[start..]);
    }

    private static void AppendSignature(StringBuilder html, LetterSheet sheet)
    {
        if (sheet.Signature is not { } signature)
            return;
        var hand = signature.Image is { } image
            ? Image(image)
            : LetterHtml.E(LetterLabels.In(sheet.Language).OriginalSigned);
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <div class="signature">
            <p class="hand">{hand}</p>
            <p class="name"><strong>{LetterHtml.E(signature.Name)}</strong><br>{LetterHtml.E(signature.Title)}</p>
            </div>

            """
        );
    }

    /// <summary>On paper, the address of the reply page: a code to scan, and the address to type.</summary>
    private static void AppendReply(StringBuilder html, LetterSheet sheet)
    {
        if (sheet is not { ReplyPage: { } scanned, PrintedReplyPage: { } printed })
            return;
        var words = ReplyWords(sheet.Language);
        var typed = printed.StartsWith("https://", StringComparison.Ordinal) ? printed["https://".Length..] : printed;
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <div class="reply">
            {QrCode.Draw(scanned, typed)}
            <p>{LetterHtml.E(words)}<br><bdi dir="ltr">{LetterHtml.E(typed)}</bdi></p>
            </div>

            """
        );
    }

    /// <summary>Marks the links to the reply page. On paper their address is under the letter.</summary>
    private static string Mark(string body, string? replyPage) =>
        replyPage is null
            ? body
            : body.Replace($"<a href=\"{replyPage}\"", $"<a data-reply href=\"{replyPage}\"", StringComparison.Ordinal);

    private static string Image(SheetImage image) =>
        $"<img src=\"{image.Image.ToDataAddress()}\" alt=\"{LetterHtml.E(image.Alternative)}\" "
        + $"width=\"{image.Image.Width}\" height=\"{image.Image.Height}\">";

    private static string ReplyWords(Language language) =>
        language.Code switch
        {
            "ar" => "الصفحة المخصصة لمكتبكم: يُرجى مسح هذا الرمز ضوئياً أو فتح هذا العنوان.",
            "en" => "Page reserved for your office: please scan this code or open this address.",
            "es" => "Página reservada a su oficina: escanee este código o abra esta dirección.",
            "fr" => "Page réservée à vos services\u00A0: veuillez numériser ce code ou ouvrir cette adresse.",
            "ru" => "Страница для вашего ведомства: отсканируйте этот код или откройте этот адрес.",
            _ => "贵方专用页面：请扫描此二维码或打开以下网址。",
        };

    private static string ReadStyle()
    {
        using var stream = typeof(LetterPage).Assembly.GetManifestResourceStream("letter.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
