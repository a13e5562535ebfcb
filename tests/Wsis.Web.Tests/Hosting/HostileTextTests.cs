using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using MimeKit;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Hosting;

/// <summary>The text of an addressee passes through page, letter, calendar, staff page and CSV, and stays text in
/// each.</summary>
public sealed partial class HostileTextTests
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    public static TheoryData<string> Texts =>
        [
            "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
            "a\r\nBcc: victim@example.org\r\n\r\n<b>x</b>",
            "a\nb\rATTENDEE:mailto:x@y.example",
            "{{ invitee.address }} {% for i in (1..9) %}x{% endfor %}",
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "+1-1",
            "@SUM(1)",
            "\u202Egnp.exe\u202C \u2066x\u2069 \u200F",
            "🎩 👩‍👩‍👧‍👦",
            "a\0b\u0001\u0085",
            "[x](javascript:alert(1)) **b** # h <http://evil.example>",
            "BEGIN:VEVENT;X=\"1\",\\n;",
            "';--",
            "</textarea></details><form action=//evil.example>",
            "\uD800 half \uDC00",
            "מרחבא مرحبا",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_name_and_a_remark_are_text_on_the_page_in_the_letter_in_its_headers_and_in_the_calendar(
        string hostile
    )
    {
        await using var app = await TestHost.Start();
        using (
            var response = await app.Post(
                app.Link("FRA"),
                ("answer", "delegated"),
                ("representativeTitle", hostile),
                ("representativeName", hostile),
                ("remarks", hostile),
                ("saw", "0")
            )
        )
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var shown = Squeezed(TextSanitizer.Line(Posted(hostile)));
        var reply = (await app.Find("FRA")).Reply!;
        Assert.Equal(
            TextSanitizer.Line(Posted(hostile)),
            Assert.IsType<Answer.Delegated>(reply.Answer).Representative.Name
        );

        var page = await app.Http.GetStringAsync(
            new Uri(app.Link("FRA"), UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Harmless(page);
        Assert.Contains(shown, Squeezed(WebUtility.HtmlDecode(page)), StringComparison.Ordinal);

        await TestHost.WaitUntil(async () =>
            (await app.Find("FRA")).Dispatches.Any(d =>
                d is { Letter: "acknowledgement-delegated", State: DispatchState.Sent }
            )
        );
        var letter = SentLetters
            .All(app)
            .Single(l => l.Headers["X-Dispatch-Id"]!.Contains("FRA~acknowledgement", StringComparison.Ordinal));
        Harmless(letter.HtmlBody!);
        Assert.Contains(
            shown,
            Squeezed(WebUtility.HtmlDecode(Tag().Replace(letter.HtmlBody!, ""))),
            StringComparison.Ordinal
        );
        Assert.Contains(shown, Squeezed(letter.TextBody!), StringComparison.Ordinal);
        var plain = SentLetters
            .All(app)
            .First(l => l.Headers["X-Dispatch-Id"]!.Contains("~invitation~", StringComparison.Ordinal));
        string[] thread = ["In-Reply-To", "References"];
        Assert.Equal(
            plain.Headers.Select(h => h.Field),
            letter.Headers.Select(h => h.Field).Where(f => !thread.Contains(f))
        );
        Assert.All(thread, f => Assert.Single(letter.Headers, h => h.Field == f));
        Assert.Equal(Mailboxes(plain.To).Count, Mailboxes(letter.To).Count);
        Assert.Empty(letter.Bcc);

        var attached = letter.Attachments.OfType<MimePart>().Single();
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        foreach (
            var calendar in new[]
            {
                Encoding.UTF8.GetString(content.ToArray()),
                await app.Http.GetStringAsync(
                    new Uri($"{app.Link("FRA")}/event.ics", UriKind.Relative),
                    TestContext.Current.CancellationToken
                ),
            }
        )
        {
            Assert.DoesNotContain("\nATTENDEE", calendar, StringComparison.Ordinal);
            Assert.Single(calendar.Split("BEGIN:VEVENT\r\n").Skip(1));
            var described = calendar
                .Replace("\r\n ", "", StringComparison.Ordinal)
                .Split("\r\n")
                .Single(l => l.StartsWith("DESCRIPTION", StringComparison.Ordinal));
            Assert.Contains(shown, Squeezed(Unescaped(described)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_name_and_a_remark_are_text_on_the_pages_of_staff_and_no_formula_in_what_they_download(
        string hostile
    )
    {
        await using var app = await TestHost.Start();
        (
            await app.Post(
                app.Link("FRA"),
                ("answer", "delegated"),
                ("representativeTitle", hostile),
                ("representativeName", hostile),
                ("remarks", hostile),
                ("saw", "0")
            )
        ).Dispose();
        var cookie = await app.SignIn(hostile);
        var typed = Posted(hostile);
        var page = await app.Page($"{Campaign}/invitations/FRA", cookie);
        HarmlessForStaff(page);
        Assert.Contains(
            Squeezed(TextSanitizer.Line($"{typed} {typed}")),
            Squeezed(WebUtility.HtmlDecode(page)),
            StringComparison.Ordinal
        );
        foreach (var path in new[] { $"{Campaign}/invitations?answer=delegated", $"{Campaign}/statements", Campaign })
            HarmlessForStaff(await app.Page(path, cookie));

        foreach (var file in new[] { "export.csv", "participants.csv" })
        {
            var france = Assert.Single(Rows(await app.Page($"{Campaign}/{file}", cookie)), r => r["Invitee"] == "FRA");
            // A spreadsheet would take it for a formula, whatever blanks or quotes there are around it (OWASP, CSV
            // injection).
            Assert.DoesNotContain(
                france.Values,
                cell => cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal)
            );
            var name = TextSanitizer.Line(typed);
            Assert.Contains(france["Representative"], new[] { name, $"'{name}" });
            Assert.DoesNotContain(france.Values.SelectMany(cell => cell), IsDirectionControl);
        }
    }

    [Theory]
    [InlineData("remarks", 64 * 1024 - 100, HttpStatusCode.BadRequest)]
    [InlineData("representativeName", 64 * 1024 - 100, HttpStatusCode.BadRequest)]
    [InlineData("remarks", 64 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Sixty_four_KiB_are_refused_and_the_page_says_so(string field, int length, HttpStatusCode status)
    {
        await using var app = await TestHost.Start();
        using var response = await app.Post(
            app.Link("FRA"),
            ("answer", "delegated"),
            ("representativeName", "N. N."),
            (field, new string('x', length)),
            ("saw", "0")
        );
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(0, (await app.Find("FRA")).Replies);
    }

    /// <summary>The text that arrives after a form was posted: half a surrogate pair is not a character.</summary>
    private static string Posted(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static List<Dictionary<string, string>> Rows(string text)
    {
        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h.TrimStart('\uFEFF'), h => csv.GetField(h) ?? ""));
        return rows;
    }

    /// <summary>Their pages have one script, which is theirs.</summary>
    private static void HarmlessForStaff(string html)
    {
        Assert.Single(html.Split("<script").Skip(1));
        Harmless(html.Replace("<script src=\"/staff/script.js", "", StringComparison.Ordinal));
    }

    private static void Harmless(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<form action", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http://evil", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(html, c => IsDirectionControl(c) || c == '\0');
    }

    private static bool IsDirectionControl(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static List<MailboxAddress> Mailboxes(InternetAddressList list) => [.. list.Mailboxes];

    private static string Squeezed(string text) => Space().Replace(text, "");

    private static string Unescaped(string text) =>
        Escape().Replace(text, m => m.Groups[1].Value is "n" or "N" ? "\n" : m.Groups[1].Value);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
