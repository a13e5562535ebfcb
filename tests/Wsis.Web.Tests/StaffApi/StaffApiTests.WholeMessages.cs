using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    /// <summary>A mail with a scan that says of itself that it is a page.</summary>
    private static readonly byte[] NoteVerbale = Encoding.UTF8.GetBytes(
        """
        Message-ID: <7@fra.example>
        From: Registry <registry@fra.example>
        To: replies@itu.example
        Subject: Note
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        FROM:    The Ministry
        TO:      The Secretary-General
        DATE:    10 January 2018

        The Minister accepts.
        --b
        Content-Type: text/html; name="note verbale.html"
        Content-Disposition: attachment; filename="note verbale.html"

        <script>alert(1)</script>
        --b--

        """.ReplaceLineEndings("\r\n")
    );

    [Fact]
    public async Task Staff_read_the_whole_text_the_headers_and_the_attachments_of_a_message()
    {
        var message = await Ready();
        var whole = await Get($"{Mailbox}/{message}");
        var text = string.Concat(whole.GetProperty("segments").EnumerateArray().Select(s => Text(s, "text")));
        foreach (var words in new[] { "FROM:", "DATE:    10 January 2018", "The Minister accepts." })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains(
            whole.GetProperty("headers").EnumerateArray(),
            h => (Text(h, "name"), Text(h, "value")) == ("Subject", "Note")
        );
        var file = Assert.Single(whole.GetProperty("attachedFiles").EnumerateArray());
        Assert.Equal(("note verbale.html", "text/html"), (Text(file, "name"), Text(file, "mediaType")));
    }

    [Fact]
    public async Task A_message_and_its_attachments_are_files_that_a_browser_does_not_execute()
    {
        var message = await Ready();
        using var raw = await Download($"{Mailbox}/{message}/raw");
        Assert.Equal(NoteVerbale, await raw.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var attachment = await Download($"{Mailbox}/{message}/attachments/0");
        Assert.Equal(
            "<script>alert(1)</script>",
            (await attachment.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim()
        );
        Assert.Equal("application/octet-stream", attachment.Content.Headers.ContentType?.MediaType);
        foreach (var response in new[] { raw, attachment })
        {
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith(
                "sandbox;",
                Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }
        using var missing = await http.GetAsync(
            new Uri($"{Mailbox}/{message}/attachments/1", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Messages_are_found_by_State_sender_text_status_and_date()
    {
        var message = await Ready();
        await Write("<2@deu.example>", "DEU");
        await Post($"{Mailbox}/{message}/classify", """{ "dismissed": true }""");
        foreach (
            var (query, expected) in new[]
            {
                ("state=FRA", "FRA"),
                ("state=deu", "DEU"),
                ("sender=FRA@EXAMPLE", "FRA"),
                ("q=we%20thank", "DEU"),
                ("status=SetAside", "FRA"),
                ("status=Waiting", "DEU"),
                ("invitee=DEU&since=2017-12-12&until=2017-12-12", "DEU"),
            }
        )
            Assert.Equal(expected, Text(Assert.Single(await ReadItems($"{Mailbox}?{query}")), "invitee"));
        Assert.Empty(await ReadItems($"{Mailbox}?since=2017-12-13"));
        Assert.Empty(await ReadItems($"{Mailbox}?until=2017-12-11"));
        await Get($"{Mailbox}?since=yesterday&state=XXX", HttpStatusCode.BadRequest);
        foreach (var day in new[] { "9999-12-31", "-9998-01-01", "0000-01-01" })
            await Get($"{Mailbox}?since={day}&until={day}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_message_of_two_invitees_is_answered_for_each_separately_and_can_be_moved()
    {
        var message = await Ready();
        var also = Text(await Post($"{Mailbox}/{message}/assign", """{ "invitee": "DEU" }"""), "id");
        Assert.NotEqual(message, also);
        Assert.Equal(also, Text(await Post($"{Mailbox}/{message}/assign", """{ "invitee": "DEU" }"""), "id"));
        await Post($"{Mailbox}/{message}/classify", """{ "form": { "answer": "declined" } }""");
        await Post($"{Mailbox}/{also}/reassign", """{ "invitee": "CHE" }""");
        await Post($"{Mailbox}/{also}/classify", """{ "form": { "answer": "accepted" } }""");
        foreach (var (invitee, answer) in new[] { ("FRA", "declined"), ("CHE", "accepted"), ("DEU", null) })
        {
            var invitation = await FindInvitation(invitee);
            Assert.Equal((answer, Attention.None), (invitation.Reply?.Answer.Kind, invitation.Attention));
        }
        var filed = Assert.Single((await Get($"{Mailbox}/{message}")).GetProperty("alsoFiledWith").EnumerateArray());
        Assert.Equal((also, "CHE", "Classified"), (Text(filed, "id"), Text(filed, "invitee"), Text(filed, "state")));
        await Post($"{Mailbox}/{also}/reassign", """{ "invitee": "DEU" }""", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_message_is_moved_to_an_invitee_of_another_campaign()
    {
        var message = await Ready();
        await app
            .Services.GetRequiredService<CampaignService>()
            .Import(SampleCampaign.With(c => c["id"] = "wsis-forum-2019"), CancellationToken.None);
        const string to = """{ "invitee": "DEU", "campaign": "wsis-forum-2019" }""";
        await Post(
            $"{Mailbox}/{message}/reassign",
            to.Replace("2019", "2020", StringComparison.Ordinal),
            HttpStatusCode.NotFound
        );
        var moved = Text(await Post($"{Mailbox}/{message}/reassign", to), "id");

        using var raw = await Download($"/api/campaigns/wsis-forum-2019/correspondence/{moved}/raw");
        Assert.Equal(NoteVerbale, await raw.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var there = Assert.Single(await ReadItems("/api/campaigns/wsis-forum-2019/correspondence"));
        Assert.Equal(("DEU", "Waiting"), (Text(there, "invitee"), Text(there, "state")));
        Assert.Equal(Attention.None, (await FindInvitation("FRA")).Attention);
        Assert.Empty(await ReadItems($"{Mailbox}?status=Waiting"));
    }

    [Fact]
    public async Task The_scan_of_a_letter_comes_with_the_reply_that_is_recorded_from_it()
    {
        await Launch();
        var pdf = "%PDF-1.4 a scan"u8.ToArray();
        foreach (
            var (scan, status) in new[]
            {
                ("<script>"u8.ToArray(), HttpStatusCode.BadRequest),
                (pdf, HttpStatusCode.OK),
                (pdf, HttpStatusCode.OK),
            }
        )
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("""{ "form": { "answer": "declined" }, "reference": "Note 9" }"""), "reply" },
                { new ByteArrayContent(scan), "scan", "Note n° 9.pdf" },
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{France}/replies") { Content = form };
            request.Headers.Add("Idempotency-Key", "note-9");
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, response.StatusCode);
        }

        var reply = (await Get(France)).GetProperty("reply");
        Assert.Equal("Note 9", Text(reply, "reference"));
        using var attachment = await Download($"{Mailbox}/{Text(reply, "message")}/attachments/0");
        Assert.Equal(pdf, await attachment.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await FindInvitation("FRA")).Replies);
        using var broken = new MultipartFormDataContent { { new ByteArrayContent(pdf), "scan", "x.pdf" } };
        using var refused = await http.PostAsync(
            new Uri($"{France}/replies", UriKind.Relative),
            broken,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var text = new StringContent("declined");
        using var unsupported = await http.PostAsync(
            new Uri($"{France}/replies", UriKind.Relative),
            text,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, unsupported.StatusCode);
        await Post($"{France}/replies", new string('x', 100_000), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Of_two_classifications_at_once_one_is_recorded_and_the_other_leaves_no_trace()
    {
        var message = await Ready();
        var correspondence = app.Services.GetRequiredService<CorrespondenceService>();
        Answer[] answers = [new Answer.Declined(), new Answer.Accepted(new Participation())];
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    Task.Run(() =>
                        correspondence.Classify(
                            Forum,
                            new CorrespondenceId(message),
                            new Classification(answers[n % 2], $"{n}"),
                            $"person {n}",
                            CancellationToken.None
                        )
                    )
                )
        );
        var recorded = Assert.Single(results, r => r!.Refusal is null)!.Item.Resolution!;
        var invitation = await FindInvitation("FRA");
        Assert.Equal((1, recorded.Reply), (invitation.Replies, invitation.Reply!.Id));
        Assert.Single(
            (await Get(France)).GetProperty("journal").EnumerateArray(),
            l => Text(l, "what") == "reply recorded"
        );
    }

    private async Task<Invitation> FindInvitation(string invitee)
    {
        var partition = Partition.Containing(Forum, new(invitee), 16);
        return (await store.Invitations.Find(partition, new(invitee), CancellationToken.None))!.Value;
    }

    private async Task<HttpResponseMessage> Download(string path)
    {
        var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }
}
