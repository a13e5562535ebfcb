using System.Net;
using System.Text.RegularExpressions;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>What the pages of staff say and offer in each state of a campaign.</summary>
public sealed partial class StaffPageContentTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    private static readonly CampaignId Id = SampleCampaign.Folder.Campaign!.Id;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_awaits_no_reply_and_reminds_nobody()
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: false);

        Assert.Equal(($"{SampleCampaign.Few.Invitees.Count}", "0"), await ReadPhases(app));
        Assert.DoesNotContain("Remind the selected", await Read(app, "/invitations"), StringComparison.Ordinal);
        Assert.DoesNotContain("/actions/reply", await Read(app, "/invitations/CHE"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Letters that are due are sent from now on")]
    [InlineData(3, "a launch sends no letter, and leaves every invitation without an answer")]
    public async Task The_launch_of_a_draft_says_whether_letters_go_out(int month, string expected)
    {
        await using var app = await TestHost.Start(2018, month, 1, staffKey: Key, launched: false);
        var page = await Read(app);

        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Equal(month == 1, page.Contains("are sent from now on", StringComparison.Ordinal));
        Assert.Equal(month == 1, page.Contains("By e-mail", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2017, 12, null)]
    [InlineData(2018, 1, "The invitation goes out: 8 December 2017, 09:00 in Europe/Zurich has passed")]
    [InlineData(2018, 3, "Deadline: 22 January 2018, 00:00 in Europe/Zurich has passed")]
    public async Task A_draft_whose_dates_have_passed_needs_attention_on_each_page(
        int year,
        int month,
        string? expected
    )
    {
        await using var app = await TestHost.Start(year, month, 1, staffKey: Key, launched: false);

        var dashboard = WebUtility.HtmlDecode(await Read(app));
        var list = WebUtility.HtmlDecode(
            await app.Http.GetStringAsync(new Uri("staff", UriKind.Relative), Cancellation)
        );
        var check = WebUtility.HtmlDecode(await Read(app, "/draft"));

        Assert.Equal(expected is null, dashboard.Contains("Nothing needs your attention.", StringComparison.Ordinal));
        foreach (var page in new[] { dashboard, list, check })
            if (expected is null)
                Assert.DoesNotContain("has passed", page, StringComparison.Ordinal);
            else
                Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_that_was_launched_may_have_dates_in_the_past()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        app.Clock.Now += TimeSpan.FromDays(100);

        Assert.Contains("Nothing needs your attention.", await Read(app), StringComparison.Ordinal);
        var list = await app.Http.GetStringAsync(new Uri("staff", UriKind.Relative), Cancellation);
        Assert.DoesNotContain("has passed", list, StringComparison.Ordinal);
    }

    /// <summary>The title is the name that the list gives.</summary>
    [Theory]
    [InlineData("en", "Egypt")]
    [InlineData("fr", "Égypte")]
    public async Task An_invitation_names_its_State_in_the_language_of_its_reader(string language, string state)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var page = await Read(app, "/invitations/EGY", language);
        Assert.Matches($@"{state}\s*<span class=""code"">EGY</span>", page);
    }

    [Theory]
    [InlineData("en", "Geneva time")]
    [InlineData("fr", "heure de Genève")]
    public async Task The_times_of_a_campaign_name_a_place_and_no_zone(string language, string clock)
    {
        await using var app = await TestHost.Start(day: 1, staffKey: Key, launched: false);
        foreach (var page in new[] { "", "/draft", "/statements" })
        {
            var text = await Read(app, page, language);
            Assert.Contains(clock, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Europe/Zurich", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "(Geneva time).", "<dd>3 January 2018, from 09:00 in the time of each office</dd>")]
    [InlineData("fr", "(heure de Genève).", "<dd>3 janvier 2018, dès 09:00, heure de chaque destinataire</dd>")]
    public async Task The_overview_names_the_place_of_its_time_and_moves_letters_off_holidays(
        string language,
        string place,
        string reminder
    )
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var page = (await Read(app, language: language)).Replace('\u00A0', ' ');

        Assert.Contains(place, page, StringComparison.Ordinal);
        Assert.Contains(reminder, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Paper")]
    [InlineData("fr", "Papier")]
    public async Task The_proof_of_a_letter_on_paper_names_its_office(string language, string paper)
    {
        var folder = SampleCampaign.FewWithPaper.WithInvitees([
            SampleCampaign.FewWithPaper.Invitees.Single(i => i.Id.Value == "FRA"),
        ]);
        await using var app = await TestHost.Start(staffKey: Key, folder: folder, launched: false);

        Assert.Matches(
            $"<bdi>Ministre [^<]+</bdi> · \\s*<bdi lang=\"{language}\">{paper}</bdi>",
            await Read(app, "/proofs", language)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proofs_are_approved_before_the_launch(bool launched)
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: launched);
        var page = await Read(app, "/proofs");

        Assert.Equal(!launched, page.Contains("Approve these proofs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Approve these proofs", "Approved by A. N. Example on ", "Go to the launch")]
    [InlineData("fr", "Approuver ces épreuves", "Approuvées par A. N. Example le ", "Aller au lancement")]
    public async Task Approved_proofs_say_by_whom_and_offer_the_launch(
        string language,
        string approve,
        string approved,
        string launch
    )
    {
        await using var app = await TestHost.Start(launched: false);
        var cookie = await app.SignIn("A. N. Example");
        Assert.Contains(approve, await Proofs(), StringComparison.Ordinal);
        Assert.DoesNotContain(launch, await Proofs(), StringComparison.Ordinal);

        await Approve("A. N. Example");

        Assert.Contains(approved, await Proofs(), StringComparison.Ordinal);
        Assert.Contains(launch, await Proofs(), StringComparison.Ordinal);
        Assert.DoesNotContain(approve, await Proofs(), StringComparison.Ordinal);

        async Task<string> Proofs() =>
            WebUtility.HtmlDecode(await app.Page($"staff/campaigns/wsis-forum-2018/proofs?lang={language}", cookie));

        async Task Approve(string by) =>
            (await app.Actions.Approve(TestHost.Key("CHE").Campaign, null, new Actor(by), Cancellation)).OrThrow();
    }

    [Fact]
    public async Task Proofs_that_a_second_person_must_approve_are_offered_to_another_person_only()
    {
        await using var app = await TestHost.Start(
            launched: false,
            folder: SampleCampaign.FewWith(json => json["approval"] = "second-person")
        );
        var campaign = await app.Store.Campaigns.Find(TestHost.Key("CHE").Campaign, Cancellation);
        await app.Store.Campaigns.Save(
            campaign!.Value with
            {
                Authors = ["A. N. Example"],
            },
            campaign.Version,
            [],
            Cancellation
        );
        (
            await app.Actions.Approve(TestHost.Key("CHE").Campaign, null, new Actor("A. N. Example"), Cancellation)
        ).OrThrow();

        Assert.Contains("Approved by A. N. Example", await Proofs("A. N. Example"), StringComparison.Ordinal);
        Assert.DoesNotContain("Approve these proofs", await Proofs("A. N. Example"), StringComparison.Ordinal);
        Assert.Contains("Approve these proofs", await Proofs("B. Other"), StringComparison.Ordinal);

        async Task<string> Proofs(string person) =>
            await app.Page("staff/campaigns/wsis-forum-2018/proofs?lang=en", await app.SignIn(person));
    }

    [Fact]
    public async Task The_journal_names_the_approved_content_by_eight_digits_and_the_API_by_all()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        foreach (
            var (language, content) in new[]
            {
                ("en", "content with the fingerprint [0-9a-f]{8}\\b"),
                ("fr", "contenu d’empreinte [0-9a-f]{8}\\b"),
            }
        )
        {
            var page = await Read(app, "/journal", language);
            Assert.Equal(2, Regex.Count(page, content));
            Assert.DoesNotMatch("[0-9a-f]{64}", page);
        }
        var journal = await app.GetJson("api/campaigns/wsis-forum-2018/journal");
        Assert.Equal(2, Regex.Count(journal.ToJsonString(), "\"note\":\"content [0-9a-f]{64}\""));

        var (_, said) = await WsisCommand.Run([
            "campaigns",
            "journal",
            "wsis-forum-2018",
            "--host",
            app.Site.ToString(),
            "--key",
            Key,
        ]);
        Assert.Equal(2, Regex.Count(said, "content with the fingerprint [0-9a-f]{8}\\b"));
        Assert.DoesNotMatch("[0-9a-f]{64}", said);
    }

    [Fact]
    public async Task The_next_step_of_an_invitation_names_its_letter()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        using (await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "0")))
            await TestHost.WaitUntil(async () => (await app.Find("FRA")).Acknowledged == 1);
        const string English = @"Reminder 1 on \d+ \w+ 201[78], \d\d:\d\d \(Geneva time\)";
        const string French = @"Rappel 1 le \d+ \w+ 201[78] à \d\d:\d\d \(heure de Genève\)";

        Assert.Matches($@"<dd>\s*{English}\s*</dd>", await Read(app, "/invitations/CHE"));
        Assert.Matches($@"<dd>\s*{French}\s*</dd>", await Read(app, "/invitations/CHE", "fr"));
        Assert.Matches($@"Next: {English}\s*</span>", await Read(app, "/invitations"));
        Assert.Matches($@"Ensuite\u00a0: {French}\s*</span>", await Read(app, "/invitations", "fr"));
        Assert.Contains("Nothing more is planned.", await Read(app, "/invitations/FRA"), StringComparison.Ordinal);

        app.Clock.Now = new(2018, 1, 20, 12, 0, 0, TimeSpan.Zero);
        await app.Campaigns.AdvanceDue(TestHost.Key("CHE").Campaign, Cancellation);

        Assert.Matches(
            @"<dd>\s*Deadline on 22 January 2018, 00:00 \(Geneva time\)\s*</dd>",
            await Read(app, "/invitations/CHE")
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_overview_has_no_table_without_rows(bool launched)
    {
        await using var app = await TestHost.Start(staffKey: Key, launched: launched);
        var page = await Read(app);

        Assert.Contains("<tbody>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<tbody>(\s|<!--.*?-->)*</tbody>", page);
        Assert.Equal(launched, page.Contains("letters-table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_is_being_sent_is_uncertain_only_when_no_result_comes()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await Claim(app, "CHE");

        Assert.Contains("Being sent", await Read(app, "/invitations/CHE"), StringComparison.Ordinal);
        Assert.DoesNotContain("uncertain result", await Read(app), StringComparison.Ordinal);

        app.Clock.Now += TimeSpan.FromMinutes(6);

        Assert.Contains("Uncertain", await Read(app, "/invitations/CHE"), StringComparison.Ordinal);
        var (count, rows) = await FollowIssue(app, "uncertain");
        Assert.Equal((1, 1), (count, rows));
    }

    [Fact]
    public async Task The_list_behind_an_open_issue_has_as_many_rows_as_its_number()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await Refuse(app, "KEN");
        app.Clock.Now = new(2018, 1, 25, 12, 0, 0, TimeSpan.Zero);
        foreach (var invitee in new[] { "CHE", "FRA" })
            await app.Post(app.Link(invitee), ("answer", "declined"));

        Assert.Equal((2, 2), await FollowIssue(app, nameof(Attention.LateReply)));
        Assert.Equal((1, 1), await FollowIssue(app, nameof(Attention.Refused)));
    }

    [Theory]
    [InlineData(CampaignState.Closed)]
    [InlineData(CampaignState.Cancelled)]
    public async Task A_campaign_that_is_over_offers_nothing_that_sends_a_letter(CampaignState end)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await app.End(end);

        var overview = await Read(app);
        var invitation = await Read(app, "/invitations/CHE");

        Assert.Contains("/actions/erase", overview, StringComparison.Ordinal);
        foreach (var action in new[] { "launch", "pause", "resume", "deadline", "close", "cancel" })
            Assert.DoesNotContain($"/actions/{action}", overview, StringComparison.Ordinal);
        Assert.Contains("The campaign is over.", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("Last call", NextEvents().Match(overview).Value, StringComparison.Ordinal);
        Assert.Contains("/actions/reply", invitation, StringComparison.Ordinal);
        foreach (var action in new[] { "remind", "resend", "address", "withdraw" })
            Assert.DoesNotContain($"/actions/{action}", invitation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_campaign_shows_its_counts_and_its_journal_and_offers_nothing_else()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        await app.End(CampaignState.Closed);
        Assert.Equal(
            HttpStatusCode.OK,
            (await app.Get("api/campaigns/wsis-forum-2018?exported=true", HttpMethod.Delete)).StatusCode
        );

        var overview = await Read(app);
        var links = CampaignLinks().Matches(overview).Select(m => m.Groups[1].Value).ToHashSet();
        var pages = EndpointList
            .Local.Where(e => e.Path.StartsWith($"/{Campaign}/", StringComparison.Ordinal) && e.Methods.Contains("GET"))
            .Select(e => e.Path[(Campaign.Length + 1)..])
            .Where(p => p is not ("/journal" or "/live"));

        Assert.Equal(["", "/journal"], links.Order());
        Assert.Contains("was erased", overview, StringComparison.Ordinal);
        foreach (var page in pages)
            Assert.Equal(HttpStatusCode.Gone, (await app.Get(Campaign + page)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Get(Campaign + "/journal")).StatusCode);
    }

    [Fact]
    public async Task Letters_of_one_invitee_that_are_sent_more_than_once_have_numbers()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Now += Plan.ReminderInterval.ToTimeSpan();
            await app.Invitations.Apply(
                TestHost.Key("CHE"),
                new Signal.ReminderRequested($"act-{i}", "staff", "reminder-1"),
                Cancellation
            );
            await app.Campaigns.AdvanceDue(Id, Cancellation);
            await TestHost.WaitUntil(() => Task.FromResult(app.IsIdle));
        }

        var page = await Read(app, "/invitations/CHE");

        foreach (
            var name in new[]
            {
                "Reminder outside the plan",
                "Reminder outside the plan 2",
                "Reminder outside the plan 3",
            }
        )
            Assert.Single(LetterNames().Matches(page), m => m.Groups[1].Value.Trim() == name);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task No_page_writes_a_moment_as_programs_do(string language)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        (await app.Actions.Extend(Id, new(2018, 1, 29, 0, 0), true, new Actor("staff"), Cancellation)).OrThrow();
        app.Clock.Now = new(2018, 1, 30, 12, 0, 0, TimeSpan.Zero);
        await app.Campaigns.AdvanceDue(Id, Cancellation);
        (await app.Actions.Extend(Id, new(2018, 2, 5, 0, 0), false, new Actor("staff"), Cancellation)).OrThrow();
        await app.Campaigns.AdvanceDue(Id, Cancellation);
        await Record(app, "CHE", Instant.FromUtc(2018, 1, 20, 10, 0));
        await Record(app, "CHE", Instant.FromUtc(2018, 1, 10, 10, 0));

        foreach (var page in new[] { "", "/journal", "/invitations/CHE", "/invitations", "/statements" })
        {
            var text = Tags().Replace(await Read(app, page, language), " ");
            Assert.DoesNotMatch(IsoMoment(), text);
        }
    }

    private static Task<Decision?> Record(TestHost app, string invitee, Instant received) =>
        app.Invitations.Apply(
            TestHost.Key(invitee),
            new Signal.ReplyReceived(
                new Reply
                {
                    Id = $"letter-{received}",
                    Channel = Channel.Correspondence,
                    Answer = new Answer.Declined(),
                    ReceivedAt = received,
                    RecordedBy = "staff",
                }
            ),
            Cancellation
        );

    private static Task<Decision?> Refuse(TestHost app, string invitee) =>
        app.Invitations.Apply(
            TestHost.Key(invitee),
            new Signal.DeliveryReported(new StepId("invitation"), 1, Delivery.Refused, "550"),
            Cancellation
        );

    /// <summary>The row of an invitation whose letter was claimed by a process that ended.</summary>
    private static async Task Claim(TestHost app, string invitee)
    {
        var row = await app.Row(invitee);
        var after = row.Value with
        {
            Dispatches =
            [
                row.Value.Dispatches[0] with
                {
                    State = DispatchState.Claimed,
                    ClaimedAt = Instant.FromDateTimeOffset(app.Clock.Now),
                },
            ],
        };
        await app.Store.Invitations.Commit(
            Partition.Containing(Id, row.Value.Invitee.Id, 16),
            [new(row, after, [], [])],
            Cancellation
        );
    }

    /// <summary>The number that the overview shows for an issue, and the rows of the list to which it leads.</summary>
    private static async Task<(int Count, int Rows)> FollowIssue(TestHost app, string issue)
    {
        var link = Assert.Single(
            IssueLinks().Matches(await Read(app)),
            m => m.Groups[1].Value.EndsWith(issue, StringComparison.Ordinal)
        );
        var list = await (await app.Get(link.Groups[1].Value)).Content.ReadAsStringAsync(Cancellation);
        return (int.Parse(link.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), Rows().Count(list));
    }

    private static async Task<(string Scheduled, string Awaiting)> ReadPhases(TestHost app)
    {
        var figures = Figures().Matches(await Read(app)).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        return (figures["Not yet invited"], figures["Awaiting reply"]);
    }

    private static async Task<string> Read(TestHost app, string page = "", string language = "en")
    {
        var response = await app.Get($"{Campaign}{page}?lang={language}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));
    }

    [GeneratedRegex("""key \w+"></span>([^<]+)</dt>\s*<dd>\s*<a [^>]+>([\d,]+)</a>""")]
    private static partial Regex Figures();

    [GeneratedRegex("""<a href="/(staff/[^"]*attention=[^"]+)">\s*<b>(\d+)</b>""")]
    private static partial Regex IssueLinks();

    [GeneratedRegex("""<th scope="row">""")]
    private static partial Regex Rows();

    [GeneratedRegex("""<h2 id="next">.*?</section>""", RegexOptions.Singleline)]
    private static partial Regex NextEvents();

    [GeneratedRegex("""<a href="/staff/campaigns/wsis-forum-2018([^"?]*)["?]""")]
    private static partial Regex CampaignLinks();

    [GeneratedRegex("""letters/[^"]+">([^<]+)</a>""")]
    private static partial Regex LetterNames();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}(T|\b)")]
    private static partial Regex IsoMoment();
}
