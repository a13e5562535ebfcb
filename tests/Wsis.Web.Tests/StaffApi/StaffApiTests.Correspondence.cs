using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    private const string Mailbox = $"{Campaign}/correspondence";

    [Fact]
    public async Task Correspondence_is_listed_page_by_page_in_the_order_in_which_it_came()
    {
        await Launch();
        for (var n = 0; n < 5; n++)
        {
            clock.Now = clock.Now.AddMinutes(1);
            await Write($"<{n}@fra.example>", "FRA");
        }
        await Post(
            $"{Mailbox}/{(await ReadItems(Mailbox))[0].GetProperty("id").GetString()}/classify",
            """{ "setAside": true }"""
        );
        var (seen, next) = (new List<string>(), (string?)$"{Mailbox}?top=2");
        while (next is not null)
        {
            var page = await Get(next);
            seen.AddRange(
                page.GetProperty("correspondence").EnumerateArray().Select(i => i.GetProperty("subject").GetString()!)
            );
            next = page.TryGetProperty("continuation", out var at)
                ? $"{Mailbox}?top=2&continuation={at.GetString()}"
                : null;
        }
        Assert.Equal(
            ["<0@fra.example>", "<1@fra.example>", "<2@fra.example>", "<3@fra.example>", "<4@fra.example>"],
            seen
        );
        Assert.Equal(4, (await ReadItems($"{Mailbox}?waiting=true")).Count);
        Assert.Equal(
            "waiting",
            (await Get($"{Mailbox}?waiting=perhaps", HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .EnumerateObject()
                .Single()
                .Name
        );
    }

    [Fact]
    public async Task A_message_is_classified_as_an_answer_and_a_second_classification_is_refused()
    {
        await Launch();
        var message = await Write("<1@fra.example>", "FRA");
        var listed = (await ReadItems(Mailbox))[0];
        Assert.Equal(
            (message, "FRA", "Waiting", "minister@fra.example"),
            (Text(listed, "id"), Text(listed, "invitee"), Text(listed, "state"), Text(listed, "from"))
        );
        Assert.Contains(
            "Correspondence",
            (await Get(France))
                .GetProperty("invitation")
                .GetProperty("attention")
                .EnumerateArray()
                .Select(a => a.GetString())
        );
        var wrong = await Post(
            $"{Mailbox}/{message}/classify",
            """{ "form": { "answer": "accepted", "delegationSize": "2", "women": "7" }, "invitee": "no id!" }""",
            HttpStatusCode.BadRequest
        );
        Assert.Equal(["invitee", "women"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.True(
            (await Post($"{Mailbox}/{message}/classify", "{}", HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .TryGetProperty("answer", out _)
        );

        var settled = await Post(
            $"{Mailbox}/{message}/classify",
            """{ "form": { "answer": "accepted", "delegationSize": "4", "women": "2" }, "reference": "Note 17" }""",
            etag: Text(listed, "etag")
        );
        Assert.Equal(
            ("Classified", "local", "accepted"),
            (Text(settled, "state"), Text(settled, "settledBy"), Text(settled, "answer"))
        );
        var reply = (await Get(France)).GetProperty("reply");
        Assert.Equal(
            ("accepted", "Correspondence", "Note 17", "local", 4),
            (
                Text(reply, "answer"),
                Text(reply, "channel"),
                Text(reply, "reference"),
                Text(reply, "recordedBy"),
                reply.GetProperty("delegationSize").GetInt32()
            )
        );

        await Post(
            $"{Mailbox}/{message}/classify",
            """{ "form": { "answer": "declined" } }""",
            HttpStatusCode.PreconditionFailed,
            etag: Text(listed, "etag")
        );
        Assert.Contains(
            "local has classified it as accepted",
            Detail(
                await Post(
                    $"{Mailbox}/{message}/classify",
                    """{ "form": { "answer": "declined" } }""",
                    HttpStatusCode.Conflict
                )
            ),
            StringComparison.Ordinal
        );
        await Post($"{Mailbox}/{message}/classify", """{ "setAside": true }""", HttpStatusCode.Conflict);
        Assert.Equal("accepted", Text((await Get(France)).GetProperty("reply"), "answer"));
    }

    [Fact]
    public async Task An_unmatched_message_is_listed_assigned_and_classified()
    {
        await Launch();
        var message = await Write("<1@unknown.example>", null);
        Assert.Empty(await ReadItems(Mailbox));
        Assert.Equal(message, Text(Assert.Single(await ReadItems($"{Mailbox}?unassigned=true")), "id"));
        Assert.Contains(
            "is not assigned to an invitation yet",
            Detail(
                await Post(
                    $"{Mailbox}/{message}/classify",
                    """{ "form": { "answer": "declined" } }""",
                    HttpStatusCode.Conflict
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no invitation",
            Detail(await Post($"{Mailbox}/{message}/classify", """{ "invitee": "NOBODY" }""", HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );

        Assert.Equal(
            ("Waiting", "FRA"),
            await Post($"{Mailbox}/{message}/classify", """{ "invitee": "FRA" }""") is var put
                ? (Text(put, "state"), Text(put, "invitee"))
                : default
        );
        Assert.Equal(message, Text(Assert.Single(await ReadItems(Mailbox)), "id"));
        Assert.Empty(await ReadItems($"{Mailbox}?unassigned=true&waiting=true"));
        Assert.Contains(
            "already assigned to",
            Detail(await Post($"{Mailbox}/{message}/classify", """{ "invitee": "DEU" }""", HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Classified",
            Text(await Post($"{Mailbox}/{message}/classify", """{ "form": { "answer": "declined" } }"""), "state")
        );
        Assert.Equal("declined", Text((await Get(France)).GetProperty("reply"), "answer"));

        // One step is enough, too. A message without meaning is dismissed in its mailbox.
        var second = await Write("<2@unknown.example>", null);
        Assert.Equal(
            "declined",
            Text(
                await Post(
                    $"{Mailbox}/{second}/classify",
                    """{ "invitee": "DEU", "form": { "answer": "declined" } }"""
                ),
                "answer"
            )
        );
        var third = await Write("<3@unknown.example>", null);
        Assert.Equal("SetAside", Text(await Post($"{Mailbox}/{third}/classify", """{ "setAside": true }"""), "state"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("20180110T0931220000000Z-4f1c2d3e4a5b6c7d")]
    public async Task A_missing_message_is_not_found(string message) =>
        Assert.Contains(
            message,
            Detail(await Post($"{Mailbox}/{message}/classify", """{ "setAside": true }""", HttpStatusCode.NotFound)),
            StringComparison.Ordinal
        );

    private async Task<string> Write(string id, string? invitee)
    {
        var message = new IncomingMessage
        {
            Source = CorrespondenceSource.Mail,
            SourceId = id,
            From = "minister@fra.example",
            Subject = id,
            Text = "We thank you.",
            Invitations = invitee is null ? [] : [new InvitationKey(Forum, new(invitee))],
        };
        var filed = await app
            .Services.GetRequiredService<CorrespondenceService>()
            .File(message, CancellationToken.None);
        return Assert.Single(filed).Id.Value;
    }

    private async Task<List<JsonElement>> ReadItems(string path) =>
        [.. (await Get(path)).GetProperty("correspondence").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
