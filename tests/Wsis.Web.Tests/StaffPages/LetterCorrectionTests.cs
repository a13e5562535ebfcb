using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MimeKit;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>A letter is corrected in mid-campaign, for what has not been sent yet.</summary>
public sealed class LetterCorrectionTests
{
    private const string Key = "a key of the test";
    private const string Campaign = "campaigns/wsis-forum-2018";
    private const string Reminder = $"api/{Campaign}/letters/fr/reminder-1";
    private const string Corrected = "---\nsubject: Texte corrigé\n---\n{{ invitee.salutation }}\n\nBonjour.\n";

    private static readonly CampaignId Id = SampleCampaign.Folder.Campaign!.Id;

    /// <summary>The sample that asks for a second person.</summary>
    private static CampaignFolder WithSecondPerson { get; } =
        SampleCampaign
            .With(campaign => campaign["approval"] = "second-person")
            .WithInvitees(SampleCampaign.Few.Invitees);

    [Fact]
    public async Task A_correction_that_waits_changes_nothing_and_an_approved_one_what_is_sent_next()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var web = await app.Http.GetStringAsync(new Uri($"{app.Link("FRA")}/letter", UriKind.Relative), Cancellation);
        var proposed = await Propose(app, Reminder, Corrected);
        Assert.Equal(Corrected, Text(proposed["correction"]!["text"]));
        Assert.NotEqual(Corrected, Text(proposed["text"]));

        // While it waits, the reminder goes out as it was approved.
        await Advance(app, 1, 3);
        Assert.DoesNotContain("Texte corrigé", SubjectTo(app, "FRA", "reminder-1"), StringComparison.Ordinal);
        await Propose(app, $"api/{Campaign}/letters/fr/reminder-2", Corrected);
        await Approve(app, $"api/{Campaign}/letters/fr/reminder-2", Hash(Corrected));
        await Approve(app, $"api/{Campaign}/letters/fr/invitation", await ProposeInvitation(app));

        await Advance(app, 1, 9);
        Assert.Equal("Texte corrigé", SubjectTo(app, "FRA", "reminder-2"));
        Assert.DoesNotContain("Texte corrigé", SubjectTo(app, "GHA", "reminder-2"), StringComparison.Ordinal);
        // What was sent keeps its text: on the web page, on the pages of staff, in the next letter to another office.
        Assert.Equal(
            web,
            await app.Http.GetStringAsync(new Uri($"{app.Link("FRA")}/letter", UriKind.Relative), Cancellation)
        );
        Assert.DoesNotContain(
            "Texte corrigé",
            await app.Http.GetStringAsync(
                new Uri($"staff/{Campaign}/invitations/FRA/letters/reminder-1~1", UriKind.Relative),
                Cancellation
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Bonjour.",
            await app.Http.GetStringAsync(
                new Uri($"staff/{Campaign}/invitations/FRA/letters/reminder-2~1", UriKind.Relative),
                Cancellation
            ),
            StringComparison.Ordinal
        );
        var letter = await app.GetJson($"api/{Campaign}/letters/fr/reminder-2");
        Assert.Equal(Corrected, Text(letter["text"]));
        Assert.Equal("local", Text(letter["approved"]![0]!["approvedBy"]));
        Assert.Equal(
            [
                "correction of a letter proposed: letter reminder-1 in French",
                "correction of a letter proposed: letter reminder-2 in French",
                "correction of a letter approved: letter reminder-2 in French, written by local",
                "correction of a letter proposed: letter invitation in French",
                "correction of a letter approved: letter invitation in French, written by local",
            ],
            (await app.GetJson($"api/{Campaign}/journal"))["journal"]!
                .AsArray()
                .Select(e => $"{Text(e!["what"])}: {Text(e["note"])}")
                .Where(e => e.StartsWith("correction of", StringComparison.Ordinal))
        );
        Assert.Equal(
            [("fr", "invitation", 1, false), ("fr", "reminder-1", 0, true), ("fr", "reminder-2", 1, false)],
            (await app.GetJson($"api/{Campaign}/letters"))["letters"]!
                .AsArray()
                .Select(l => (Text(l!["language"]), Text(l["letter"]), (int)l["corrections"]!, (bool)l["waiting"]!))
                .Where(l => l.Item3 > 0 || l.Item4)
        );
    }

    [Fact]
    public async Task A_campaign_of_a_second_person_has_its_corrections_approved_by_somebody_who_did_not_write_them()
    {
        await using var app = await TestHost.Start(folder: WithSecondPerson, launched: false);
        (await app.Actions.Approve(Id, null, new Actor("anna"), Cancellation)).OrThrow();
        (await app.Actions.Launch(Id, new Actor("bruno"), Cancellation)).OrThrow();
        const string path = $"staff/{Campaign}/letters/fr/reminder-1";
        var version = ContentHash.Compute(
            (await app.Cache.Get(Id, Cancellation)).FindText(Language.French, "reminder-1")!
        );
        await Post(
            app,
            path,
            await app.SignIn("anna"),
            HttpStatusCode.SeeOther,
            ("do", "save"),
            ("expectedVersion", version),
            ("text", Corrected)
        );
        await Post(
            app,
            path,
            await app.SignIn("bruno"),
            HttpStatusCode.SeeOther,
            ("do", "save"),
            ("expectedVersion", Hash(Corrected)),
            ("text", Corrected + "B")
        );

        var page = await app.Page(path, await app.SignIn("anna"));
        Assert.Contains("Written by anna, bruno", page, StringComparison.Ordinal);
        Assert.Contains("+ Bonjour.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("another person approves it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("actions/approve", page, StringComparison.Ordinal);
        var hash = Hash(Corrected + "B\n");
        foreach (var author in new[] { "anna", "bruno" })
            await Post(
                app,
                $"{path}/actions/approve",
                await app.SignIn(author),
                HttpStatusCode.Conflict,
                ("hash", hash),
                ("sure", "on")
            );
        await Post(
            app,
            $"{path}/actions/approve",
            await app.SignIn("carla"),
            HttpStatusCode.Conflict,
            ("hash", "x"),
            ("sure", "on")
        );
        await Post(
            app,
            $"{path}/actions/approve",
            await app.SignIn("carla"),
            HttpStatusCode.SeeOther,
            ("hash", hash),
            // The text has no link to the reply page.
            ("sure", "on")
        );
        Assert.Contains("approved by carla", await app.Page(path, await app.SignIn("anna")), StringComparison.Ordinal);
        Assert.Empty((await app.Cache.Get(Id, Cancellation)).Entry.PendingCorrections);
    }

    [Fact]
    public async Task Two_people_who_correct_a_letter_see_what_the_other_changed()
    {
        await using var app = await TestHost.Start();
        var (anna, bruno) = (await app.SignIn("anna"), await app.SignIn("bruno"));
        const string path = $"staff/{Campaign}/letters/fr/reminder-1";
        var version = ContentHash.Compute(
            (await app.Cache.Get(Id, Cancellation)).FindText(Language.French, "reminder-1")!
        );
        await Post(
            app,
            path,
            anna,
            HttpStatusCode.SeeOther,
            ("do", "save"),
            ("expectedVersion", version),
            ("text", Corrected)
        );
        var refused = await Post(
            app,
            path,
            bruno,
            HttpStatusCode.Conflict,
            ("do", "save"),
            ("expectedVersion", version),
            ("text", "---\nsubject: B\n---\nText of Bruno")
        );
        Assert.Contains("Somebody else changed this letter", refused, StringComparison.Ordinal);
        Assert.Contains("+ Bonjour.", WebUtility.HtmlDecode(refused), StringComparison.Ordinal);
        Assert.Contains("Text of Bruno", refused, StringComparison.Ordinal);
        Assert.Contains("corrections", await app.Page($"staff/{Campaign}/proofs", bruno), StringComparison.Ordinal);
        Assert.Contains("corrected letter waits", await app.Page($"staff/{Campaign}", bruno), StringComparison.Ordinal);

        await Post(
            app,
            $"{path}/actions/withdraw",
            bruno,
            HttpStatusCode.SeeOther,
            ("expectedVersion", Hash(Corrected))
        );
        Assert.DoesNotContain("Written by", await app.Page(path, bruno), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_with_errors_is_refused_with_their_lines()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        using var response = await app.Http.PutAsJsonAsync(
            new Uri($"{Reminder}/correction", UriKind.Relative),
            new { text = "---\nsubject: S\n---\n{{ invitee.nom }}\n[x]({{ links.nowhere }})\n" },
            Cancellation
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problems = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["problems"]!.AsArray();
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Equal("letters/fr/reminder-1.md", Text(p!["file"])));
        Assert.Contains(problems, p => (int)p!["line"]! == 4);
        Assert.Null((await app.GetJson(Reminder))["correction"]);
    }

    [Fact]
    public async Task A_correction_is_approved_after_what_a_check_warns_of_was_read_and_ticked()
    {
        const string text = "---\nsubject: S\n---\n{{ invitee.honorific }}\n\n<b>Un</b> ** ** mot.\n";
        var folder = SampleCampaign.FewWith(campaign => campaign["organisation"]!.AsObject().Remove("ar"));
        await using var app = await TestHost.Start(staffKey: Key, folder: folder);
        var proposed = await Propose(app, $"api/{Campaign}/letters/ar/reminder-1", text);
        const string file = "letters/ar/reminder-1.md";
        Assert.Equal(
            [
                (file, 0, "no-reply-link"),
                (file, 4, "field-empty"),
                (file, 6, "html"),
                (file, 6, "marks-shown"),
                ("campaign.json", 1, "text-missing"),
            ],
            proposed["warnings"]!
                .AsArray()
                .Select(w => (Text(w!["file"])!, (int)w["line"]!, Text(w["code"])!))
                .OrderBy(w => w.Item1 == "campaign.json")
                .ThenBy(w => w.Item2)
                .ThenBy(w => w.Item3)
        );
        Assert.Null((await app.GetJson($"api/{Campaign}/letters/fr/reminder-1"))["warnings"]);

        const string path = $"staff/{Campaign}/letters/ar/reminder-1";
        var cookie = await app.SignIn("anna");
        var page = WebUtility.HtmlDecode(await app.Page(path, cookie));
        Assert.Contains("Line 4: 'invitee.honorific' is empty for", page, StringComparison.Ordinal);
        Assert.Contains("has no link to the reply page", page, StringComparison.Ordinal);
        Assert.Contains("has no text in Arabic", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await app.Page($"{path}?lang=fr", cookie));
        Assert.Contains("n’a pas de texte en arabe", page, StringComparison.Ordinal);
        var refused = await Post(
            app,
            $"{path}/actions/approve",
            cookie,
            HttpStatusCode.BadRequest,
            ("hash", Hash(text))
        );
        Assert.Contains("invitee.honorific", refused, StringComparison.Ordinal);
        Assert.Single((await app.Cache.Get(Id, Cancellation)).Entry.PendingCorrections);
        await Post(
            app,
            $"{path}/actions/approve",
            cookie,
            HttpStatusCode.SeeOther,
            ("hash", Hash(text)),
            ("sure", "on")
        );
        Assert.Empty((await app.Cache.Get(Id, Cancellation)).Entry.PendingCorrections);
    }

    [Fact]
    public async Task A_letter_on_paper_that_is_corrected_is_printed_again_and_one_that_was_posted_keeps_its_text()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        Assert.Equal(["DEU~invitation~1~1", "FRA~invitation~1~1"], await PrintRun(app));
        await ProposeInvitation(app);
        Assert.Equal(["DEU~invitation~1~1", "FRA~invitation~1~1"], await PrintRun(app));
        await Approve(app, $"api/{Campaign}/letters/fr/invitation", null);
        await app.RunnerProcessesChanges();
        // The letter in English was not corrected.
        Assert.Equal(["DEU~invitation~1~1", "FRA~invitation~1~2"], await PrintRun(app));
        Assert.Contains(
            "Texte corrigé",
            WebUtility.HtmlDecode(
                await app.Http.GetStringAsync(
                    new Uri($"api/{Campaign}/print-run/letters.html", UriKind.Relative),
                    Cancellation
                )
            ),
            StringComparison.Ordinal
        );
        using var posted = await app.Http.PostAsJsonAsync(
            new Uri($"api/{Campaign}/print-run/posted", UriKind.Relative),
            new { letters = new[] { new { id = "FRA~invitation~1~2" } } },
            Cancellation
        );
        posted.EnsureSuccessStatusCode();
        await Propose(
            app,
            $"api/{Campaign}/letters/fr/invitation",
            Corrected.Replace("corrigé", "final", StringComparison.Ordinal)
        );
        await Approve(app, $"api/{Campaign}/letters/fr/invitation", null);
        var web = await app.Http.GetStringAsync(new Uri($"{app.Link("FRA")}/letter", UriKind.Relative), Cancellation);
        Assert.Contains("Texte corrigé", WebUtility.HtmlDecode(web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_for_a_group_is_added_in_mid_campaign_and_sent_to_the_group_after_its_approval()
    {
        const string letter = $"api/{Campaign}/letters/fr/reminder-1.regulators";
        await using var app = await TestHost.Start(staffKey: Key);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(app, letter)).StatusCode);
        var proposed = await Propose(app, letter, Corrected);
        Assert.Null(proposed["text"]);
        Assert.Contains(
            (await app.GetJson($"api/{Campaign}/letters"))["letters"]!.AsArray(),
            l => Text(l!["letter"]) == "reminder-1.regulators" && (bool)l["waiting"]!
        );
        await Add(app, Row("REG", "fr", "regulators"));
        await TestHost.WaitUntil(async () => (await app.Find("REG")).Dispatches is [{ State: DispatchState.Sent }, ..]);
        await Approve(app, letter, Hash(Corrected));
        Assert.Equal(Corrected, Text((await app.GetJson(letter))["text"]));

        await Advance(app, 1, 3);

        Assert.Equal("Texte corrigé", SubjectTo(app, "REG", "reminder-1"));
        Assert.DoesNotContain("Texte corrigé", SubjectTo(app, "FRA", "reminder-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_for_a_group_begins_on_its_page_as_the_general_one_and_is_shown_as_all_new()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var cookie = await app.SignIn("anna");
        var general = (await app.Cache.Get(Id, Cancellation)).FindText(Language.French, "reminder-1")!;
        await Add(app, Row("REG", "fr", "regulators"));
        const string path = $"staff/{Campaign}/letters/fr/reminder-1.regulators";
        const string query = "letter=reminder-1&language=fr&group=Régulators";
        using (var response = await Get(app, $"staff/{Campaign}/letters/new?{query}"))
            Assert.Equal($"/{path}", response.Headers.Location!.ToString());
        var page = WebUtility.HtmlDecode(await app.Page(path, cookie));
        Assert.Contains(general, page, StringComparison.Ordinal);
        Assert.Contains("The campaign does not have this letter yet", page, StringComparison.Ordinal);
        // It is shown for somebody of the group, who is on no list of the launch.
        Assert.Contains("<option value=\"REG\" selected", page, StringComparison.Ordinal);

        await Save(app, path, cookie, DraftService.NoFile);
        page = WebUtility.HtmlDecode(await app.Page(path, cookie));
        Assert.Contains("This new letter waits for an approval", page, StringComparison.Ordinal);
        Assert.Contains("+ subject: Texte corrigé", page, StringComparison.Ordinal);
        Assert.DoesNotContain("− ", page, StringComparison.Ordinal);
        Assert.Contains(
            "/letters/fr/reminder-1.regulators#correction",
            await app.Page($"staff/{Campaign}/proofs", cookie),
            StringComparison.Ordinal
        );
        await Post(
            app,
            $"{path}/actions/withdraw",
            cookie,
            HttpStatusCode.SeeOther,
            ("expectedVersion", Hash(Corrected))
        );
        Assert.Empty((await app.Cache.Get(Id, Cancellation)).Entry.PendingCorrections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a group whose name is far too long for a letter")]
    public async Task A_letter_for_no_group_that_can_be_is_refused_at_its_form(string group)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        using var refused = await Get(
            app,
            $"staff/{Campaign}/letters/new?letter=reminder-1&language=fr&group={Uri.EscapeDataString(group)}"
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("Group ", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{group}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_the_plan_does_not_have_cannot_be_added()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        foreach (var letter in new[] { "reminder-9", "reminder-1.", "reminder-1.Not a group" })
        {
            using var refused = await app.Http.PutAsJsonAsync(
                new Uri($"api/{Campaign}/letters/fr/{Uri.EscapeDataString(letter)}/correction", UriKind.Relative),
                new { text = Corrected },
                Cancellation
            );
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Invitees_with_a_new_language_are_added_after_its_letters_were_proposed_and_approved()
    {
        await using var app = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithout(Language.Russian));
        using (var early = await AddResponse(app, Row("RUS", "ru", "")))
            Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        var cookie = await app.SignIn("anna");
        await Post(app, $"staff/{Campaign}/letters", cookie, HttpStatusCode.SeeOther, ("added", "ru"));
        var proposed = (await app.Cache.Get(Id, Cancellation)).Entry.PendingCorrections;
        Assert.Equal(
            CampaignFolder.LettersOf(SampleCampaign.Folder.Campaign!).Order(),
            proposed.Select(c => c.Letter).Order()
        );
        Assert.DoesNotContain(
            "name=\"added\"",
            await app.Page($"staff/{Campaign}/proofs", cookie),
            StringComparison.Ordinal
        );
        foreach (var letter in proposed)
            await Approve(app, $"api/{Campaign}/letters/ru/{letter.Letter}", letter.Hash);

        await Add(app, Row("RUS", "ru", ""));

        await Advance(app, 1, 3);
        Assert.NotEmpty(SubjectTo(app, "RUS", "invitation"));
    }

    [Fact]
    public async Task A_test_letter_of_a_launched_campaign_has_the_corrected_text()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await Propose(app, Reminder, Corrected);
        Assert.DoesNotContain("Texte corrigé", await SendTest(app, "one"), StringComparison.Ordinal);
        await Approve(app, Reminder, null);
        Assert.Contains("Texte corrigé", await SendTest(app, "two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_letter_of_a_draft_or_of_a_campaign_that_is_over_is_corrected()
    {
        await using var draft = await TestHost.Start(launched: false);
        var letter = new LetterSource(Language.French, "reminder-1", Corrected);
        var corrections = new LetterCorrectionService(draft.Actions, draft.Cache, draft.Drafts, draft.Store.Campaigns);
        Assert.Equal(
            new Reason.LettersAreFixed(CampaignState.Draft),
            Assert
                .IsType<ActionResult<CampaignEntry>.Conflict>(
                    await corrections.Propose(Id, letter, new Actor("anna"), Cancellation)
                )
                .Reason
        );
        await using var app = await TestHost.Start(staffKey: Key);
        await Propose(app, Reminder, Corrected);
        await app.End(CampaignState.Closed);
        Assert.IsType<ActionResult<CampaignEntry>.Conflict>(
            await app.Actions.ApproveCorrection(Id, Language.French, "reminder-1", null, new Actor("b"), Cancellation)
        );
        var page = await app.Page($"staff/{Campaign}/letters/fr/reminder-1", await app.SignIn("anna"));
        Assert.DoesNotContain("actions/approve", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Save for approval", page, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static object Row(string id, string language, string group) =>
        new
        {
            id,
            state = "FRA",
            name = "France",
            office = "Autorité",
            salutation = "Madame, Monsieur,",
            language,
            group,
            address = $"{id}@office.example",
            zone = "Europe/Paris",
            weekend = "Sat Sun",
        };

    private static Task<HttpResponseMessage> AddResponse(TestHost app, object row) =>
        app.Http.PostAsJsonAsync(
            new Uri($"api/{Campaign}/invitees", UriKind.Relative),
            new { invitees = new[] { row } },
            Cancellation
        );

    private static async Task Add(TestHost app, object row)
    {
        using var response = await AddResponse(app, row);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static Task<HttpResponseMessage> Get(TestHost app, string path) =>
        app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    private static Task<string> Save(TestHost app, string path, string cookie, string version) =>
        Post(
            app,
            path,
            cookie,
            HttpStatusCode.SeeOther,
            ("do", "save"),
            ("expectedVersion", version),
            ("text", Corrected)
        );

    private static async Task<string> ProposeInvitation(TestHost app)
    {
        await Propose(app, $"api/{Campaign}/letters/fr/invitation", Corrected);
        return Hash(Corrected);
    }

    [Fact]
    public async Task A_correction_has_room_for_the_longest_letter_in_any_script()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        // In JSON a character of these has up to six bytes.
        var text = Corrected + new string('я', 20_000);
        var proposed = await Propose(app, Reminder, text);
        Assert.Equal(text, Text(proposed["correction"]!["text"]));
    }

    private static async Task<JsonNode> Propose(TestHost app, string letter, string text)
    {
        using var response = await app.Http.PutAsJsonAsync(
            new Uri($"{letter}/correction", UriKind.Relative),
            new { text },
            Cancellation
        );
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonNode.Parse(answer)!;
    }

    private static async Task Approve(TestHost app, string letter, string? hash)
    {
        using var response = await app.Http.PostAsJsonAsync(
            new Uri($"{letter}/correction/approve", UriKind.Relative),
            new { hash },
            Cancellation
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<string> Post(
        TestHost app,
        string path,
        string cookie,
        HttpStatusCode expected,
        params (string Name, string Value)[] fields
    )
    {
        using var response = await app.Submit(path, cookie, fields);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(expected == response.StatusCode, $"{response.StatusCode} {html}");
        return html;
    }

    private static async Task<string> SendTest(TestHost app, string key)
    {
        var before = Directory.GetFiles(app.Mailer.Folder, "*.eml").ToHashSet();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{Campaign}/draft/letters/fr/reminder-1/test")
        {
            Content = JsonContent.Create(new { to = "anna@itu.example", invitee = "FRA" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await app.Http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        var sent = Assert.Single(Directory.GetFiles(app.Mailer.Folder, "*.eml"), f => !before.Contains(f));
        return (await MimeMessage.LoadAsync(sent, Cancellation)).Subject!;
    }

    /// <summary>Puts the clock forward to noon of a day of 2018 and sends what is due.</summary>
    private static async Task Advance(TestHost app, int month, int day)
    {
        app.Clock.Now = new DateTimeOffset(2018, month, day, 12, 0, 0, TimeSpan.FromHours(1));
        await app.Campaigns.AdvanceDue(Id, Cancellation);
    }

    private static string SubjectTo(TestHost app, string invitee, string step) =>
        MimeMessage
            .Load(
                Assert.Single(
                    Directory.GetFiles(app.Mailer.Folder, "*.eml"),
                    f => Path.GetFileName(f).Contains($"{invitee}~{step}~", StringComparison.Ordinal)
                ),
                Cancellation
            )
            .Subject!;

    private static async Task<IEnumerable<string>> PrintRun(TestHost app) =>
        (await app.GetJson($"api/{Campaign}/print-run"))["letters"]!.AsArray().Select(l => Text(l!["id"]));

    private static string Hash(string text) => ContentHash.Compute(text);

    private static string Text(JsonNode? node) => (string)node!;
}
