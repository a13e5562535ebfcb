using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MimeKit;
using Wsis.InMemory;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Offices without e-mail: their letters wait on the print run until staff mark them as posted.</summary>
public sealed partial class PrintRunTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Api = "api/campaigns/wsis-forum-2018";
    private const string Page = "staff/campaigns/wsis-forum-2018";

    [Fact]
    public async Task The_paper_of_the_letters_decides_on_labels_and_envelopes()
    {
        await using var app = await TestHost.Start(
            staffKey: Key,
            folder: SampleCampaign
                .FewWith(json => json["letterhead"]!["paper"] = "letter")
                .WithInvitees([.. SampleCampaign.FewWithPaper.Invitees])
        );

        var page = await Read(app, $"{Page}/print-run?lang=en");
        Assert.Contains("US Letter sheets of 30", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A4 sheets", page, StringComparison.Ordinal);
        Assert.Contains("No. 10", page, StringComparison.Ordinal);
        var labels = await Read(app, $"{Api}/print-run/labels.html");
        Assert.Contains("repeat(3, 2.625in)", labels, StringComparison.Ordinal);
        Assert.Contains(
            "size: 9.5in 4.125in",
            await Read(app, $"{Api}/print-run/envelopes.html"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_letter_on_paper_is_listed_printed_posted_and_answered()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        // In the order of the French names: Allemagne, France.
        var letters = await List(app);
        Assert.Equal(["DEU~invitation~1~1", "FRA~invitation~1~1"], letters.Select(Id));
        Assert.Equal(
            SampleCampaign.FewWithPaper.Invitees.Count - 2,
            Directory.GetFiles(app.Mailer.Folder, "*~invitation~1.eml").Length
        );
        Assert.Equal(Phase.Scheduled, (await app.Find("FRA")).Phase);

        var html = await Read(app, $"{Api}/print-run/letters.html");
        Assert.Equal(2, html.Split("<article class=\"letter\"").Length - 1);
        Assert.Contains(
            $"<bdi>{WebUtility.HtmlEncode("Ministère <de l’Économie>")}</bdi><br><bdi>75000 Paris</bdi>",
            html,
            StringComparison.Ordinal
        );
        await OpensReplyPage(app, html);
        Assert.Contains("A4 sheets of 24", await Read(app, $"{Page}/print-run?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("DEU", await Read(app, $"{Api}/print-run/labels.html"), StringComparison.Ordinal);
        Assert.Contains("75000 Paris", await Read(app, $"{Api}/print-run/envelopes.html"), StringComparison.Ordinal);

        var posted = await Mark(app, """{ "letters": [{ "id": "FRA~invitation~1~1", "number": "RR 17 CH" }] }""");
        Assert.Equal(1, (int?)posted["count"]);
        Assert.Equal(["DEU~invitation~1~1"], (await List(app)).Select(Id));
        var invitation = await app.GetJson($"{Api}/invitations/FRA");
        Assert.Equal(
            ("Awaiting", "Paper"),
            (Text(invitation["invitation"]!["phase"]), Text(invitation["invitation"]!["lettersBy"]))
        );
        var letter = invitation["letters"]![0]!;
        Assert.Equal(
            ("Sent", "Post", "2017-12-12", "RR 17 CH"),
            (Text(letter["state"]), Text(letter["postedBy"]), Text(letter["postedOn"]), Text(letter["postedNumber"]))
        );

        using var reply = await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Equal(Phase.Answered, (await app.Find("FRA")).Phase);
        await TestHost.WaitUntil(async () => (await List(app)).Count == 2);
        Assert.Equal("FRA~acknowledgement-1~1~1", Id((await List(app))[1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_list_to_tick_names_the_mission_where_the_campaign_copies_letters_to_it(bool copies)
    {
        var folder = SampleCampaign.FewWith(c => c["copyToMission"] = copies);
        await using var app = await TestHost.Start(
            staffKey: Key,
            folder: folder.WithInvitees([
                .. folder.Invitees.Select(i =>
                    i.Id.Value == "FRA" ? i with { Address = "", Postal = "75000 Paris" } : i
                ),
            ])
        );
        var letter = Assert.Single(await List(app))!;
        Assert.Equal(copies ? "mission.geneva@fra.example" : null, (string?)letter["copies"]?[0]);
        var page = await Read(app, $"{Page}/print-run");
        Assert.Equal(copies, page.Contains("mailto:mission.geneva@fra.example", StringComparison.Ordinal));
        // Staff recorded an answer whose sender asked for a copy of the acknowledgement.
        using var recorded = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/FRA/replies", UriKind.Relative),
            Json("""{ "form": { "answer": "declined", "copyTo": "assistant@fra.example" } }"""),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, recorded.StatusCode);
        await TestHost.WaitUntil(async () =>
            (await List(app)) is [{ } only] && Id(only)!.StartsWith("FRA~acknowledgement", StringComparison.Ordinal)
        );
        // The copy goes by e-mail by itself.
        Assert.DoesNotContain("assistant@fra.example", (await List(app))[0]!.ToJsonString(), StringComparison.Ordinal);
        await TestHost.WaitUntil(async () =>
            (await app.Find("FRA")).Dispatches.Any(d =>
                d is { Kind: LetterKind.AcknowledgementCopy, State: DispatchState.Sent, OnPaper: false }
            )
        );
        var mails = await Task.WhenAll(Directory.GetFiles(app.Mailer.Folder, "*.eml").Select(ReadMail));
        var copy = Assert.Single(mails, m => m.To.ToString() == "assistant@fra.example");
        Assert.Empty(copy.Cc);
        page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA?lang=fr"));
        Assert.Contains("Copie de l’accusé de réception", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counts_tell_the_channels_apart_and_the_lists_filter_by_them()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        await Mark(app, """{ "letters": [{ "id": "DEU~invitation~1~1" }], "way": "fax", "date": "2017-12-11" }""");
        var status = await app.GetJson($"{Api}/status");
        Assert.Equal(
            (1, 1),
            ((int)status["lettersBy"]!["Paper"]!["Scheduled"]!, (int)status["lettersBy"]!["Paper"]!["Awaiting"]!)
        );
        Assert.Equal((1, 1), ((int)status["posted"]!["Fax"]!, (int)status["dispatches"]!["ToPrint"]!));
        var listed = await app.GetJson($"{Api}/invitations?lettersBy=paper");
        Assert.Equal(["DEU", "FRA"], listed["invitations"]!.AsArray().Select(i => Text(i!["id"])).Order());
        var export = await Read(app, $"{Api}/export.csv");
        Assert.Contains("75000 Paris\",,Paper,", export, StringComparison.Ordinal);
        var page = await Read(app, $"{Page}/invitations?lettersBy=Paper");
        Assert.Contains("<p>2 invitations</p>", page, StringComparison.Ordinal);
        Assert.Contains("print-run", await Read(app, Page), StringComparison.Ordinal);
    }

    /// <summary>The short address beside the code leads to the reply page, in small letters or capitals, until the link
    /// is renewed.</summary>
    private static async Task OpensReplyPage(TestHost app, string html)
    {
        var typed = PrintedAddress().Match(html).Groups[1].Value;
        Assert.InRange($"p/wsis-forum-2018/FRA/{typed}".Length, 20, 50);
        foreach (var address in new[] { $"FRA/{typed}", $"fra/{typed.ToUpperInvariant()}", $"FRA/{typed}." })
        {
            using var opened = await app.Get($"p/wsis-forum-2018/{address}");
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
            using var page = await app.Get(opened.Headers.Location!.OriginalString.TrimStart('/'));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        foreach (
            var wrong in new[] { "FRA/0000-0000-0000-0000", $"DEU/{typed}", $"XXX/{typed}", "FRA/x", $"~/{typed}" }
        )
        {
            using var refused = await app.Get($"p/wsis-forum-2018/{wrong}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_printed_address_of_a_renewed_link_is_said_to_be_replaced_and_one_invitee_is_tried_seldom()
    {
        await using var app = await TestHost.Start(
            staffKey: Key,
            folder: SampleCampaign.FewWithPaper,
            limits: RateLimits.None with
            {
                PerToken = new Allowance(2, 1, TimeSpan.FromHours(1)),
            }
        );
        var html = await Read(app, $"{Api}/print-run/letters.html");
        var typed = PrintedAddress().Match(html).Value;
        using var renewed = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/FRA/link", UriKind.Relative),
            null,
            TestContext.Current.CancellationToken
        );
        using var replaced = await app.Get(typed);
        Assert.Equal(HttpStatusCode.Gone, replaced.StatusCode);
        using var guessed = await app.Get("p/wsis-forum-2018/fra/0000-0000-0000-0000");
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        using var again = await app.Get("p/wsis-forum-2018/FRA/0000-0000-0000-0001");
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
    }

    [Fact]
    public async Task A_letter_that_came_back_makes_the_office_undeliverable_until_its_postal_address_is_corrected()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        await Return(app, "FRA", "{}", HttpStatusCode.Conflict);
        await Mark(app, """{ "letters": [{ "id": "FRA~invitation~1~1" }] }""");
        await Return(app, "FRA", """{ "step": "reminder-1" }""", HttpStatusCode.Conflict);
        var returned = await Return(app, "FRA", """{ "note": "Addressee unknown" }""");
        Assert.Equal("Undeliverable", Text(returned["invitation"]!["phase"]));
        Assert.Equal("Returned", Text(returned["letters"]![0]!["delivery"]));
        var status = await app.GetJson($"{Api}/status");
        Assert.Equal(
            (1, 1),
            ((int)status["deliveries"]!["Returned"]!, (int)status["lettersBy"]!["Paper"]!["Undeliverable"]!)
        );
        var listed = await app.GetJson($"{Api}/invitations?phase=Undeliverable&lettersBy=Paper");
        Assert.Equal("FRA", Text(Assert.Single(listed["invitations"]!.AsArray())!["id"]));
        var page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA"));
        Assert.Contains("Came back", page, StringComparison.Ordinal);
        Assert.Contains("letter came back", page, StringComparison.Ordinal);
        Assert.Contains("Addressee unknown", page, StringComparison.Ordinal);

        page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA?lang=fr"));
        Assert.Contains("<bdi class=\"hint\">Addressee unknown</bdi>", page, StringComparison.Ordinal);

        using var corrected = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/FRA/particulars", UriKind.Relative),
            Json("""{ "postal": "Rue Neuve 1\n69000 Lyon" }"""),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        await TestHost.WaitUntil(async () => (await List(app)).Count == 2);
        Assert.Equal("FRA~invitation~2~1", Id((await List(app))[1]));
    }

    [Fact]
    public async Task A_return_marked_by_mistake_is_undone_on_the_page_in_the_api_and_by_the_command()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        await Return(app, "FRA", "{}", HttpStatusCode.Conflict, "returned/undo");
        await Mark(app, """{ "letters": [{ "id": "FRA~invitation~1~1" }] }""");
        await Return(app, "FRA", """{ "note": "Addressee unknown" }""");
        var page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA"));
        Assert.Contains("/actions/not-returned\"", page, StringComparison.Ordinal);

        await Return(app, "FRA", """{ "step": "reminder-1" }""", HttpStatusCode.Conflict, "returned/undo");
        var undone = await Return(app, "FRA", """{ "step": "invitation" }""", HttpStatusCode.OK, "returned/undo");
        Assert.Equal("Awaiting", Text(undone["invitation"]!["phase"]));
        Assert.Equal("Unknown", Text(undone["letters"]![0]!["delivery"]));
        // Counts may be a second old.
        await TestHost.WaitUntil(async () =>
            (int?)(await app.GetJson($"{Api}/status"))["lettersBy"]!["Paper"]!["Awaiting"] == 1
        );
        page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA"));
        Assert.Contains("from 'Addressee unknown' to 'posted'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/actions/not-returned\"", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await Read(app, $"{Page}/invitations/FRA?lang=fr"));
        Assert.Contains("retour de la lettre annulé", page, StringComparison.Ordinal);

        string[] host = ["wsis-forum-2018", "FRA", "--host", app.Site.ToString(), "--key", Key];
        await Return(app, "FRA", "{}");
        var (code, said) = await WsisCommand.Run(["print-run", "returned", .. host, "--undo"]);
        Assert.Equal(0, code);
        Assert.Contains(
            "The letter to FRA counts as sent again. The invitation is Awaiting.",
            said,
            StringComparison.Ordinal
        );
        (code, said) = await WsisCommand.Run(["print-run", "returned", .. host, "--undo"]);
        Assert.Equal(1, code);
        Assert.Contains("No letter to the office is marked as returned.", said, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> Return(
        TestHost app,
        string invitee,
        string body,
        HttpStatusCode expected = HttpStatusCode.OK,
        string action = "returned"
    )
    {
        using var response = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/{invitee}/{action}", UriKind.Relative),
            Json(body),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(expected, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    [Theory]
    [InlineData("""{ "letters": [] }""", "letters")]
    [InlineData("""{ "letters": [{ "id": "FRA" }] }""", "letters")]
    [InlineData("""{ "letters": [{ "id": "FRA~invitation~1~1" }], "way": "pigeon" }""", "way")]
    [InlineData("""{ "letters": [{ "id": "FRA~invitation~1~1" }], "date": "2017-12-13" }""", "date")]
    [InlineData("""{ "letters": [{ "id": "FRA~invitation~1~1" }], "date": "2017-12-07" }""", "date")]
    [InlineData("""{ "letters": [{ "id": "FRA~invitation~1~1" }], "date": "yesterday" }""", "date")]
    public async Task A_posting_that_cannot_be_is_refused_by_field(string body, string field)
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        var refused = await Mark(app, body, HttpStatusCode.BadRequest);
        Assert.Equal([field], refused["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(Phase.Scheduled, (await app.Find("FRA")).Phase);
    }

    [Fact]
    public async Task A_letter_that_changed_since_it_was_printed_is_refused_and_one_unknown_too()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        using var corrected = await app.Http.PostAsync(
            new Uri($"{Api}/invitations/FRA/particulars", UriKind.Relative),
            Json("""{ "postal": "Rue Neuve 1\n69000 Lyon" }"""),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal(["DEU~invitation~1~1", "FRA~invitation~1~2"], (await List(app)).Select(Id));
        var marked = await Mark(
            app,
            """
            { "letters": [
              { "id": "FRA~invitation~1~1" }, { "id": "DEU~invitation~1~1" }, { "id": "AUT~invitation~1~1" }
            ] }
            """
        );
        Assert.Equal(1, (int?)marked["count"]);
        Assert.Contains("Print it again", Text(marked["refused"]!["FRA~invitation~1~1"]), StringComparison.Ordinal);
        Assert.Contains(
            "not on the print run",
            Text(marked["refused"]!["AUT~invitation~1~1"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_campaign_goes_on_after_a_restart_and_a_pause_with_its_print_run()
    {
        var stores = new InMemoryStores();
        await using (
            var before = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper, stores: stores)
        )
            (
                await before.Actions.Pause(
                    SampleCampaign.FewWithPaper.Campaign!.Id,
                    new Actor("staff"),
                    CancellationToken.None
                )
            ).OrThrow();
        await using var app = await TestHost.Resume(stores, staffKey: Key);
        Assert.Equal(2, (await List(app)).Count);
        Assert.Contains("paused", await Read(app, $"{Page}/print-run"), StringComparison.Ordinal);
        await Mark(app, """{ "letters": [{ "id": "FRA~invitation~1~1" }, { "id": "DEU~invitation~1~1" }] }""");
        (
            await app.Actions.Resume(
                SampleCampaign.FewWithPaper.Campaign!.Id,
                new Actor("staff"),
                CancellationToken.None
            )
        ).OrThrow();
        await app.Campaigns.AdvanceDue(SampleCampaign.FewWithPaper.Campaign.Id, CancellationToken.None);
        Assert.Empty(await List(app));
        Assert.All(
            new[] { await app.Find("FRA"), await app.Find("DEU") },
            i => Assert.Equal((Phase.Awaiting, 1), (i.Phase, i.Dispatches.Length))
        );
    }

    [Fact]
    public async Task The_command_lists_prints_and_marks()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        string[] host = ["wsis-forum-2018", "--host", app.Site.ToString(), "--key", Key];
        var (code, said) = await WsisCommand.Run(["print-run", "list", .. host]);
        Assert.Equal(0, code);
        Assert.Contains("2 letters to print and post.", said, StringComparison.Ordinal);
        Assert.Contains(
            "FRA~invitation~1~1  France, Ministère <de l’Économie>, 75000 Paris",
            said,
            StringComparison.Ordinal
        );

        var file = Path.Combine(app.Mailer.Folder, "letters.html");
        (code, said) = await WsisCommand.Run(["print-run", "print", .. host, "--out", file]);
        Assert.True(code == 0, said);
        Assert.Contains(
            "75000 Paris",
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        (code, said) = await WsisCommand.Run(["print-run", "mark", .. host]);
        Assert.Equal(2, code);
        Assert.Contains("Nothing was marked.", said, StringComparison.Ordinal);
        (code, said) = await WsisCommand.Run(["print-run", "mark", .. host, "--yes", "--way", "pouch", "--json"]);
        Assert.True(code == 0, said);
        Assert.Equal(2, (int?)JsonNode.Parse(said)!["count"]);
        Assert.Equal(PostalWay.Pouch, (await app.Find("FRA")).Dispatches[0].Posted!.Way);
    }

    private static Task<MimeMessage> ReadMail(string file) =>
        MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);

    private static async Task<JsonArray> List(TestHost app) =>
        (await app.GetJson($"{Api}/print-run"))["letters"]!.AsArray();

    private static string Id(JsonNode? letter) => Text(letter!["id"]);

    private static string Text(JsonNode? node) => (string)node!;

    private static Task<string> Read(TestHost app, string path) =>
        app.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<JsonNode> Mark(TestHost app, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await app.Http.PostAsync(
            new Uri($"{Api}/print-run/posted", UriKind.Relative),
            Json(body),
            TestContext.Current.CancellationToken
        );
        var content = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, content);
        return JsonNode.Parse(content)!;
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    [GeneratedRegex("p/wsis-forum-2018/FRA/([0-9a-z-]{19})", RegexOptions.NonBacktracking)]
    private static partial Regex PrintedAddress();
}
