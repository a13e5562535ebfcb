using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Public;

public sealed class ReplyPageTests
{
    [Fact]
    public async Task The_page_is_in_the_language_of_the_letter_and_asks_for_an_answer()
    {
        await using var app = await TestHost.Start();
        using var response = await app.Get(app.Link("FRA"));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("<html lang=\"fr\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("Accepter l’invitation", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("19–23 mars 2018", page, StringComparison.Ordinal);
        Assert.True(page.Length < 30_000);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    /// <summary>What mail programs take for a part of a link, in the languages of letters, as browsers send
    /// it.</summary>
    private static readonly string[] Appended =
    [
        .. ".|,|;|:|!|?|)|]|%3E|%22|'|%20|%09|%0A|%0D%0A|).%20|%22%29.|%3C%3E|&gt;|*|_|%7C|%60|=".Split('|'),
        .. "%C2%A0%C2%BB|%E2%80%9D%E2%80%A6|%E2%80%99|%E3%80%82%EF%BC%89|%D8%8C%E2%80%8F|%E2%80%8B%EF%BB%BF".Split('|'),
        .. "/|/).|/letter.|/letter%0A|/event.ics%E2%80%9D)|/event.ics)".Split('|'),
    ];

    [Fact]
    public async Task A_link_opens_with_what_a_mail_program_adds_to_its_end()
    {
        await using var app = await TestHost.Start();
        foreach (var added in Appended)
            Assert.Equal((added, HttpStatusCode.OK), (added, await Follow(app, app.Link("FRA") + added)));
        foreach (var foreign in new[] { "A", "A.", "/letters", "/letter.A" })
            Assert.Equal((foreign, HttpStatusCode.NotFound), (foreign, await Follow(app, app.Link("FRA") + foreign)));
    }

    private static async Task<HttpStatusCode> Follow(TestHost app, string link)
    {
        using var response = await app.Get(link);
        if (response.Headers.Location is not { } page)
            return response.StatusCode;
        using var redirected = await app.Get(page.OriginalString);
        return redirected.StatusCode;
    }

    [Fact]
    public async Task The_language_of_the_letter_overrides_the_browser_and_the_switch_overrides_both()
    {
        await using var app = await TestHost.Start();
        foreach (
            var (query, language) in new[] { ("", "fr"), ("?lang=ar", "ar"), ("?lang=de", "fr"), ("?lang=%00", "fr") }
        )
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(app.Link("FRA") + query, UriKind.Relative)
            )
            {
                Headers = { { "Accept-Language", "ru, zh;q=0.9" } },
            };
            using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Contains(
                $"<html lang=\"{language}\"",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Rule_9_a_scanner_that_gets_and_heads_every_link_ten_times_changes_nothing()
    {
        await using var app = await TestHost.Start();
        var before = app.Store.Commits;
        foreach (var invitee in SampleCampaign.Few.Invitees)
            for (var i = 0; i < 10; i++)
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                    using (var response = await app.Get(app.Link(invitee.Id.Value), method))
                        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before, app.Store.Commits);
    }

    [Fact]
    public async Task A_reply_is_on_the_record_when_the_page_sends_the_reader_back_and_the_acknowledgement_follows()
    {
        await using var app = await TestHost.Start();
        using var response = await app.Post(
            app.Link("FRA"),
            ("answer", "delegated"),
            ("representativeName", "N. N."),
            ("representativeTitle", "Ambassadeur"),
            ("delegationSize", "4"),
            ("women", "2"),
            ("statementDay", "2018-03-20"),
            ("statementLanguage", "fr"),
            ("saw", "0"),
            ("replyId", "one")
        );
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var invitation = await app.Find("FRA");
        Assert.Equal(Phase.Answered, invitation.Phase);
        var answer = Assert.IsType<Answer.Delegated>(invitation.Reply!.Answer);
        Assert.Equal(
            ("Ambassadeur", "N. N.", 4, 2),
            (
                answer.Representative.Title,
                answer.Representative.Name,
                answer.Participation.DelegationSize,
                answer.Participation.Women
            )
        );
        await TestHost.WaitUntil(async () =>
            (await app.Find("FRA")).Dispatches.Any(d =>
                d is { Letter: "acknowledgement-delegated", State: DispatchState.Sent }
            )
        );
        var page = await app.Http.GetStringAsync(
            new Uri(app.Link("FRA"), UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("Votre réponse a été enregistrée", page, StringComparison.Ordinal);
        Assert.Contains("Un accusé de réception a été envoyé", page, StringComparison.Ordinal);
        Assert.DoesNotContain("accusé de réception est envoyé", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_from_an_outdated_page_sends_the_reader_back_and_is_recorded_once()
    {
        await using var app = await TestHost.Start();
        foreach (var id in new[] { "first", "second" })
        {
            using var response = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"), ("replyId", id));
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        }
        Assert.Equal(1, (await app.Find("FRA")).Replies);
        Assert.Equal(
            ["reply recorded", "same answer received again"],
            (await app.Journal("FRA")).Where(e => e.Reply is not null).Select(e => e.Event.ToEnglish().What)
        );
    }

    [Fact]
    public async Task Pressing_the_button_twice_sends_one_reply()
    {
        await using var app = await TestHost.Start();
        for (var i = 0; i < 2; i++)
            using (
                var response = await app.Post(
                    app.Link("FRA"),
                    ("answer", "accepted"),
                    ("saw", "0"),
                    ("replyId", "same")
                )
            )
                Assert.True(i == 1 || response.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(1, (await app.Find("FRA")).Replies);
    }

    [Fact]
    public async Task A_reply_after_a_colleagues_reply_asks_for_confirmation()
    {
        await using var app = await TestHost.Start();
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"), ("replyId", "first"))).Dispose();
        using var second = await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "0"), ("replyId", "second"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("first", (await app.Find("FRA")).Reply!.Id);
        Assert.Contains(
            "name=\"expectedReplies\" value=\"1\"",
            await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("answer", "perhaps")]
    [InlineData("statementDay", "2018-03-22")]
    [InlineData("statementLanguage", "de")]
    [InlineData("delegationSize", "-1")]
    [InlineData("women", "9")]
    [InlineData("women", "many")]
    public async Task Invalid_input_comes_back_and_nothing_is_recorded(string field, string value)
    {
        await using var app = await TestHost.Start();
        var fields = new Dictionary<string, string>
        {
            ["answer"] = "accepted",
            ["delegationSize"] = "3",
            [field] = value,
        };
        using var response = await app.Post(app.Link("FRA"), [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null((await app.Find("FRA")).Reply);
    }

    [Theory]
    [InlineData("r/nonsense")]
    [InlineData("r/test.AAAA.BBBB")]
    [InlineData("r/%7B%7Bx%7D%7D%3Cscript%3E")]
    public async Task A_foreign_link_is_a_plain_page_with_404(string link)
    {
        await using var app = await TestHost.Start();
        await NotFoundAndNothingWritten(app, link);
    }

    [Fact]
    public async Task A_tampered_or_truncated_link_is_404_and_a_replaced_one_says_so_and_neither_writes()
    {
        await using var app = await TestHost.Start();
        var link = app.Link("FRA");
        await NotFoundAndNothingWritten(app, link[..^1]);
        await NotFoundAndNothingWritten(app, link[..^1] + (link[^1] == 'A' ? 'B' : 'A'));
        await app.Invitations.Apply(
            (await app.Find("FRA")).Key,
            new Signal.LinkRenewed("renew", "staff"),
            CancellationToken.None
        );
        var before = app.Store.Commits;
        using var replaced = await app.Get(link);
        Assert.Equal(HttpStatusCode.Gone, replaced.StatusCode);
        Assert.Contains(
            "remplacé par un lien plus récent",
            await replaced.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var posted = await app.Post(link, ("answer", "accepted"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.Gone, posted.StatusCode);
        Assert.Equal(before, app.Store.Commits);
        using var renewed = await app.Get(app.Link("FRA", generation: 2));
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task While_the_store_is_down_the_page_says_that_the_reply_was_not_recorded()
    {
        await using var app = await TestHost.Start();
        app.Store.IsDown = true;
        using var response = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(
            "NOT recorded",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var page = await app.Get(app.Link("FRA"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        using var health = await app.Get("health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        app.Store.IsDown = false;
        using var healthy = await app.Get("health");
        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        Assert.Null((await app.Find("FRA")).Reply);
    }

    [Fact]
    public async Task A_store_that_fails_at_the_commit_records_nothing_and_nothing_pretends_otherwise()
    {
        await using var app = await TestHost.Start();
        app.Store.OnCommit = (_, done) =>
            throw (done ? new InvalidOperationException() : new StoreUnavailableException("down"));
        using var response = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"));
        app.Store.OnCommit = null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(
            "N’A PAS été enregistrée",
            WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_form_of_more_than_64_KiB_is_refused()
    {
        await using var app = await TestHost.Start();
        using var response = await app.Post(
            app.Link("FRA"),
            ("answer", "accepted"),
            ("remarks", new string('x', 70_000))
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Null((await app.Find("FRA")).Reply);
    }

    [Fact]
    public async Task Hostile_remarks_are_shown_as_text()
    {
        await using var app = await TestHost.Start();
        (
            await app.Post(
                app.Link("FRA"),
                ("answer", "declined"),
                ("saw", "0"),
                ("remarks", "<script>alert(1)</script>\r\n{{ x }} =HYPERLINK( \u202E 🎩")
            )
        ).Dispose();
        var page = await app.Http.GetStringAsync(
            new Uri(app.Link("FRA"), UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_grace_the_page_says_that_an_answer_is_late_and_records_it()
    {
        await using var app = await TestHost.Start();
        app.Clock.Now = new DateTimeOffset(2018, 1, 26, 9, 0, 0, TimeSpan.Zero);
        Assert.Contains(
            "tardive",
            await app.Http.GetStringAsync(
                new Uri(app.Link("FRA"), UriKind.Relative),
                TestContext.Current.CancellationToken
            ),
            StringComparison.Ordinal
        );
        using var response = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var invitation = await app.Find("FRA");
        Assert.True(invitation.Reply!.Late);
        Assert.Equal(Attention.LateReply, invitation.Attention);
    }

    [Fact]
    public async Task An_answer_cannot_be_changed_after_the_deadline_unless_the_campaign_allows_it()
    {
        await using var app = await TestHost.Start(
            folder: SampleCampaign.With(c => c["replies"]!["changeAfterDeadline"] = false)
        );
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        app.Clock.Now = new DateTimeOffset(2018, 1, 22, 9, 0, 0, TimeSpan.Zero);
        using var response = await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "1"));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("ne peut plus être modifiée sur cette page", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"answer\"", page, StringComparison.Ordinal);
        // The delegation has a date of its own.
        Assert.Contains("name=\"person-0-name\"", page, StringComparison.Ordinal);
        Assert.IsType<Answer.Accepted>((await app.Find("FRA")).Reply!.Answer);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", HttpStatusCode.SeeOther)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED", HttpStatusCode.SeeOther)]
    [InlineData("multipart/form-data; boundary=b", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_form_is_UTF_8_whatever_it_says_and_what_is_no_form_says_nothing(
        string type,
        HttpStatusCode status
    )
    {
        await using var app = await TestHost.Start();
        using var form = new ByteArrayContent("answer=accepted&remarks=%C3%A9+%00%zz"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await app.Http.PostAsync(
            new Uri(app.Link("FRA"), UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(status, response.StatusCode);
        var reply = (await app.Find("FRA")).Reply;
        Assert.Equal(status == HttpStatusCode.SeeOther ? "é  %zz" : null, reply?.Remarks);
    }

    [Fact]
    public async Task The_page_of_a_cancelled_campaign_says_so_asks_nothing_and_cancels_the_calendar_entry()
    {
        await using var app = await TestHost.Start();
        (await app.Post(app.Link("CHE"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        await app.End(CampaignState.Cancelled);
        foreach (var invitee in new[] { "FRA", "CHE" })
        {
            var page = WebUtility.HtmlDecode(
                await app.Http.GetStringAsync(
                    new Uri($"{app.Link(invitee)}?lang=fr", UriKind.Relative),
                    TestContext.Current.CancellationToken
                )
            );
            Assert.Contains(
                "La manifestation a été annulée. Aucune réponse n’est nécessaire.",
                page,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
            Assert.Equal(invitee == "CHE", page.Contains("Votre réponse a été enregistrée", StringComparison.Ordinal));
            Assert.DoesNotContain("accusé de réception est envoyé", page, StringComparison.Ordinal);
            Assert.Contains(
                "STATUS:CANCELLED",
                await app.Http.GetStringAsync(
                    new Uri($"{app.Link(invitee)}/event.ics", UriKind.Relative),
                    TestContext.Current.CancellationToken
                ),
                StringComparison.Ordinal
            );
        }
        // A page that was opened earlier does not overwrite another answer.
        using var response = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(1, (await app.Find("FRA")).Replies);
    }

    [Fact]
    public async Task A_reply_to_a_closed_campaign_is_late_and_the_page_promises_no_acknowledgement()
    {
        await using var app = await TestHost.Start();
        (await app.Post(app.Link("CHE"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        await TestHost.WaitUntil(async () =>
            (await app.Find("CHE")).Dispatches.Any(d =>
                d is { Letter: "acknowledgement-accepted", State: DispatchState.Sent }
            )
        );
        await app.End(CampaignState.Closed);
        Assert.Contains("sera enregistrée comme tardive", await Page("FRA"), StringComparison.Ordinal);
        // It is closed before its deadline.
        foreach (var invitee in new[] { "FRA", "CHE" })
        {
            Assert.Contains("Le délai de réponse est clos", await Page(invitee), StringComparison.Ordinal);
            Assert.DoesNotContain("date limite est passée", await Page(invitee), StringComparison.Ordinal);
        }
        foreach (var (invitee, replies) in new[] { ("FRA", 1), ("CHE", 2) })
        {
            using (var response = await app.Post(app.Link(invitee), ("answer", "declined"), ("saw", $"{replies - 1}")))
                Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
            var invitation = await app.Find(invitee);
            Assert.True(invitation.Reply!.Late);
            Assert.Equal((replies, Attention.LateReply), (invitation.Replies, invitation.Attention));
            Assert.DoesNotContain(invitation.Dispatches, d => d.Step == invitation.AcknowledgementStep);
            var page = await Page(invitee);
            Assert.Contains("Votre réponse a été enregistrée", page, StringComparison.Ordinal);
            Assert.DoesNotContain("accusé de réception est envoyé", page, StringComparison.Ordinal);
            Assert.DoesNotContain("peut être modifiée sur cette page jusqu’au", page, StringComparison.Ordinal);
        }

        async Task<string> Page(string invitee) =>
            WebUtility.HtmlDecode(
                await app.Http.GetStringAsync(
                    new Uri($"{app.Link(invitee)}?lang=fr", UriKind.Relative),
                    TestContext.Current.CancellationToken
                )
            );
    }

    private static async Task NotFoundAndNothingWritten(TestHost app, string link)
    {
        var before = app.Store.Commits;
        using var page = await app.Get(link);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("This link is not valid", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var post = await app.Post(link, ("answer", "accepted"), ("saw", "0"));
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Equal(before, app.Store.Commits);
    }
}
