using System.Diagnostics;
using System.Net;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>The confirmations of the organisation's website and all their answers.</summary>
public sealed class ConfirmationTests
{
    [Fact]
    public async Task A_confirmation_is_on_the_record_when_it_is_answered_with_200_and_the_acknowledgement_follows()
    {
        var (app, website) = await Open();
        await using var _ = app;
        var answer = await website.Post(
            WebsiteClient.Message(
                ("answer", "delegated"),
                ("representativeTitle", "Ambassadeur"),
                ("representativeName", "N. N."),
                ("representativeAddress", "n@example.org"),
                ("statementDay", "2018-03-20"),
                ("statementLanguage", "fr"),
                ("delegationSize", 4),
                ("women", 2),
                ("remarks", "Merci"),
                ("version", 0)
            )
        );
        Assert.Equal(
            (
                HttpStatusCode.OK,
                """{"status":"recorded","campaign":"wsis-forum-2018","invitee":"FRA","version":1,"late":false}"""
            ),
            (answer.Status, answer.Body)
        );
        var invitation = await app.Find("FRA");
        Assert.Equal(
            (Phase.Answered, Channel.Webhook, "Merci"),
            (invitation.Phase, invitation.Reply!.Channel, invitation.Reply.Remarks)
        );
        var given = Assert.IsType<Answer.Delegated>(invitation.Reply.Answer);
        Assert.Equal(new Representative("Ambassadeur", "N. N.", "n@example.org"), given.Representative);
        Assert.Equal(new Participation(new NodaTime.LocalDate(2018, 3, 20), "fr", 4, 2), given.Participation);
        await TestHost.WaitUntil(async () =>
            (await app.Find("FRA")).Dispatches.Any(d =>
                d is { Letter: "acknowledgement-delegated", State: DispatchState.Sent }
            )
        );
    }

    [Fact]
    public async Task The_invitee_is_named_by_token_by_id_or_by_address_in_any_case()
    {
        var (app, website) = await Open();
        await using var _ = app;
        var token = app.Link("CHE")["r/".Length..];
        Assert.Equal(
            "CHE",
            (
                await website.Post(WebsiteClient.Message(("campaign", null), ("invitee", null), ("token", token)), "1")
            ).Json["invitee"]!.GetValue<string>()
        );
        Assert.Equal("FRA", (await website.Post(WebsiteClient.Message(), "2")).Json["invitee"]!.GetValue<string>());
        var address = (await app.Find("ESP")).Invitee.Address.ToUpperInvariant();
        Assert.Equal(
            "ESP",
            (await website.Post(WebsiteClient.Message(("invitee", null), ("email", address)), "3")).Json[
                "invitee"
            ]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task An_id_seen_before_is_answered_as_the_first_time_and_changes_nothing()
    {
        var (app, website) = await Open();
        await using var _ = app;
        var first = await website.Post(WebsiteClient.Message(("version", 0)));
        var commits = app.Store.Commits;
        app.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(first, await website.Post(WebsiteClient.Message(("version", 0))));
        // The same id is the same message, whatever it says now.
        Assert.Equal(first, await website.Post(WebsiteClient.Message(("answer", "declined"))));
        Assert.Equal(1, (await app.Find("FRA")).Replies);
        Assert.True(app.Store.Commits <= commits + 2, "Only the acknowledgement may have been sent.");
    }

    [Fact]
    public async Task A_message_repeated_after_a_crash_before_its_id_was_stored_gives_the_same_reply()
    {
        var (app, website) = await Open();
        await using var _ = app;
        app.Store.ForgetsAnswers = true;
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await website.Post(WebsiteClient.Message(("version", 0)))).Status
        );
        Assert.Equal(1, (await app.Find("FRA")).Replies);
        app.Store.ForgetsAnswers = false;
        var again = await website.Post(WebsiteClient.Message(("version", 0)));
        Assert.Equal((HttpStatusCode.OK, 1), (again.Status, again.Json["version"]!.GetValue<int>()));
        Assert.Equal(1, (await app.Find("FRA")).Replies);
    }

    [Fact]
    public async Task Many_repetitions_at_once_are_one_reply()
    {
        var (app, website) = await Open();
        await using var _ = app;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => website.Post(WebsiteClient.Message())));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal(1, (await app.Find("FRA")).Replies);
    }

    [Theory]
    [InlineData("invitee", "XXX", "No invitee of the campaign has this id.")]
    [InlineData("invitee", "../; drop", "No invitee of the campaign has this id.")]
    [InlineData("email", "nobody@example.org", "No invitee of the campaign has this address.")]
    [InlineData("email", "not an address", "No invitee of the campaign has this address.")]
    [InlineData("campaign", "another", "There is no such campaign.")]
    [InlineData("campaign", "No Id", "There is no such campaign.")]
    [InlineData("token", "k1.AAAA.BBBB", "The token is not valid.")]
    public async Task A_confirmation_that_names_nobody_is_kept_for_staff_word_for_word_and_once(
        string field,
        string value,
        string why
    )
    {
        var (app, website) = await Open();
        await using var _ = app;
        var message = field switch
        {
            "token" => WebsiteClient.Message(
                ("campaign", null),
                ("invitee", null),
                (field, value),
                ("remarks", "kept")
            ),
            "email" => WebsiteClient.Message(("invitee", null), (field, value), ("remarks", "kept")),
            _ => WebsiteClient.Message((field, value), ("remarks", "kept")),
        };
        for (var i = 0; i < 2; i++)
        {
            var answer = await website.Post(message);
            Assert.Equal((HttpStatusCode.Accepted, why), (answer.Status, answer.Json["reason"]!.GetValue<string>()));
        }
        var filed = Assert
            .Single(
                (
                    await app.Store.Correspondence.List(
                        field is "invitee" or "email" ? SampleCampaign.Folder.Campaign!.Id : null,
                        CorrespondenceFilter.None,
                        10,
                        null,
                        TestContext.Current.CancellationToken
                    )
                ).Items
            )
            .Value;
        Assert.Equal(
            (CorrespondenceSource.Website, CorrespondenceState.Waiting, message),
            (filed.Source, filed.State, filed.Text)
        );
        Assert.Equal(
            ("accepted", why, "", field == "email" ? value : ""),
            (filed.Confirmation!.Answer, filed.Confirmation.Reason.ToEnglish(), filed.Subject, filed.From)
        );
        Assert.Equal(0, (await app.Find("FRA")).Replies);
    }

    [Fact]
    public async Task A_revoked_link_answers_nothing_and_what_it_wanted_is_put_before_staff()
    {
        var (app, website) = await Open();
        await using var _ = app;
        await app.Invitations.Apply(
            (await app.Find("FRA")).Key,
            new Signal.LinkRenewed("renew", "staff"),
            TestContext.Current.CancellationToken
        );
        var answer = await website.Post(
            WebsiteClient.Message(("campaign", null), ("invitee", null), ("token", app.Link("FRA")["r/".Length..]))
        );
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var invitation = await app.Find("FRA");
        Assert.Equal((0, Attention.Correspondence), (invitation.Replies, invitation.Attention));
        var cookie = await app.SignIn("anna");
        foreach (
            var (language, sender, subject) in new[]
            {
                ("en", "Website", "Accepted: The link of the token was replaced by a newer one."),
                ("fr", "Site web", "Acceptée\u00a0: Le lien du jeton a été remplacé par un plus récent."),
            }
        )
        {
            foreach (var path in new[] { "correspondence", "invitations/FRA" })
            {
                var page = WebUtility.HtmlDecode(
                    await app.Page($"staff/campaigns/wsis-forum-2018/{path}?lang={language}", cookie)
                );
                Assert.Contains(sender, page, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(subject, page, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task Errors_are_listed_by_field_and_nothing_is_recorded()
    {
        var (app, website) = await Open();
        await using var _ = app;
        await Wrong(
            "1",
            WebsiteClient.Message(
                ("answer", "perhaps"),
                ("women", "two"),
                ("colour", "red"),
                ("remarks", new string('x', 4001))
            ),
            "data.answer",
            "data.colour",
            "data.remarks",
            "data.women"
        );
        await Wrong(
            "2",
            WebsiteClient.Message(
                ("answer", "delegated"),
                ("statementDay", "2018-03-22"),
                ("statementLanguage", "de"),
                ("delegationSize", 501),
                ("women", 1),
                ("representativeAddress", "at")
            ),
            "data.delegationSize",
            "data.representativeAddress",
            "data.representativeName",
            "data.statementDay",
            "data.statementLanguage"
        );
        await Wrong("3", WebsiteClient.Message(("email", "a@example.org")), "data");
        await Wrong("4", WebsiteClient.Message(("campaign", null)), "data");
        await Wrong(
            "5",
            """{ "type": "invitation.cancelled", "data": { "campaign": "c", "invitee": "i", "answer": "declined" } }""",
            "type"
        );
        await Wrong("6", """{ "type": "invitation.confirmed" }""", "data");
        await Wrong("7", """{ "type": "invitation.confirmed", "data": [] }""", "data");
        await Wrong("8", "[]", "");
        await Wrong("9", "not JSON", "");
        await Wrong(
            "10",
            """{ "type": "invitation.confirmed", "data": { "campaign": "wsis-forum-2018","""
                + """ "invitee": "FRA", "answer": "accepted", "answer": "declined" } }""",
            ""
        );
        await Wrong(
            "11",
            """{ "type": "invitation.confirmed", "data": { "campaign": "wsis-forum-2018","""
                + """ "invitee": "FRA", "answer": "accepted", "remarks": "\ud800" } }""",
            ""
        );
        await Wrong("12", WebsiteClient.Message(("delegationSize", 2), ("women", 3)), "data.women");
        Assert.Equal(0, (await app.Find("FRA")).Replies);
        using var dotted = website.Signed("{}"u8.ToArray(), "msg.1");
        Assert.Equal(["webhook-id"], (await website.Send(dotted)).Fields);

        async Task Wrong(string id, string message, params string[] fields)
        {
            var answer = await website.Post(message, id);
            Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{message}: {answer}");
            Assert.Equal(fields.Order(StringComparer.Ordinal), answer.Fields.Order(StringComparer.Ordinal));
            Assert.All(answer.Json["errors"]!.AsArray(), e => Assert.NotEqual("", e!["message"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task A_form_that_is_older_than_another_reply_is_answered_with_409_and_the_number_of_replies()
    {
        var (app, website) = await Open();
        await using var _ = app;
        (await app.Post(app.Link("FRA"), ("answer", "declined"), ("saw", "0"))).Dispose();
        var stale = await website.Post(WebsiteClient.Message(("version", 0)), "1");
        Assert.Equal((HttpStatusCode.Conflict, 1), (stale.Status, stale.Json["version"]!.GetValue<int>()));
        Assert.IsType<Answer.Declined>((await app.Find("FRA")).Reply!.Answer);
        Assert.Equal(HttpStatusCode.OK, (await website.Post(WebsiteClient.Message(("version", 1)), "2")).Status);
        Assert.Equal(
            HttpStatusCode.OK,
            (await website.Post(WebsiteClient.Message(("answer", "declined")), "3")).Status
        );
    }

    [Fact]
    public async Task An_unsigned_or_outdated_message_gets_401_and_changes_nothing()
    {
        var (app, website) = await Open();
        await using var _ = app;
        Assert.Equal(
            HttpStatusCode.OK,
            (await website.Post(WebsiteClient.Message(), "1", signedAgo: TimeSpan.FromMinutes(5))).Status
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await website.Post(WebsiteClient.Message(), "2", signedAgo: TimeSpan.FromMinutes(-5))).Status
        );
        var (replies, receipts) = ((await app.Find("FRA")).Replies, app.Store.Remembered);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await website.Post(WebsiteClient.Message(), "3", signedAgo: TimeSpan.FromSeconds(301))).Status
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await website.Post(WebsiteClient.Message(), "4", signedAgo: TimeSpan.FromSeconds(-301))).Status
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await website.Post(WebsiteClient.Message(), "5", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).Status
        );
        foreach (var header in new[] { "webhook-id", "webhook-timestamp", "webhook-signature" })
        {
            using var request = website.Signed("{}"u8.ToArray(), "6");
            request.Headers.Remove(header);
            Assert.Equal(HttpStatusCode.Unauthorized, (await website.Send(request)).Status);
        }
        Assert.Equal((replies, receipts), ((await app.Find("FRA")).Replies, app.Store.Remembered));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_believed()
    {
        await using var app = await TestHost.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, (await new WebsiteClient(app).Post(WebsiteClient.Message())).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_body_that_is_not_JSON_in_UTF_8_gets_415(string type)
    {
        var (app, website) = await Open();
        await using var _ = app;
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await website.Post(WebsiteClient.Message(), type: type)).Status
        );
    }

    [Fact]
    public async Task A_body_of_more_than_64_KiB_is_answered_with_413()
    {
        var (app, website) = await Open();
        await using var _ = app;
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await website.Post(WebsiteClient.Message(("remarks", new string('x', 70_000))))).Status
        );
    }

    [Fact]
    public async Task While_the_store_is_down_the_answer_is_503_and_the_same_message_is_accepted_later()
    {
        var (app, website) = await Open();
        await using var _ = app;
        app.Store.OnCommit = (_, done) =>
            throw (done ? new InvalidOperationException() : new StoreUnavailableException("down"));
        using (var request = website.Signed(System.Text.Encoding.UTF8.GetBytes(WebsiteClient.Message()), "msg_1"))
        using (var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken))
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, 60),
                (response.StatusCode, (int)response.Headers.RetryAfter!.Delta!.Value.TotalSeconds)
            );
        app.Store.OnCommit = null;
        Assert.Equal(HttpStatusCode.OK, (await website.Post(WebsiteClient.Message())).Status);
        Assert.Equal(1, (await app.Find("FRA")).Replies);
    }

    [Fact]
    public async Task A_client_made_with_the_public_package_is_understood()
    {
        await NpmPackages.Require();
        var (app, _) = await Open();
        await using var __ = app;
        Assert.StartsWith(
            "200 {\"status\":\"recorded\"",
            await Node(app, WebsiteClient.Secret, "msg_public", WebsiteClient.Message(("remarks", "🎩 Genève"))),
            StringComparison.Ordinal
        );
        Assert.Equal("🎩 Genève", (await app.Find("FRA")).Reply!.Remarks);
        Assert.StartsWith(
            "401 ",
            await Node(app, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "msg_other", WebsiteClient.Message()),
            StringComparison.Ordinal
        );
    }

    private static async Task<(TestHost App, WebsiteClient Website)> Open()
    {
        var app = await TestHost.Start(webhooks: WebsiteClient.Settings);
        return (app, new WebsiteClient(app));
    }

    private static async Task<string> Node(TestHost app, string secret, string id, string body)
    {
        string[] arguments =
        [
            "Webhooks/confirm.mjs",
            new Uri(app.Site, WebsiteClient.Address).ToString(),
            secret,
            id,
            $"{app.Clock.Now.ToUnixTimeSeconds()}",
        ];
        using var node = Process.Start(
            new ProcessStartInfo("node", arguments)
            {
                WorkingDirectory = NpmPackages.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            }
        )!;
        await node.StandardInput.WriteAsync(body);
        node.StandardInput.Close();
        return await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
