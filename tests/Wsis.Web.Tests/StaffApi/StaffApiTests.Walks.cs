using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Serving;
using Wsis.PickupFolder;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>Every route of the API tried for what holds of all of them. A route that is added is tried too.</summary>
public sealed partial class StaffApiTests
{
    /// <summary>A version that no row has.</summary>
    private const string NoVersion = "\"bm8gc3VjaCB2ZXJzaW9u\"";

    private static readonly IReadOnlyList<ApiEndpoint> Api = ReadEndpoints();

    /// <summary>These create what is not there, from a folder. The tests of folders try them.</summary>
    private static readonly string[] Uploads = ["PutCampaign", "PutDraft", "CreateDraft"];

    /// <summary>These change nothing, so their answers are not stored under a key.</summary>
    private static readonly string[] Unstored = ["PreviewLetterText", "CompareAdditions"];

    public static TheoryData<string> Posts =>
        [.. Api.Where(e => e.Method == "POST" && !Unstored.Contains(e.Name)).Select(e => e.Name)];

    public static TheoryData<string> Bodiless => [.. Posts.Select(p => p.Data).Where(TakesNoBody)];

    [Fact]
    public async Task A_change_that_is_for_another_version_is_refused_and_changes_nothing()
    {
        var message = await Ready();
        await ForEach(
            Api.Where(e => !e.IsRead && e.Name != "ReinviteInvitee" && !Uploads.Contains(e.Name)),
            name => RefuseOtherVersion(name, message)
        );
        await Post($"{France}/withdraw");
        await RefuseOtherVersion("ReinviteInvitee", message);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task A_post_that_is_repeated_under_its_key_gets_the_same_answer_and_changes_nothing(string route)
    {
        var message = await Ready(route);
        using var first = await Ask(route, message, key: "k-1");
        var answer = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(first.StatusCode == HttpStatusCode.OK, answer);
        await Rest();
        var before = await Everything();
        using var again = await Ask(route, message, key: "k-1");
        Assert.Equal(
            (HttpStatusCode.OK, answer),
            (again.StatusCode, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
        Assert.Equal(before, await Everything());
        using var other = await Ask(route, message, key: "k-1", body: """{ "another": "body" }""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public Task A_campaign_that_is_not_there_is_not_found() =>
        ForEach(
            Api.Where(e => e.Path.Contains("{id}", StringComparison.Ordinal) && !Uploads.Contains(e.Name)),
            async name =>
            {
                using var response = await Ask(name, "20180110T0931220000000Z-4f1c2d3e4a5b6c7d", campaign: "nobody");
                await AssertNotFound(response);
            }
        );

    [Fact]
    public Task A_missing_invitee_is_not_found() =>
        ForEach(
            Api.Where(e => e.Path.Contains("{invitee}", StringComparison.Ordinal)),
            async name =>
            {
                foreach (var nobody in new[] { "NOBODY", "~" })
                {
                    using var response = await Ask(name, "", invitee: nobody);
                    await AssertNotFound(response);
                }
            }
        );

    [Fact]
    public Task A_message_that_is_not_there_is_not_found() =>
        ForEach(
            Api.Where(e => e.Path.Contains("{message}", StringComparison.Ordinal)),
            async name =>
            {
                foreach (var missing in new[] { "20180110T0931220000000Z-4f1c2d3e4a5b6c7d", "~" })
                {
                    using var response = await Ask(name, missing);
                    await AssertNotFound(response);
                }
            }
        );

    private static async Task AssertNotFound(HttpResponseMessage response)
    {
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType)
        );
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Matches("-not-found$|^file-missing$", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_unexpected_body_is_refused_with_a_reason_and_breaks_nothing()
    {
        var message = await Ready();
        await ForEach(
            Api.Where(e => e.Method == "POST" && !TakesNoBody(e.Name)),
            name => RefuseUnexpectedBodies(name, message)
        );
    }

    /// <summary>An action without a body may be carried out, so each has a campaign of its own.</summary>
    [Theory]
    [MemberData(nameof(Bodiless))]
    public async Task An_unexpected_body_breaks_no_action_without_one(string route) =>
        await RefuseUnexpectedBodies(route, await Ready(route));

    [Theory]
    [InlineData("invitations")]
    [InlineData("orchestrations")]
    [InlineData("correspondence")]
    public async Task A_list_goes_on_only_where_it_was_said_to(string list)
    {
        await Launch();
        foreach (var foreign in new[] { "foreign", "x~y", "%00", new string('A', 2000), "d3Npcy1mb3J1bS0yMDE4" })
            Assert.Equal(
                "continuation",
                (await Get($"{Campaign}/{list}?continuation={foreign}", HttpStatusCode.BadRequest))
                    .GetProperty("errors")
                    .EnumerateObject()
                    .Single()
                    .Name
            );
    }

    [Theory]
    [InlineData("remind")]
    [InlineData("remind/preview")]
    public async Task A_selection_goes_on_only_where_it_was_said_to(string action) =>
        Assert.True(
            (
                await Post(
                    $"{Campaign}/invitations/{action}?phase=Scheduled&continuation=foreign",
                    null,
                    HttpStatusCode.BadRequest
                )
            )
                .GetProperty("errors")
                .TryGetProperty("continuation", out _)
        );

    [Fact]
    public async Task One_of_two_simultaneous_changes_is_refused()
    {
        await Launch();
        foreach (var path in new[] { $"{France}/link", $"{Campaign}/pause" })
        {
            var tag = await Tag(path[..path.LastIndexOf('/')]);
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(_ =>
                        Task.Run(async () =>
                        {
                            using var request = new HttpRequestMessage(
                                HttpMethod.Post,
                                new Uri(path, UriKind.Relative)
                            );
                            request.Headers.TryAddWithoutValidation("If-Match", tag);
                            using var response = await http.SendAsync(request);
                            return response.StatusCode;
                        })
                    )
            );
            Assert.Single(answers, HttpStatusCode.OK);
            Assert.Equal(7, answers.Count(a => a == HttpStatusCode.PreconditionFailed));
        }
    }

    [Fact]
    public async Task Simultaneous_requests_with_one_key_are_carried_out_once()
    {
        await Launch();
        await Rest();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Post($"{France}/link", key: "k-1"))));
        Assert.Equal(2, (await Get(France)).GetProperty("linkGeneration").GetInt32());
        Assert.Single(
            (await Get(France)).GetProperty("journal").EnumerateArray(),
            l => Text(l, "what") == "link renewed"
        );
    }

    [Fact]
    public async Task A_second_launch_changes_nothing()
    {
        await Launch();
        await Rest();
        var before = await Everything();
        await Post($"{Campaign}/launch");
        await Rest();
        Assert.Equal(before, await Everything());
        Assert.Equal(Invitees, Directory.GetFiles(letters, "*.eml").Length);
    }

    /// <summary>Tries every route on one host, and lists those that fail.</summary>
    private static async Task ForEach(IEnumerable<ApiEndpoint> routes, Func<string, Task> check)
    {
        var failures = new List<string>();
        foreach (var route in routes)
            try
            {
                await check(route.Name);
            }
            catch (Exception x)
            {
                failures.Add($"{route.Name}: {x.Message}");
            }
        Assert.Empty(failures);
    }

    private async Task RefuseOtherVersion(string route, string message)
    {
        var before = await Everything();
        using var response = await Ask(route, message, etag: NoVersion);
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal(before, await Everything());
    }

    private async Task RefuseUnexpectedBodies(string route, string message)
    {
        var nested = string.Concat(Enumerable.Repeat("[", 200));
        // The server ends a connection on which it cannot read an unread body to its end within five seconds.
        var length = (TakesNoBody(route) ? 1 : 5) * 1024 * 1024;
        foreach (
            var body in new[]
            {
                "null",
                "[]",
                "\"x\"",
                "{ \"unknown\": 1 }",
                "{",
                "\0",
                nested,
                new string(' ', length),
                "{ \"form\": null }",
                "{ \"invitees\": [null] }",
                "{ \"form\": { \"answer\": 1 } }",
            }
        )
        {
            using var response = await Ask(route, message, body: body);
            var status = (int)response.StatusCode;
            // A route that takes no body does not read one.
            Assert.True(
                status is 400 or 413
                    || (status < 400 && TakesNoBody(route))
                    // An invitee without anything is a row with errors.
                    || (status == 200 && route == "CompareAdditions")
                    // It is done once.
                    || (status == 409 && route is "ReinviteInvitee" or "UndoReturned"),
                $"{body[..Math.Min(20, body.Length)]}: {response.StatusCode}"
            );
            if (status >= 400)
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>A running campaign in which every action is possible, with a message.</summary>
    private async Task<string> Ready(string? route = null)
    {
        await Launch();
        await Rest();
        if (route == "ReinviteInvitee")
            await Post($"{France}/withdraw");
        if (route is "MarkReturned" or "UndoReturned")
            await PostReminder();
        if (route == "UndoReturned")
            await Post($"{France}/returned");
        if (route == "ApproveLetterCorrection")
            (await Ask("CorrectLetter", "")).EnsureSuccessStatusCode().Dispose();
        if (route == "NameDelegation")
        {
            await Post($"{France}/replies", """{ "form": { "answer": "accepted" } }""");
            await Rest();
        }
        using var content = new MemoryStream(NoteVerbale);
        var message = new IncomingMessage
        {
            Source = CorrespondenceSource.Mail,
            SourceId = "<1@fra.example>",
            From = "fra@example",
            Subject = "",
            Text = "",
            Content = content,
            Invitations = [new(Forum, new("FRA"))],
        };
        var filed = await app
            .Services.GetRequiredService<CorrespondenceService>()
            .File(message, CancellationToken.None);
        return Assert.Single(filed).Id.Value;
    }

    /// <summary>France gets a reminder on paper.</summary>
    private async Task PostReminder()
    {
        await Post($"{France}/particulars", """{ "address": "", "postal": "75000 Paris" }""");
        await Post($"{France}/remind");
        await Rest();
        await Post($"{Campaign}/print-run/posted", """{ "letters": [{ "id": "FRA~reminder-extra-1~1~1" }] }""");
    }

    /// <summary>Waits until what follows from a change by itself has followed.</summary>
    private Task Rest() =>
        TestHost.WaitUntil(async () =>
        {
            var ended =
                (await store.Campaigns.Find(Forum, CancellationToken.None))?.Value.State
                is CampaignState.Closed
                    or CampaignState.Cancelled;
            return (
                await store.Invitations.List(Forum, 16, InvitationFilter.None, 1000, null, CancellationToken.None)
            ).Items.All(s =>
                (s.Value.WakeAt ?? NodaTime.Instant.MaxValue) > NodaTime.Instant.FromDateTimeOffset(clock.Now)
                && s.Value.Dispatches.All(d => d.State != DispatchState.Claimed)
                && !(ended && s.Value.Phase is Phase.Scheduled or Phase.Awaiting)
            );
        });

    private static string? BodyFor(string route) =>
        route switch
        {
            "ExtendDeadline" => """{ "deadline": "2018-02-15T00:00:00" }""",
            "RecordCorrespondedReply" or "ClassifyCorrespondence" => """{ "form": { "answer": "declined" } }""",
            "NameDelegation" => """{ "members": [{ "name": "A. Person", "speaks": true }] }""",
            "CorrectAddress" => """{ "address": "new@ministere.example" }""",
            "CorrectParticulars" => """{ "salutation": "Dear Minister," }""",
            "CreateDraft" => NewDraft,
            "PreviewLetterText" => """{ "text": "---\nsubject: S\n---\nText\n" }""",
            "SendTestLetter" => """{ "to": "anna@itu.example" }""",
            "RemindInvitations" or "PreviewReminders" => """{ "invitees": ["FRA"] }""",
            "FixPlace" => """{ "day": "2018-03-20", "place": 1 }""",
            "AssignCorrespondence" or "ReassignCorrespondence" => """{ "invitee": "FRA" }""",
            "AnswerCorrespondence" => """{ "subject": "RE: Yes", "text": "Thank you." }""",
            "CompareList" or "CorrectList" => """{ "invitees": [{ "id": "FRA", "salutation": "Dear Minister," }] }""",
            "MarkPosted" => """{ "letters": [{ "id": "FRA~invitation~1~1" }] }""",
            "CorrectLetter" => """{ "text": "---\nsubject: S\n---\nCorrected\n" }""",
            "ResolveAttention" => """{ "attention": ["LateReply"] }""",
            "AddInvitees" or "CompareAdditions" => $$"""{ "invitees": [{{NewInvitee}}] }""",
            _ => null,
        };

    private const string NewDraft = """
        { "name": { "en": "Forum 2019", "fr": "Forum 2019" }, "reference": "CL-1", "from": "2019-05-03",
          "to": "2019-05-05", "place": { "en": "Geneva", "fr": "Genève" }, "languages": ["en", "fr"],
          "zone": "Europe/Zurich", "sendAt": "2018-12-07T09:00:00", "deadline": "2019-02-15T00:00:00",
          "organisation": { "en": "Organization", "fr": "Organisation" }, "signatory": { "en": "S", "fr": "S" },
          "contact": { "en": "C", "fr": "C" }, "address": "contact@organisation.example", "telephone": "+41 22 1" }
        """;

    private static bool TakesNoBody(string route) =>
        route
            is "LaunchCampaign"
                or "PauseCampaign"
                or "ResumeCampaign"
                or "CloseCampaign"
                or "RepairCampaign"
                or "RenewLink"
                or "MarkReturned"
                or "UndoReturned"
                or "ReinviteInvitee"
                or "ErasePerson"
                or "SubmitDraft"
                or "AddDraftLanguage"
                or "ProposeLetterLanguage";

    private async Task<HttpResponseMessage> Ask(
        string name,
        string message,
        string campaign = "wsis-forum-2018",
        string invitee = "FRA",
        string? etag = null,
        string? key = null,
        string? body = null
    )
    {
        var endpoint = Api.Single(e => e.Name == name);
        var path = endpoint
            .Path.Replace("{id}", campaign, StringComparison.Ordinal)
            .Replace("{invitee}", invitee, StringComparison.Ordinal)
            .Replace("{message}", message, StringComparison.Ordinal)
            .Replace("{index}", "0", StringComparison.Ordinal)
            .Replace("{language}/{letter}", "en/invitation", StringComparison.Ordinal)
            .Replace("{language}", "en", StringComparison.Ordinal)
            .Replace("{document}", "letters", StringComparison.Ordinal)
            .Replace("letters/{letter}", "letters/invitation~1", StringComparison.Ordinal)
            .Replace("{path}", "campaign.json", StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), new Uri(path, UriKind.Relative));
        if ((body ?? BodyFor(name)) is { } json)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The endpoints of campaigns, as the host maps them.</summary>
    private static List<ApiEndpoint> ReadEndpoints()
    {
        var site = new Uri("http://127.0.0.1:0/");
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        var host = LocalHost.Compose(
            new InMemoryStores(),
            new PickupFolderMailer(Path.GetTempPath(), TimeProvider.System),
            links,
            site,
            site,
            TimeProvider.System
        );
        return
        [
            .. ((IEndpointRouteBuilder)host)
                .DataSources.SelectMany(d => d.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.StartsWith("/api/campaigns", StringComparison.Ordinal))
                .Select(e => new ApiEndpoint(
                    e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
                    e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0],
                    e.RoutePattern.RawText!.TrimEnd('/').Replace("**", "", StringComparison.Ordinal),
                    e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
                )),
        ];
    }

    private sealed record ApiEndpoint(string Name, string Method, string Path, bool IsDescribed)
    {
        public bool IsRead => Method == "GET";
    }

    /// <summary>Everything that a change could have changed, as text.</summary>
    private async Task<string> Everything()
    {
        var entry = await store.Campaigns.Find(Forum, CancellationToken.None);
        var rows = (
            await store.Invitations.List(
                Forum,
                entry!.Value.Buckets,
                InvitationFilter.None,
                1000,
                null,
                CancellationToken.None
            )
        ).Items.Select(s => $"{s.Value.Invitee.Id} {s.Version}");
        var journal = (await store.Campaigns.ReadJournal(Forum, CancellationToken.None)).Select(l =>
            l.Event.ToEnglish().What
        );
        var mailbox = (
            await store.Correspondence.List(Forum, CorrespondenceFilter.None, 1000, null, CancellationToken.None)
        ).Items.Select(i => $"{i.Value.Id} {i.Version}");
        return string.Join('\n', [entry.Version, .. rows, .. journal, .. mailbox]);
    }
}
