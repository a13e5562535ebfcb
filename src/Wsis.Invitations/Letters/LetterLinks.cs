using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Wsis.Invitations.Letters;

/// <summary>The links of a letter: only those that open a page, a mail program or a telephone.</summary>
internal static class LetterLinks
{
    /// <summary>The schemes that a link may have.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["https:", "http:", "mailto:", "tel:"];

    /// <summary>Finds the first address with another scheme. Null if there is none.</summary>
    public static string? FindUnsafe(MarkdownDocument body) =>
        UnsafeLinks(body).Select(l => l.Url ?? "").Concat(UnsafeAutolinks(body).Select(a => a.Url)).FirstOrDefault();

    /// <summary>Leaves only the text of links with another scheme. The check refuses them; but a field may have got
    /// such a value since, by a correction or a reply.</summary>
    public static void RemoveUnsafe(MarkdownDocument body)
    {
        foreach (var link in UnsafeLinks(body).ToList())
        {
            foreach (var part in link.ToList())
            {
                part.Remove();
                link.InsertBefore(part);
            }
            link.Remove();
        }
        foreach (var link in UnsafeAutolinks(body).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static IEnumerable<LinkInline> UnsafeLinks(MarkdownDocument body) =>
        body.Descendants<LinkInline>().Where(l => !LetterImages.IsOwn(l) && !IsSafe(l.Url ?? ""));

    private static IEnumerable<AutolinkInline> UnsafeAutolinks(MarkdownDocument body) =>
        body.Descendants<AutolinkInline>().Where(a => !a.IsEmail && !IsSafe(a.Url));

    private static bool IsSafe(string url) => Schemes.Any(s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase));
}
