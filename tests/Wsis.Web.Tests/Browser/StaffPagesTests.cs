using Microsoft.Playwright;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Workflow;
using Wsis.Web.Tests.Webhooks;

namespace Wsis.Web.Tests.Browser;

/// <summary>The pages of staff: fit for everybody, in both languages, light and dark, narrow and wide, and pictures of
/// them in <c>TestResults/pages</c>.</summary>
public sealed class StaffPagesTests(ChromiumFixture chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";
    private const string Hostile = "<script>alert(1)</script><i>&amp;";

    private static readonly (int Width, bool Dark)[] Looks = [(1280, false), (360, true), (1280, true), (360, false)];

    [Fact]
    public async Task The_letters_of_an_invitation_are_read_on_a_telephone_without_scrolling_sideways()
    {
        await using var app = await TestHost.Start(folder: SampleCampaign.Few);
        var page = await chromium.SignedIn(app, 375, dark: true);
        await page.GotoAsync($"{app.Site}{Campaign}/invitations/CHE?lang=fr");
        var letters = page.GetByRole(AriaRole.Table).Filter(new() { HasText = "Invitation" });
        Assert.Equal(1, await letters.CountAsync());
        Assert.True(
            await letters.EvaluateAsync<bool>("t => t.parentElement.scrollWidth <= t.parentElement.clientWidth")
        );
        // Each cell says what it is, and the rows are those of a table still.
        Assert.Equal(
            ["Envoi", "Acheminement", "Quand"],
            await letters
                .GetByRole(AriaRole.Cell)
                .EvaluateAllAsync<string[]>("cells => cells.map(c => c.dataset.label).slice(0, 3)")
        );
        await letters.ScrollIntoViewIfNeededAsync();
        await page.SaveScreenshot("invitation-letters-375");
        await page.AssertAccessible();
    }

    [Theory]
    [InlineData("#from", 3)]
    [InlineData("#sendAt", 6)]
    public async Task The_button_of_a_date_shows_that_it_has_the_focus(string id, int parts)
    {
        await using var app = await TestHost.Start(folder: SampleCampaign.Few);
        var page = await chromium.SignedIn(app, dark: true);
        await page.GotoAsync($"{app.Site}staff/new");
        var field = page.Locator(id);
        await field.FocusAsync();
        for (var part = 0; part < parts; part++)
            await page.Keyboard.PressAsync("Tab");
        Assert.True(await field.EvaluateAsync<bool>("f => f === document.activeElement"));
        await page.SaveScreenshot($"date-focus-{id[1..]}");
        Assert.Equal(
            "solid 3px",
            await field.EvaluateAsync<string>("f => (s => s.outlineStyle + ' ' + s.outlineWidth)(getComputedStyle(f))")
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_form_gives_the_focus_to_its_errors_and_what_was_done_gets_it_after(bool scripts)
    {
        await using var app = await TestHost.Start(folder: SampleCampaign.Few);
        var page = await chromium.SignedIn(app, scripts ? 1280 : 375, dark: !scripts, scripts);
        await page.GotoAsync($"{app.Site}{Campaign}/invitations/CHE?lang={(scripts ? "en" : "fr")}");
        await page.ClickAsync("details:has(form[action$='/actions/address']) summary");
        await page.FillAsync("#address", "nowhere");
        await page.ClickAsync("form[action$='/actions/address'] button");
        await page.Locator("[role=alert]:focus").WaitForAsync();
        await page.SaveScreenshot($"invitation-refused-{(scripts ? "en-1280" : "fr-375")}");
        if (scripts)
            await page.AssertAccessible();

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#address:focus").WaitForAsync();
        Assert.Equal("nowhere", await page.InputValueAsync("#address"));
        await page.FillAsync("#address", "new.address@che.example");
        await page.ClickAsync("form[action$='/actions/address'] button");
        await page.Locator("[role=status]:focus").WaitForAsync();
    }

    /// <summary>Each page is loaded once in a language, and then looked at at both widths, light and dark. In the short
    /// form a page is wide and light in one language, and narrow and dark in the other.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_page_is_fit_for_everybody(string language)
    {
        var folder = SampleWithWebhooks.Create([new Uri("http://localhost:9/hook")]);
        var onPaper = folder.Invitees[^1] with { Address = "", Postal = "PO Box 1 <i>\nCapital" };
        await using var app = await TestHost.Start(
            folder: folder.WithInvitees([.. folder.Invitees.SkipLast(1), onPaper])
        );
        foreach (var (invitee, answer) in new[] { ("FRA", "accepted"), ("CHE", "declined"), ("EGY", "delegated") })
            (
                await app.Post(
                    app.Link(invitee),
                    ("answer", answer),
                    ("representativeName", "N. N. <i>\u202E"),
                    ("delegationSize", "4"),
                    ("women", "2"),
                    ("statementDay", "2018-03-20"),
                    ("remarks", "<script>alert(1)</script>"),
                    ("saw", "0")
                )
            ).Dispose();
        var message = await Written(app, "CHE");
        var stray = await Written(app, null);
        app.ReportFailure("EGY", $"The store said {Hostile}");
        var page = await chromium.SignedIn(app);
        var number = 0;
        foreach (
            var (name, path) in new[]
            {
                ("1-list", "staff"),
                ("2-dashboard", Campaign),
                ("3-invitations", $"{Campaign}/invitations"),
                ("4-invitation", $"{Campaign}/invitations/EGY"),
                ("5-proofs", $"{Campaign}/proofs"),
                ("6-order", $"{Campaign}/statements"),
                ("7-none", "staff/campaigns/nobody"),
                ("13-webhooks", $"{Campaign}/webhook-deliveries"),
                ("8-correspondence", $"{Campaign}/correspondence"),
                ("9-piece", $"{Campaign}/correspondence/{message}"),
                ("10-stray", $"{Campaign}/correspondence/{stray}"),
                ("11-nobody", $"{Campaign}/correspondence?show=nobody"),
                ("12-journal", $"{Campaign}/journal"),
                ("14-print-run", $"{Campaign}/print-run"),
                ("15-corrections", $"{Campaign}/corrections"),
            }
        )
        {
            // The short form looks at every eighth page in English and at every eighth in French, at each in one look.
            if (!ProofForm.IsLong && (++number + ProofForm.Seed) % 8 != (language == "fr" ? 0 : 4))
                continue;
            await page.GotoAsync(new Uri(app.Site, $"{path}?lang={language}").ToString());
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            foreach (var summary in await page.Locator("main summary").AllAsync())
                await summary.ClickAsync();
            var brief = Looks.Skip(number / 2 % 2).Take(1);
            foreach (var (width, dark) in ProofForm.Choose(brief, Looks))
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                if (dark == (width == 360))
                    await page.SaveScreenshot($"staff-{language}-{width}-{name}");
                await page.AssertAccessible();
            }
            Assert.Equal(0, await page.Locator("main script, main i").CountAsync());
            Assert.DoesNotContain("\u202E", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>The short form tries one of the two, another run the other.</summary>
    public static TheoryData<bool> Scripts =>
        ProofForm.Choose<TheoryData<bool>>([ProofForm.Seed % 2 == 0], [true, false]);

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_campaign_is_run_on_its_pages_with_scripts_and_without(bool scripts)
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app, scripts: scripts);

        await page.RunAction(
            app,
            $"{Campaign}/invitations/FRA",
            "reply",
            async form =>
            {
                await form.Locator("input[value=accepted]").CheckAsync();
                await form.Locator("#delegationSize").FillAsync("3");
                await form.Locator("#reference").FillAsync("Note 12");
            }
        );
        var reply = (await app.Find("FRA")).Reply!;
        Assert.Equal(
            ("A. N. Example", "Note 12", 3),
            (reply.RecordedBy, reply.Reference, reply.Answer.Attendance!.DelegationSize)
        );

        await page.RunAction(
            app,
            $"{Campaign}/invitations/CHE",
            "address",
            form => form.Locator("#address").FillAsync("new@che.example")
        );
        Assert.Equal("new@che.example", (await app.Find("CHE")).Invitee.Address);
        await page.RunAction(app, $"{Campaign}/invitations/CHE", "remind");
        Assert.Contains(
            await app.Journal("CHE"),
            e => e is { Event: JournalEvent.ReminderRequested, Who: "A. N. Example" }
        );
        await page.RunAction(app, $"{Campaign}/invitations/CHE", "link");
        Assert.Equal(2, (await app.Find("CHE")).LinkGeneration);
        await page.RunAction(
            app,
            $"{Campaign}/invitations/EGY",
            "withdraw",
            form => form.Locator("[name=sure]").CheckAsync()
        );
        Assert.Equal(Phase.Withdrawn, (await app.Find("EGY")).Phase);

        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/invitations?state=ESP").ToString());
        await page.CheckAsync("[name=invitee]");
        await page.ClickAsync("text=Remind the selected");
        Assert.Contains(
            "1 invitee of the selection can be reminded.",
            await page.InnerTextAsync("main"),
            StringComparison.Ordinal
        );
        await page.SelectOptionAsync("#reminder", "reminder-2");
        await page.CheckAsync("[name=sure]");
        await page.ClickAsync("main form button");
        Assert.Contains(
            "1 reminder was requested.",
            await page.InnerTextAsync("[role=status]"),
            StringComparison.Ordinal
        );

        await page.RunAction(
            app,
            Campaign,
            "deadline",
            form => form.Locator("#deadline").FillAsync("2018-01-29T00:00")
        );
        await page.RunAction(app, Campaign, "pause");
        await page.RunAction(app, Campaign, "resume");
        await page.RunAction(app, Campaign, "close", form => form.Locator("[name=sure]").CheckAsync());
        Assert.Contains("Closed", await page.InnerTextAsync(".eyebrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_becomes_an_answer_in_one_step_and_what_it_says_stays_text()
    {
        ProofForm.RequireTurn(1);
        await using var app = await TestHost.Start();
        await Written(app, "CHE");
        var page = await chromium.SignedIn(app);
        await page.GotoAsync(new Uri(app.Site, Campaign).ToString());
        await page.ClickAsync(".tasks a[href$=correspondence]");
        await page.ClickAsync("tbody a");
        Assert.Contains(Hostile, await page.InnerTextAsync(".message"), StringComparison.Ordinal);
        await page.SubmitAction(
            "classify",
            async form =>
            {
                await form.Locator("input[value=delegated]").CheckAsync();
                await form.Locator("#representativeName").FillAsync("N. N.");
                await form.Locator("#reference").FillAsync("Note 12");
            }
        );
        var invitation = await app.Find("CHE");
        Assert.Equal(
            ("delegated", "Note 12", "A. N. Example", Attention.None),
            (
                invitation.Reply!.Answer.Kind,
                invitation.Reply.Reference,
                invitation.Reply.RecordedBy,
                invitation.Attention
            )
        );
        Assert.Contains("Recorded as an answer", await page.InnerTextAsync(".lede"), StringComparison.Ordinal);
        await page.ClickAsync(".facts a");
        Assert.Contains(
            "Recorded as an answer",
            await page.InnerTextAsync("section:has(#received)"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unmatched_letter_is_assigned_recorded_or_dismissed()
    {
        ProofForm.RequireTurn(0);
        await using var app = await TestHost.Start();
        string[] pieces = [await Written(app, null), await Written(app, null), await Written(app, null)];
        var page = await chromium.SignedIn(app);

        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/correspondence/{pieces[0]}").ToString());
        await page.ClickAsync("text=Assign to an invitation");
        await page.FillAsync("#invitee-assign", "ZZZ");
        await page.ClickAsync("form[action$=assign] button");
        Assert.Contains("There is no invitation", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await page.RunAction(
            app,
            $"{Campaign}/correspondence/{pieces[0]}",
            "assign",
            form => form.Locator("#invitee-assign").FillAsync("FRA")
        );
        Assert.Equal(
            (Attention.Correspondence, null),
            ((await app.Find("FRA")).Attention, (await app.Find("FRA")).Reply)
        );

        await page.RunAction(
            app,
            $"{Campaign}/correspondence/{pieces[1]}",
            "classify",
            async form =>
            {
                await form.Locator("#invitee-classify").FillAsync("EGY");
                await form.Locator("input[value=declined]").CheckAsync();
            }
        );
        Assert.Equal("declined", (await app.Find("EGY")).Reply!.Answer.Kind);

        await page.RunAction(app, $"{Campaign}/correspondence/{pieces[2]}", "aside");
        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/correspondence?show=nobody").ToString());
        Assert.Equal(0, await page.Locator("tbody tr").CountAsync());
        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/correspondence").ToString());
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task Open_issues_outside_the_counts_are_on_the_dashboard_with_links()
    {
        await using var app = await TestHost.Start();
        await Written(app, null);
        app.ReportFailure("EGY", "The store could not be reached.");
        var page = await chromium.SignedIn(app);
        await page.GotoAsync(new Uri(app.Site, Campaign).ToString());
        var tasks = await page.Locator(".tasks li").AllInnerTextsAsync();
        Assert.Equal(["1 unmatched message", "1 failed orchestration"], tasks.Select(t => t.Replace('\n', ' ')));
        await page.ClickAsync(".tasks a[href$=journal]");
        Assert.Contains(
            "The store could not be reached.",
            await page.InnerTextAsync(".failed li:has(a[href$='/invitations/EGY'])"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_dashboard_shows_a_reply_without_being_reloaded()
    {
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app);
        await page.GotoAsync(new Uri(app.Site, Campaign).ToString());
        await page.Locator("[data-live-state]:not(.lost):visible").WaitForAsync();
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        await page.Locator($".lead dd:has-text('1 of {SampleCampaign.Few.Invitees.Count}')").WaitForAsync();
    }

    /// <summary>An e-mail came that would be more than text, if it were let.</summary>
    private static async Task<string> Written(TestHost app, string? invitee) => (
            await app.Correspondence.File(
                new IncomingMessage
                {
                    Source = CorrespondenceSource.Mail,
                    SourceId = Guid.NewGuid().ToString(),
                    Invitations = invitee is null ? [] : [TestHost.Key(invitee)],
                    From = "Cabinet <cabinet@che.example>",
                    Subject = $"Our answer {Hostile}\u202E",
                    Text = $"We delegate.\n\n{Hostile}\u202E",
                    Verdict = "spam score 0.1; dkim pass; spf pass",
                    Headers = [new("Message-ID", "<1@che.example>")],
                    Attachments = [new($"{Hostile}.pdf", "application/pdf", 12_000)],
                },
                TestContext.Current.CancellationToken
            )
        )[0].Id.Value;
}
