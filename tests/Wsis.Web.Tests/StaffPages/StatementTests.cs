using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Statements from the reply page to the running order and its export.</summary>
public sealed class StatementTests : IAsyncLifetime
{
    private const string Key = "statement-key";
    private const string Api = "api/campaigns/wsis-forum-2018";
    private const string Staff = "staff/campaigns/wsis-forum-2018";

    private TestHost app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start(
            staffKey: Key,
            folder: SampleCampaign.FewWith(campaign =>
                campaign["statements"]![0]!["hours"] = new JsonObject { ["from"] = "09:00", ["to"] = "09:12" }
            )
        );
        foreach (var invitee in new[] { "FRA", "CHE", "EGY" })
        {
            Later();
            await Reply(
                invitee,
                ("answer", "accepted"),
                ("statement", "wished"),
                ("statementDay", "2018-03-20"),
                ("statementLanguage", "fr"),
                ("statementMinutes", "5"),
                ("speakerTitle", "Ambassadrice"),
                ("speakerName", $"S. {invitee}")
            );
        }
        await Reply("GHA", ("answer", "accepted"), ("statement", "none"), ("statementDay", "2018-03-20"));
        await Reply("KEN", ("answer", "accepted"));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_running_order_has_those_who_wish_a_statement_with_time_and_speaker()
    {
        var order = await app.GetJson($"{Api}/statements");
        Assert.Equal(
            ["1 FRA 09:00-09:05 True S. FRA 5", "2 CHE 09:05-09:10 True S. CHE 5", "3 EGY - False S. EGY 5"],
            order["days"]![0]!["statements"]!
                .AsArray()
                .Select(s =>
                    $"{s!["place"]} {s["invitee"]} {s["from"]}-{s["to"]} {s["fits"]} {s["speakerName"]} {s["minutes"]}"
                        .Replace("true", "True", StringComparison.Ordinal)
                        .Replace("false", "False", StringComparison.Ordinal)
                )
        );
        Assert.Empty(order["days"]![1]!["statements"]!.AsArray());
        Assert.Equal(["KEN"], order["undecided"]!.AsArray().Select(u => u!["invitee"]!.ToString()));
        Assert.Equal(
            ["wished", "none", ""],
            await Task.WhenAll(
                new[] { "FRA", "GHA", "KEN" }.Select(async i =>
                    (await app.GetJson($"{Api}/invitations/{i}"))["reply"]!["statement"]?.ToString() ?? ""
                )
            )
        );
    }

    [Fact]
    public async Task The_export_of_the_running_order_is_the_same_as_CSV_and_as_a_spreadsheet()
    {
        var csv = (await app.Http.GetStringAsync(new Uri($"{Api}/statements.csv", UriKind.Relative), Stop)).TrimStart(
            '\uFEFF'
        );
        var lines = csv.Split("\r\n");
        Assert.Equal(
            "2018-03-20,2,09:05,09:10,CHE,CHE,Switzerland,Suisse,Ambassadrice,S. CHE,fr,5,2018-03-20,,",
            lines[2]
        );
        Assert.EndsWith(
            "EGY,Egypt,Égypte,Ambassadrice,S. EGY,fr,5,2018-03-20,,hours-full",
            lines[3],
            StringComparison.Ordinal
        );
        Assert.Equal(5, lines.Length);
        var table = Spreadsheet.Read(
            await app.Http.GetByteArrayAsync(new Uri($"{Api}/statements.xlsx", UriKind.Relative), Stop),
            null
        );
        Assert.Equal(lines[0].ToLowerInvariant(), string.Join(',', table.Columns));
        Assert.Equal(lines[2], string.Join(',', table.Rows[1].Cells));
    }

    [Fact]
    public async Task People_get_the_export_in_the_language_of_the_page_and_the_page_says_what_does_not_fit()
    {
        var cookie = await app.SignIn("A. N. Example");
        var csv = await Read($"{Staff}/statements.csv?lang=fr", cookie);
        Assert.Contains("Jour;Rang;De (heure de Genève);À (heure de Genève);", csv, StringComparison.Ordinal);
        Assert.Contains("2018-03-20;1;09:00;09:05;FRA;", csv, StringComparison.Ordinal);
        Assert.Contains(";Français;5;2018-03-20;;", csv, StringComparison.Ordinal);
        var table = Spreadsheet.Read(
            await app.Http.GetByteArrayAsync(new Uri($"{Staff}/statements.xlsx?lang=en", UriKind.Relative), Stop),
            null
        );
        Assert.Equal(3, table.Rows.Count);
        Assert.Contains(table.Rows, r => r.Cells.Contains("French"));
        var page = await Read($"{Staff}/statements?lang=en", cookie);
        Assert.Contains("09:05–09:10", page, StringComparison.Ordinal);
        Assert.Contains("It does not fit into the hours of the day.", page, StringComparison.Ordinal);
        Assert.Contains("S. EGY", page, StringComparison.Ordinal);
        Assert.Contains("Not yet said", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ghana", page, StringComparison.Ordinal);
        Assert.Contains("3 of at most 60", page, StringComparison.Ordinal);
        Assert.Contains(
            "3 sur 60 au plus",
            await Read($"{Staff}/statements?lang=fr", cookie),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_withdrawal_and_a_changed_answer_tell_staff_which_places_moved_and_nothing_else_does()
    {
        Assert.Empty(await ReadChanges());
        Later();
        (
            await app.Http.PostAsync(
                new Uri($"{Api}/invitations/FRA/withdraw", UriKind.Relative),
                new StringContent("{}", Encoding.UTF8, "application/json"),
                Stop
            )
        ).EnsureSuccessStatusCode();
        Assert.Equal(
            ["FRA: FRA 2018-03-20 1 →  ; CHE 2018-03-20 2 → 2018-03-20 1; EGY 2018-03-20 3 → 2018-03-20 2"],
            await ReadChanges()
        );
        Later();
        await Reply("CHE", ("answer", "accepted"), ("statement", "none"));
        Later();
        // Remarks move nobody, and neither does a first acceptance.
        await Reply("GHA", ("answer", "accepted"), ("statement", "none"), ("remarks", "None, really."));
        await Reply("DEU", ("answer", "accepted"), ("statement", "wished"), ("statementDay", "2018-03-20"));
        // The office accepts again: what its first answer has moved is still said.
        Later();
        await Reply("CHE", ("answer", "accepted"), ("statement", "wished"), ("statementDay", "2018-03-20"));
        Assert.Equal(
            [
                "CHE: CHE 2018-03-20 1 →  ; EGY 2018-03-20 2 → 2018-03-20 1",
                "FRA: FRA 2018-03-20 1 →  ; CHE 2018-03-20 2 → 2018-03-20 1; EGY 2018-03-20 3 → 2018-03-20 2",
            ],
            await ReadChanges()
        );
        var page = await Read($"{Staff}/statements?lang=fr", await app.SignIn("A. N. Example"));
        Assert.Contains("France : 20 mars 2018, 1 → aucun rang", page, StringComparison.Ordinal);
        Assert.Contains("Suisse : 20 mars 2018, 2 → 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reply_page_says_in_six_languages_whether_a_statement_is_wished()
    {
        foreach (var language in Wsis.Invitations.Letters.Language.All)
        {
            var texts = Wsis.Web.Public.Texts.PageTexts.In(language);
            Assert.Contains(texts.StatementWished, await Summary("FRA"), StringComparison.Ordinal);
            Assert.Contains(texts.NoStatement, await Summary("GHA"), StringComparison.Ordinal);
            Assert.DoesNotContain(texts.NoStatement, await Summary("KEN"), StringComparison.Ordinal);

            // What is before the form is the summary of the reply.
            async Task<string> Summary(string invitee) =>
                System
                    .Net.WebUtility.HtmlDecode(
                        await app.Http.GetStringAsync(
                            new Uri($"{app.Link(invitee)}?lang={language}", UriKind.Relative),
                            Stop
                        )
                    )
                    .Split("<form")[0];
        }
    }

    [Fact]
    public async Task The_page_offers_the_statement_for_the_calendar_and_removes_it_once_it_is_dropped()
    {
        Assert.Contains("METHOD:PUBLISH", await ReadFile("FRA", "statement.ics"), StringComparison.Ordinal);
        using (var none = await app.Get($"{app.Link("KEN")}/statement.ics"))
            Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
        await Reply("FRA", ("answer", "accepted"), ("statement", "none"));
        var page = await ReadFile("FRA", "?lang=en");
        Assert.Contains("Add to calendar", page, StringComparison.Ordinal);
        Assert.Contains("Remove the statement from the calendar", page, StringComparison.Ordinal);
        Assert.Contains("METHOD:CANCEL", await ReadFile("FRA", "statement.ics"), StringComparison.Ordinal);
        await Reply("FRA", ("answer", "declined"));
        page = await ReadFile("FRA", "?lang=en");
        Assert.Contains("Remove from the calendar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Add to calendar", page, StringComparison.Ordinal);
        Assert.Contains("METHOD:CANCEL", await ReadFile("FRA", "event.ics"), StringComparison.Ordinal);

        Task<string> ReadFile(string invitee, string part) =>
            app.Http.GetStringAsync(
                new Uri(
                    part.StartsWith('?') ? app.Link(invitee) + part : $"{app.Link(invitee)}/{part}",
                    UriKind.Relative
                ),
                Stop
            );
    }

    private void Later() => app.Clock.Now = app.Clock.Now.AddMinutes(1);

    private async Task<List<string>> ReadChanges() =>
        [
            .. (await app.GetJson($"{Api}/statements"))["moved"]!
                .AsArray()
                .Select(c =>
                    $"{c!["invitee"]}: "
                    + string.Join(
                        "; ",
                        c["places"]!
                            .AsArray()
                            .Select(p => $"{p!["invitee"]} {p["fromDay"]} {p["from"]} → {p["toDay"]} {p["to"]}")
                    )
                ),
        ];

    private async Task Reply(string invitee, params (string Name, string Value)[] fields)
    {
        using var response = await app.Post(app.Link(invitee), fields);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, response.StatusCode);
    }

    private async Task<string> Read(string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        request.Headers.AcceptLanguage.ParseAdd("fr");
        using var response = await app.Http.SendAsync(request, Stop);
        response.EnsureSuccessStatusCode();
        return System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Stop));
    }
}
