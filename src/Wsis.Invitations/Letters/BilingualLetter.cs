namespace Wsis.Invitations.Letters;

/// <summary>Puts a letter in two languages together: the first, with the second below.</summary>
internal static class BilingualLetter
{
    private const string MainRole = "role=\"main\"";

    private const string Rule = """<hr style="border:0;border-top:2px solid #767676;margin:0">""";

    /// <summary>The first letter with the text of the second below. It has the files and images of both.</summary>
    public static Letter Merge(Letter first, Letter second) =>
        first with
        {
            Subject = $"{first.Subject} / {second.Subject}",
            Html = Merge(first.Html, second.Html),
            Text = $"{first.Text.TrimEnd()}\n\n{new string('-', 72)}\n\n{second.Text}",
            Images = [.. first.Images.Concat(second.Images).DistinctBy(i => i.ContentId)],
            LazyPage = new Lazy<string>(() => MergePages(first.Page, second.Page)),
            Attachments = [.. first.Attachments.Concat(second.Attachments).DistinctBy(a => a.FileName)],
        };

    /// <summary>A page has one main part; the second letter is a part of its own in it.</summary>
    private static string Merge(string first, string second)
    {
        var end = first.LastIndexOf("</body>", StringComparison.Ordinal);
        var start = second.IndexOf('>', second.IndexOf("<body", StringComparison.Ordinal)) + 1;
        var body = second[start..second.LastIndexOf("</body>", StringComparison.Ordinal)]
            .Replace(MainRole, "role=\"complementary\"", StringComparison.Ordinal);
        return $"{first[..end]}{Rule}{body}{first[end..]}";
    }

    /// <summary>On paper the second letter begins on a sheet of its own.</summary>
    private static string MergePages(string first, string second)
    {
        var end = first.LastIndexOf("</body>", StringComparison.Ordinal);
        var start = second.IndexOf("<main ", StringComparison.Ordinal);
        var article = second[start..second.LastIndexOf("</body>", StringComparison.Ordinal)]
            .Replace("<main ", "<article ", StringComparison.Ordinal)
            .Replace("</main>", "</article>", StringComparison.Ordinal);
        return $"{first[..end]}{article}{first[end..]}";
    }
}
