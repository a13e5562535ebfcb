using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Letters;

/// <summary>Shows a letter on a screen as it is printed: with the rules for paper, on a sheet that is scaled to the
/// window.</summary>
internal static partial class SheetPreview
{
    private const string Start = "<style>";
    private const string End = "</style>";

    /// <summary>The sheet, the margins of its <c>@page</c> rule, and a line where a sheet ends.</summary>
    private const string Sheet = """
        :root { --mm: min(1mm, 100vw / 222); --pt: calc(var(--mm) * .352778) }
        body { background: #e4e7ec; padding: 3mm 0 }
        .letter {
          width: var(--sheet-width); min-height: var(--sheet-height); margin: 0 auto;
          padding: 15mm 20mm 20mm 25mm; box-shadow: 0 1px 4px #0003;
          background: repeating-linear-gradient(
            #0000 0 calc(var(--sheet-height) - 35mm - 1px),
            #6b7480 calc(var(--sheet-height) - 35mm - 1px) calc(var(--sheet-height) - 35mm)
          ) content-box no-repeat, #fff;
        }

        """;

    /// <summary>The page of a letter (<see cref="Letter.Page"/>) on a sheet.</summary>
    public static string From(string page)
    {
        var start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return end < start ? page : page[..start] + "\n" + Rules(page[start..end]) + page[end..];
    }

    /// <summary>An empty sheet, for a letter that cannot be shown yet.</summary>
    public static string CreateEmpty() =>
        From($"<!DOCTYPE html><title>–</title>{Start}{LetterPage.StyleOfRun(PaperSize.A4)}{End}");

    /// <summary>What is for paper holds, and what is for a screen does not. Lengths of paper are scaled.</summary>
    private static string Rules(string style)
    {
        var size = style.Contains("size: letter", StringComparison.Ordinal)
            ? ":root { --sheet-width: 215.9mm; --sheet-height: 279.4mm }\n"
            : ":root { --sheet-width: 210mm; --sheet-height: 297mm }\n";
        var rules = PageRule()
            .Replace(style, "")
            .Replace("@media print", "@media all", StringComparison.Ordinal)
            .Replace("@media screen", "@media not all", StringComparison.Ordinal);
        return OfPaper().Replace(size + rules + Sheet, Scale);
    }

    private static string Scale(Match length) =>
        // The unit of the scale itself is that of the screen.
        length.Value == "1mm"
            ? length.Value
            : $"calc({length.Groups[1].Value} * var(--{length.Groups[2].Value}))";

    /// <summary>A page rule, with its margin boxes, as <see cref="LetterPage"/> writes it.</summary>
    [GeneratedRegex(@"@page[^{}]*\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", RegexOptions.NonBacktracking)]
    private static partial Regex PageRule();

    [GeneratedRegex(@"\b([0-9]+(?:\.[0-9]+)?)(mm|pt)\b", RegexOptions.NonBacktracking)]
    private static partial Regex OfPaper();
}
