using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Local.Serving;
using Wsis.PickupFolder;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>The staff API over HTTP, on the sample campaign: its moves, what it refuses and why, and what the journals
/// say afterwards.</summary>
public sealed partial class StaffApiTests : IAsyncLifetime
{
    private const string Key = "a key of the test";
    private const string Campaign = "/api/campaigns/wsis-forum-2018";
    private const string France = $"{Campaign}/invitations/FRA";

    private static readonly int Invitees = SampleCampaign.Few.Invitees.Count;
    private static readonly int InFrench = SampleCampaign.Few.Invitees.Count(i => i.Language == Language.French);

    private readonly string letters = TestFolder.CreateInMemory("wsis-letters-");
    private readonly InMemoryStores store = new();
    private readonly SettableClock clock = new(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.FromHours(1)));
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        var site = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        app = LocalHost.Compose(store, new PickupFolderMailer(letters, clock), links, site, site, clock, Key);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = site };
        http.DefaultRequestHeaders.Add(StaffKeys.Header, Key);
        await app
            .Services.GetRequiredService<CampaignService>()
            .Import(SampleCampaign.Few, CancellationToken.None, "anna");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(letters, recursive: true);
    }

    [Fact]
    public async Task A_launch_needs_an_approval_of_the_stored_content()
    {
        Assert.Contains(
            "Nobody has approved",
            Detail(await Post($"{Campaign}/launch", null, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/proofs/approve", """{ "hash": "abc" }""", HttpStatusCode.Conflict);
        var hash = (await Get(Campaign)).GetProperty("contentHash").GetString();
        await Post($"{Campaign}/proofs/approve", $$"""{ "hash": "{{hash}}" }""");
        var id = SampleCampaign.Few.Campaign!.Id;
        await store.Campaigns.SaveLetters(
            id,
            [.. SampleCampaign.Few.Letters.Select(l => l.Source with { Text = l.Source.Text + "P.S." })],
            CancellationToken.None
        );
        app.Services.GetRequiredService<CampaignCache>().Changed(id);
        var row = (await store.Campaigns.Find(id, CancellationToken.None))!;
        await store.Campaigns.Save(row.Value, row.Version, [], CancellationToken.None);
        Assert.Contains(
            "changed after it was approved",
            Detail(await Post($"{Campaign}/launch", null, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/proofs/approve");
        Assert.Equal("Running", (await Post($"{Campaign}/launch")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_dashboard_receives_the_counts_live()
    {
        using var reader = new StreamReader(
            await http.GetStreamAsync(
                new Uri("/staff/campaigns/wsis-forum-2018/live", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal("event: part", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "data: <",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_second_person_is_needed_where_the_campaign_says_so()
    {
        var id = SampleCampaign.Few.Campaign!.Id;
        var actions = app.Services.GetRequiredService<CampaignActions>();
        var (entry, version) = (await store.Campaigns.Find(id, CancellationToken.None))!;
        await store.Campaigns.Save(
            entry with
            {
                Source = entry.Source.Replace(
                    "\"zone\"",
                    "\"approval\": \"second-person\", \"zone\"",
                    StringComparison.Ordinal
                ),
            },
            version,
            [],
            CancellationToken.None
        );
        (await actions.Approve(id, null, new Actor("anna"), CancellationToken.None)).OrThrow();
        var refused = Detail(await Post($"{Campaign}/launch", null, HttpStatusCode.Conflict));
        Assert.Contains("only anna", refused, StringComparison.Ordinal);
        Assert.Equal(refused, Text(await Get($"{Campaign}/launch"), "missingApproval"));
        (await actions.Approve(id, null, new Actor("ben"), CancellationToken.None)).OrThrow();
        Assert.False((await Get($"{Campaign}/launch")).TryGetProperty("missingApproval", out _));
        Assert.Equal("Running", (await Post($"{Campaign}/launch")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_campaign_goes_through_its_life_and_its_journal_names_who_did_what()
    {
        await Launch();
        await Post($"{Campaign}/launch");
        await Post($"{Campaign}/pause");
        await Post($"{Campaign}/resume");
        await Post($"{Campaign}/deadline", """{ "deadline": "2018-01-01T00:00:00" }""", HttpStatusCode.Conflict);
        await Post($"{Campaign}/deadline", """{ "deadline": "soon" }""", HttpStatusCode.BadRequest);
        Assert.Equal(
            "2018-02-15T00:00:00",
            (await Post($"{Campaign}/deadline", """{ "deadline": "2018-02-15T00:00:00", "announce": false }"""))
                .GetProperty("deadline")
                .GetString()
        );
        await Post($"{Campaign}/close");
        await Post($"{Campaign}/close");
        Assert.Contains(
            "The campaign is closed;",
            Detail(await Post($"{Campaign}/pause", null, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/deadline", """{ "deadline": "2018-03-01T00:00:00" }""", HttpStatusCode.Conflict);
        var journal = (await Get($"{Campaign}/journal"))
            .GetProperty("journal")
            .EnumerateArray()
            .Select(l => $"{l.GetProperty("what")} by {l.GetProperty("who")}");
        Assert.Equal(
            [
                "campaign imported by anna",
                "closed by local",
                "deadline extended by local",
                "launched by local",
                "paused by local",
                "proofs approved by local",
                "resumed by local",
            ],
            journal.Order(StringComparer.Ordinal)
        );
        // A letter that was on its way when the campaign was closed ends its invitation a moment later.
        await TestHost.WaitUntil(async () =>
            (await Get($"{Campaign}/status")).GetProperty("phases").GetProperty("Unanswered").GetInt64() == Invitees
        );
        Assert.All(
            (
                await store.Invitations.List(
                    SampleCampaign.Few.Campaign!.Id,
                    16,
                    Wsis.Invitations.Storage.InvitationFilter.None,
                    1000,
                    null,
                    CancellationToken.None
                )
            ).Items,
            s => Assert.Null(s.Value.WakeAt)
        );
    }

    [Fact]
    public async Task In_a_cancelled_campaign_nothing_is_sent_and_a_reply_is_recorded_as_late()
    {
        await Launch();
        await Post($"{Campaign}/cancel", """{ "reason": "The Forum is put off." }""");
        Assert.Contains(
            "ended",
            Detail(await Post($"{France}/resend", null, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Post($"{France}/remind", null, HttpStatusCode.Conflict);
        clock.Now = clock.Now.AddDays(1);
        var answered = await Post($"{France}/replies", """{ "form": { "answer": "declined" } }""");
        Assert.Equal("Answered", answered.GetProperty("invitation").GetProperty("phase").GetString());
        Assert.True(answered.GetProperty("reply").GetProperty("late").GetBoolean());
        Assert.False(answered.GetProperty("invitation").TryGetProperty("wakeAt", out _));
    }

    [Fact]
    public async Task The_status_lists_the_next_dates_and_the_orchestration()
    {
        await Launch();
        var status = await Get($"{Campaign}/status");
        Assert.Equal("Running", status.GetProperty("orchestration").GetProperty("status").GetString());
        var next = status.GetProperty("next").EnumerateArray().Select(m => m.GetProperty("what").GetString()).ToList();
        Assert.Equal(["deadline", "close", "event", "end"], next.Where(w => w != "letter"));
        Assert.Equal(
            Invitees,
            status
                .GetProperty("languages")
                .EnumerateObject()
                .Sum(l => l.Value.EnumerateObject().Sum(p => p.Value.GetInt64()))
        );
        Assert.Empty(
            (await Get($"{Campaign}/orchestrations?status=failed")).GetProperty("orchestrations").EnumerateArray()
        );
        Assert.Equal(
            Invitees,
            (await Get($"{Campaign}/orchestrations?top=100")).GetProperty("orchestrations").GetArrayLength()
        );
    }

    [Fact]
    public async Task Status_counts_phases_answers_letters_and_deliveries_and_an_invitation_shows_its_history()
    {
        await Launch();
        await Post(
            $"{France}/replies",
            """{ "form": { "answer": "accepted", "delegationSize": "4", "women": "1" } }"""
        );
        clock.Now = clock.Now.AddDays(1);
        var delivered = new Signal.DeliveryReported(new StepId("invitation"), 1, Delivery.Delivered);
        await app
            .Services.GetRequiredService<InvitationService>()
            .Apply(new InvitationKey(Forum, new("DEU")), delivered, CancellationToken.None);
        await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }""");
        await TestHost.WaitUntil(async () =>
            (await store.Invitations.Count(Forum, 16, CancellationToken.None))["letter:acknowledgement"] == 2
        );
        await TestHost.WaitUntil(async () =>
            (await Get($"{Campaign}/status")).GetProperty("letters").TryGetProperty("acknowledgement", out var sent)
            && sent.GetInt32() == 2
        );
        var status = await Get($"{Campaign}/status");
        Assert.Equal((Invitees - 2, 2), (Count("phases", "Awaiting"), Count("phases", "Answered")));
        Assert.Equal((1, 1), (Count("answers", "accepted"), Count("answers", "declined")));
        Assert.Equal((Invitees, 1), (Count("letters", "invitation"), Count("deliveries", "Delivered")));
        Assert.Equal((4, 1), (status.GetProperty("delegates").GetInt32(), status.GetProperty("women").GetInt32()));
        Assert.Equal(
            ["2017-12-12 1", "2017-12-13 1"],
            status
                .GetProperty("answersByDay")
                .EnumerateArray()
                .Select(d => $"{d.GetProperty("day").GetString()} {d.GetProperty("answers")}")
        );
        var runner = status.GetProperty("orchestration");
        Assert.Equal(("wsis-forum-2018", "Running"), (Text(runner, "instanceId"), Text(runner, "status")));
        Assert.True(runner.TryGetProperty("lastChange", out _) && runner.TryGetProperty("nextWake", out _));

        var germany = await Get($"{Campaign}/invitations/DEU");
        Assert.Contains(
            "invitation Sent Delivered",
            germany
                .GetProperty("letters")
                .EnumerateArray()
                .Select(l => $"{Text(l, "step")} {Text(l, "state")} {Text(l, "delivery")}")
        );
        Assert.Equal("imported", Text(germany.GetProperty("journal")[0], "what"));
        Assert.Equal(
            "wsis-forum-2018:CHE",
            Text((await Get($"{Campaign}/invitations/CHE")).GetProperty("orchestration"), "instanceId")
        );

        int Count(string group, string name) => status.GetProperty(group).GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Failed_orchestrations_are_listed_with_the_reason()
    {
        await Launch();
        var log = app.Services.GetRequiredService<RunnerStatus>();
        log.RecordFailure(
            [new InvitationKey(Forum, new("FRA"))],
            new Reason.AttemptFailed("The letter's template is broken."),
            clock.GetCurrentInstant()
        );
        var failed = Assert.Single(
            (await Get($"{Campaign}/orchestrations?status=failed")).GetProperty("orchestrations").EnumerateArray()
        );
        Assert.Equal(
            ("wsis-forum-2018:FRA", "Failed", "The last attempt failed: The letter's template is broken."),
            (Text(failed, "instanceId"), Text(failed, "status"), Text(failed, "problem"))
        );
        Assert.Equal(
            "status",
            (await Get($"{Campaign}/orchestrations?status=broken", HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .EnumerateObject()
                .Single()
                .Name
        );
        var (seen, next) = (new List<string>(), (string?)$"{Campaign}/orchestrations?top=10");
        while (next is not null)
        {
            var page = await Get(next);
            seen.AddRange(page.GetProperty("orchestrations").EnumerateArray().Select(o => Text(o, "instanceId")));
            next = page.TryGetProperty("continuation", out var at)
                ? $"{Campaign}/orchestrations?top=10&continuation={at.GetString()}"
                : null;
        }
        Assert.Equal(Invitees, seen.Distinct().Count());
        Assert.Equal(Invitees, seen.Count);
    }

    [Fact]
    public async Task Invitations_are_listed_page_by_page_and_looked_for()
    {
        var (seen, path) = (new HashSet<string>(), $"{Campaign}/invitations?top=10");
        for (string? next = path; next is not null; )
        {
            var page = await Get(next);
            Assert.All(
                page.GetProperty("invitations").EnumerateArray(),
                i => Assert.True(seen.Add(i.GetProperty("id").GetString()!))
            );
            next = page.TryGetProperty("continuation", out var c) ? $"{path}&continuation={c.GetString()}" : null;
        }
        Assert.Equal(Invitees, seen.Count);
        Assert.Equal(
            ["FRA"],
            (await Get($"{Campaign}/invitations?state=fra"))
                .GetProperty("invitations")
                .EnumerateArray()
                .Select(i => i.GetProperty("id").GetString())
        );
        Assert.Contains(
            "FRA",
            (await Get($"{Campaign}/invitations?q=FRANCE&phase=scheduled"))
                .GetProperty("invitations")
                .EnumerateArray()
                .Select(i => i.GetProperty("id").GetString())
        );
    }

    [Theory]
    [InlineData("phase=Somewhere", "phase")]
    [InlineData("answer=maybe", "answer")]
    [InlineData("language=de", "language")]
    [InlineData("state=XXX", "state")]
    [InlineData("top=0", "top")]
    [InlineData("top=1001", "top")]
    [InlineData("attention=perhaps", "attention")]
    [InlineData("continuation=foreign", "continuation")]
    public async Task Invalid_query_parameters_are_named(string query, string field) =>
        Assert.Equal(
            field,
            (await Get($"{Campaign}/invitations?{query}", HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .EnumerateObject()
                .Single()
                .Name
        );

    [Fact]
    public async Task A_letter_that_staff_record_counts_by_its_date_and_keeps_its_reference()
    {
        await Launch();
        clock.Now = new DateTimeOffset(2018, 1, 30, 12, 0, 0, TimeSpan.FromHours(1));
        const string answer =
            """{ "answer": "accepted", "statementDay": "2018-03-20", "statementLanguage": "fr","""
            + """ "delegationSize": "5", "women": "3" }""";
        var inTime = await Post(
            $"{France}/replies",
            $$"""{ "form": {{answer}}, "date": "2018-01-19", "reference": "MINFI 2018/17" }"""
        );
        var reply = inTime.GetProperty("reply");
        Assert.Equal(
            ("accepted", "Correspondence", false, "local", "MINFI 2018/17", "2018-03-20"),
            (
                reply.GetProperty("answer").GetString(),
                reply.GetProperty("channel").GetString(),
                reply.GetProperty("late").GetBoolean(),
                reply.GetProperty("recordedBy").GetString(),
                reply.GetProperty("reference").GetString(),
                reply.GetProperty("statementDay").GetString()
            )
        );
        Assert.True(
            (await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }"""))
                .GetProperty("reply")
                .GetProperty("late")
                .GetBoolean()
        );
        var refused = await Post(
            $"{France}/replies",
            """{ "form": { "answer": "accepted", "women": "7", "delegationSize": "2" }, "date": "2018-02-28" }""",
            HttpStatusCode.BadRequest
        );
        Assert.Equal(["date", "women"], refused.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        await Post($"{France}/replies", """{ "form": { "answr": "accepted" } }""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_letter_older_than_the_current_answer_is_filed_and_one_of_the_same_day_replaces_it()
    {
        await Launch();
        clock.Now = new DateTimeOffset(2018, 1, 30, 12, 0, 0, TimeSpan.FromHours(1));
        await Post($"{France}/replies", """{ "form": { "answer": "declined" }, "date": "2018-01-19" }""");
        var earlier = await Post($"{France}/replies", """{ "form": { "answer": "accepted" }, "date": "2018-01-10" }""");
        Assert.Equal("declined", earlier.GetProperty("reply").GetProperty("answer").GetString());
        Assert.Contains(
            earlier.GetProperty("journal").EnumerateArray(),
            l => l.GetProperty("what").GetString() == "earlier reply filed"
        );
        var sameDay = await Post($"{France}/replies", """{ "form": { "answer": "accepted" }, "date": "2018-01-19" }""");
        Assert.Equal("accepted", sameDay.GetProperty("reply").GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Staff_correct_an_address_remind_renew_the_link_and_withdraw()
    {
        await Launch();
        await Post($"{France}/address", """{ "address": "nowhere" }""", HttpStatusCode.BadRequest);
        Assert.Equal(
            "new@ministere.example",
            (await Post($"{France}/address", """{ "address": "new@ministere.example" }"""))
                .GetProperty("invitation")
                .GetProperty("address")
                .GetString()
        );
        await Post($"{France}/remind", """{ "letter": "invitation" }""", HttpStatusCode.BadRequest);
        await Post($"{France}/remind");
        await TestHost.WaitUntil(async () =>
            (await Get(France))
                .GetProperty("letters")
                .EnumerateArray()
                .Any(l =>
                    l.GetProperty("step").GetString() == "reminder-extra-1"
                    && l.GetProperty("state").GetString() == "Sent"
                )
        );
        Assert.Equal(2, (await Post($"{France}/link")).GetProperty("linkGeneration").GetInt32());
        await Post($"{France}/resend", """{ "step": "last-call" }""", HttpStatusCode.Conflict);
        Assert.Equal(
            "Withdrawn",
            (await Post($"{France}/withdraw", """{ "notify": true, "reason": "by mistake" }"""))
                .GetProperty("invitation")
                .GetProperty("phase")
                .GetString()
        );
        await Post($"{France}/remind", null, HttpStatusCode.Conflict);
        var journal = (await Get(France))
            .GetProperty("journal")
            .EnumerateArray()
            .Where(l => l.TryGetProperty("who", out _))
            .Select(l => $"{l.GetProperty("what")} by {l.GetProperty("who")}");
        Assert.Equal(
            [
                "address corrected by local",
                "reminder requested by local",
                "link renewed by local",
                "withdrawn by local",
            ],
            journal
        );
    }

    [Fact]
    public async Task A_selection_is_reminded_and_who_cannot_be_is_named_with_the_reason()
    {
        await Launch();
        await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }""");
        await Post($"{Campaign}/invitations/remind", null, HttpStatusCode.BadRequest);
        var named = await Post($"{Campaign}/invitations/remind", """{ "invitees": ["FRA", "DEU", "NOBODY", "FRA"] }""");
        Assert.Equal(1, named.GetProperty("count").GetInt32());
        Assert.Equal(["DEU", "NOBODY"], named.GetProperty("refused").EnumerateObject().Select(r => r.Name).Order());
        var filtered = await Post($"{Campaign}/invitations/remind?phase=Awaiting&language=fr");
        Assert.Equal(InFrench - 1, filtered.GetProperty("count").GetInt32());
        var reminded = Assert.Single(filtered.GetProperty("refused").EnumerateObject());
        Assert.Equal("FRA", reminded.Name);
        Assert.Contains("within the last 12 hours", $"{reminded.Value}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_to_a_selection_says_before_it_is_sent_who_is_left_out_and_why()
    {
        await Launch();
        await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }""");
        const string preview = $"{Campaign}/invitations/remind/preview";
        await Post(preview, null, HttpStatusCode.BadRequest);
        await Post(preview, """{ "invitees": ["FRA"], "letter": "invitation" }""", HttpStatusCode.BadRequest);
        const string named = """{ "invitees": ["FRA", "DEU", "NOBODY", "FRA"], "letter": "reminder-2" }""";
        var shown = await Post(preview, named);
        Assert.Equal("reminder-2", shown.GetProperty("letter").GetString());
        Assert.Equal(1, shown.GetProperty("count").GetInt32());
        Assert.Equal(["DEU", "NOBODY"], shown.GetProperty("refused").EnumerateObject().Select(r => r.Name).Order());
        Assert.EndsWith("This invitation is answered.", $"{shown.GetProperty("refused").GetProperty("DEU")}");
        Assert.Equal(InFrench, (await Post($"{preview}?language=fr")).GetProperty("count").GetInt32());
        Assert.DoesNotContain((await Get(France)).GetProperty("letters").EnumerateArray(), IsExtra);

        await Post($"{Campaign}/invitations/remind", named);
        var again = await Post($"{preview}?language=fr");
        Assert.Equal(InFrench - 1, again.GetProperty("count").GetInt32());
        Assert.Contains("12 hours", $"{again.GetProperty("refused").GetProperty("FRA")}", StringComparison.Ordinal);

        static bool IsExtra(JsonElement letter) => letter.GetProperty("step").GetString() == "reminder-extra-1";
    }

    [Fact]
    public async Task The_second_of_two_changes_is_refused()
    {
        await Launch();
        var (campaign, invitation) = (await Tag(Campaign), await Tag(France));
        await Post($"{France}/link", etag: invitation);
        await Post($"{France}/link", status: HttpStatusCode.PreconditionFailed, etag: invitation);
        await Post($"{France}/link", etag: await Tag(France));
        await Post($"{France}/link", etag: "*");
        await Post($"{France}/link", status: HttpStatusCode.PreconditionFailed, etag: "\"no such\"");
        await Post($"{Campaign}/pause", etag: campaign);
        await Post($"{Campaign}/resume", status: HttpStatusCode.PreconditionFailed, etag: campaign);
        Assert.Equal("Paused", (await Get(Campaign)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_same_idempotency_key_gets_the_same_answer_and_does_nothing_again()
    {
        await Launch();
        var first = await Post($"{France}/link", key: "k-1");
        var again = await Post($"{France}/link", key: "k-1");
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(2, (await Get(France)).GetProperty("linkGeneration").GetInt32());
        await Post($"{France}/link", "{}", HttpStatusCode.UnprocessableEntity, key: "k-1");
        await Post($"{France}/link", key: "k-2");
        Assert.Equal(3, (await Get(France)).GetProperty("linkGeneration").GetInt32());
        // A refusal changed nothing and is not kept.
        await Post($"{Campaign}/resume", status: HttpStatusCode.OK, key: "k-3");
        await Post($"{France}/link", status: HttpStatusCode.BadRequest, key: new string('k', 201));
    }

    [Fact]
    public async Task An_export_begins_with_a_byte_order_mark_and_has_no_formula()
    {
        await Launch();
        await Post(
            $"{France}/replies",
            """{ "form": { "answer": "delegated", "representativeName": "=HYPERLINK(\"http://evil\")", "remarks": "+1, \"quoted\"", "delegationSize": "4", "women": "1" } }"""
        );
        var bytes = await http.GetByteArrayAsync(
            new Uri($"{Campaign}/export.csv", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + Invitees, lines.Length);
        var france = lines.Single(l => l.StartsWith("FRA,", StringComparison.Ordinal));
        Assert.Contains("'=HYPERLINK", france, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", france, StringComparison.Ordinal);
        Assert.Contains("'+1", france, StringComparison.Ordinal);
        var participants = await http.GetStringAsync(
            new Uri($"{Campaign}/participants.csv", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, participants.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",0.25", participants, StringComparison.Ordinal);
        foreach (
            var (file, csv) in new[] { ("export", Encoding.UTF8.GetString(bytes[3..])), ("participants", participants) }
        )
        {
            var table = Spreadsheet.Read(
                await http.GetByteArrayAsync(
                    new Uri($"{Campaign}/{file}.xlsx", UriKind.Relative),
                    TestContext.Current.CancellationToken
                ),
                null
            );
            Assert.Equal(csv.TrimStart('\uFEFF').Split("\r\n")[0].ToLowerInvariant(), string.Join(',', table.Columns));
            Assert.Contains("=HYPERLINK(\"http://evil\")", table.Rows.Single(r => r.Cells[0] == "FRA").Cells);
        }
    }

    [Fact]
    public async Task Staff_fix_a_place_in_the_running_order()
    {
        await Launch();
        foreach (var (invitee, day) in new[] { ("FRA", "2018-03-20"), ("DEU", "2018-03-20"), ("CHE", "2018-03-21") })
        {
            clock.Now = clock.Now.AddMinutes(1);
            await Post(
                $"{Campaign}/invitations/{invitee}/replies",
                $$"""{ "form": { "answer": "accepted", "statementDay": "{{day}}" } }"""
            );
        }
        Assert.Equal(["FRA,DEU", "CHE"], Order(await Get($"{Campaign}/statements")));
        Assert.Equal(
            ["DEU,FRA", "CHE"],
            Order(await Post($"{Campaign}/statements/DEU", """{ "day": "2018-03-20", "place": 1 }"""))
        );
        await Post($"{Campaign}/statements/FRA", """{ "day": "2018-03-20", "place": 1 }""", HttpStatusCode.BadRequest);
        await Post($"{Campaign}/statements/FRA", """{ "day": "2018-03-19", "place": 1 }""", HttpStatusCode.BadRequest);
        Assert.Equal(["FRA,DEU", "CHE"], Order(await Post($"{Campaign}/statements/DEU")));
        await Post($"{Campaign}/statements/DEU", """{ "day": "2018-03-20", "place": 1 }""");
        Assert.Equal(["FRA,DEU", "CHE"], Order(await Delete($"{Campaign}/statements/DEU")));
        Assert.Equal(["FRA,DEU", "CHE"], Order(await Delete($"{Campaign}/statements/DEU")));
        Assert.Equal(
            ["place fixed", "place returned to the rule", "place fixed", "place returned to the rule"],
            (await Get($"{Campaign}/journal"))
                .GetProperty("journal")
                .EnumerateArray()
                .Select(l => l.GetProperty("what").GetString())
                .Where(w => w!.StartsWith("place", StringComparison.Ordinal))
        );

        static IEnumerable<string> Order(JsonElement order) =>
            order
                .GetProperty("days")
                .EnumerateArray()
                .Select(d =>
                    string.Join(
                        ',',
                        d.GetProperty("statements").EnumerateArray().Select(s => s.GetProperty("invitee").GetString())
                    )
                );
    }

    private async Task Launch()
    {
        await Post($"{Campaign}/proofs/approve");
        await Post($"{Campaign}/launch");
        await TestHost.WaitUntil(async () =>
            (await store.Invitations.Count(SampleCampaign.Few.Campaign!.Id, 16, CancellationToken.None))[
                "letter:invitation"
            ] == Invitees
        );
    }

    private async Task<string> Tag(string path)
    {
        using var response = await http.GetAsync(
            new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return response.Headers.ETag!.ToString();
    }

    private async Task<JsonElement> Get(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await http.GetAsync(
            new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return await Read(response, status);
    }

    private async Task<JsonElement> Post(
        string path,
        string? body = null,
        HttpStatusCode status = HttpStatusCode.OK,
        string? etag = null,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Read(response, status);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Detail(JsonElement problem) => problem.GetProperty("detail").GetString()!;
}
