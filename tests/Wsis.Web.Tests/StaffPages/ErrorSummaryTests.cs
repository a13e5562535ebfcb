using System.Net;
using System.Text.RegularExpressions;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>The summary of errors of a form names each field by its label and leads to it.</summary>
public sealed partial class ErrorSummaryTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    [Theory]
    [InlineData("en", "staff/new", 14)]
    [InlineData("fr", "staff/new", 14)]
    [InlineData("en", $"{Campaign}/draft/facts", 8)]
    [InlineData("fr", $"{Campaign}/draft/facts", 8)]
    [InlineData("en", $"{Campaign}/draft/invitees/one", 4)]
    [InlineData("fr", $"{Campaign}/draft/invitees/one", 4)]
    [InlineData("en", $"{Campaign}/additions/one", 4)]
    [InlineData("fr", $"{Campaign}/additions/one", 4)]
    public async Task A_refused_form_names_its_fields_as_their_labels_do(string language, string path, int least)
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false);
        app.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var shown = await app.Get(path);
        var form = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        using var refused = await app.Post(
            path,
            [
                .. Hidden().Matches(form).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).DistinctBy(f => f.Item1),
                // What a draft needs and does not get.
                .. Facts.Where(_ => path.EndsWith("facts", StringComparison.Ordinal)),
                ("do", "save"),
            ]
        );

        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var labels = Label().Matches(page).Select(m => Clean(m.Groups[1].Value)).ToHashSet();
        var links = Link()
            .Matches(page)
            .Select(m => (Field: m.Groups[1].Value, Text: Clean(m.Groups[2].Value)))
            .ToList();
        Assert.True(links.Count >= least, $"{refused.StatusCode}: {links.Count} errors");
        foreach (var (field, text) in links)
        {
            Assert.Contains($"id=\"{field}\"", page, StringComparison.Ordinal);
            Assert.True(
                labels.Any(l =>
                    text.StartsWith($"{l}{(language == "fr" ? "\u00A0:" : ":")} ", StringComparison.Ordinal)
                ),
                $"'{text}' does not begin with a label."
            );
        }
    }

    /// <summary>A table has no row that is empty, and no blanks around a cell.</summary>
    [Theory]
    [InlineData("CHE", "", HttpStatusCode.BadRequest)]
    [InlineData("", "", HttpStatusCode.BadRequest)]
    [InlineData("CHE", "\u00A0no address", HttpStatusCode.BadRequest)]
    [InlineData("CHE", "\u00A0new@che.example", HttpStatusCode.SeeOther)]
    public async Task A_row_that_staff_change_is_checked_as_it_is(string id, string address, HttpStatusCode status)
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false);
        const string Path = $"{Campaign}/draft/invitees/one";
        using var shown = await app.Get($"{Path}?line=2");
        var form = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isEmptied = id.Length == 0;

        using var saved = await app.Post(
            Path,
            [
                .. Input()
                    .Matches(form)
                    .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
                    .Where(f => f.Item1 is not ("address" or "copy") && (!isEmptied || Sent.Contains(f.Item1)))
                    .DistinctBy(f => f.Item1),
                ("language", isEmptied ? "" : "fr"),
                ("address", address),
                ("do", "save"),
            ]
        );

        Assert.Equal(status, saved.StatusCode);
    }

    private static readonly string[] Sent = ["__RequestVerificationToken", "expectedVersion", "line"];

    private static IEnumerable<(string, string)> Facts =>
        new[]
        {
            "event.from",
            "event.to",
            "contact.address",
            "sender.address",
            "sendAt",
            "deadline",
            "grace",
            "zone",
            "accent",
        }.Select(f => (f, "?"));

    private static string Clean(string html) => Space().Replace(WebUtility.HtmlDecode(html), " ").Trim(' ');

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Input();

    [GeneratedRegex("<li>\\s*<a href=\"#([^\"]+)\">([^<]*)</a>", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("(?:<label for=\"[^\"]*\">|<legend>|aria-label=\")([^<\"]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex("[ \\r\\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
