using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    [Fact]
    public async Task The_data_of_one_person_are_erased_and_the_journal_says_only_that()
    {
        await Launch();
        await FileWhole("<1@fra.example>", new InvitationKey(Forum, new("FRA")));
        const string reply = """
            { "form": { "answer": "delegated", "representativeName": "Jeanne Exemple", "remarks": "Jeanne" },
              "reference": "Jeanne 1" }
            """;
        await Post($"{France}/replies", reply, key: "k");
        var message = Text(Assert.Single(await ReadItems($"{Campaign}/correspondence")), "id");
        var dismiss = $"{Campaign}/correspondence/{message}/classify";
        await Post(dismiss, """{ "dismissed": true }""", key: "k");
        await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }""", key: "k");
        var before = await Get($"{Campaign}/status");
        await Post($"{France}/erase");
        await Post($"{France}/erase");

        var invitation = (await Get(France)).GetRawText();
        Assert.DoesNotContain("Jeanne", invitation, StringComparison.Ordinal);
        Assert.DoesNotContain("fra.example", invitation, StringComparison.Ordinal);
        // The name of the State is no personal data.
        Assert.Contains("\"name\":\"France\"", invitation, StringComparison.Ordinal);
        var journal = await store.Invitations.ReadJournal(
            Partition.Containing(Forum, new("FRA"), 16),
            new("FRA"),
            CancellationToken.None
        );
        Assert.Equal(["personal data erased"], journal.Select(e => e.Event.ToEnglish().What));
        Assert.Empty((await Get($"{Campaign}/correspondence")).GetProperty("correspondence").EnumerateArray());
        Assert.Empty(
            await store.Messages.List(Forum, CancellationToken.None).ToListAsync(TestContext.Current.CancellationToken)
        );
        // The responses that programs got are no longer stored, except those about others.
        var repeated = await Post($"{France}/replies", reply, key: "k");
        Assert.DoesNotContain("Jeanne", repeated.GetRawText(), StringComparison.Ordinal);
        await Post(dismiss, """{ "dismissed": true }""", HttpStatusCode.NotFound, key: "k");
        await Post($"{Campaign}/invitations/DEU/replies", """{ "form": { "answer": "declined" } }""", key: "k");
        Assert.Null(
            await store.Idempotency.Get(
                "correspondence-Mail",
                MessageName.KeyFrom("<1@fra.example>"),
                CancellationToken.None
            )
        );
        var after = await Get($"{Campaign}/status");
        foreach (var counts in new[] { "invitees", "replies", "answers", "regions" })
            Assert.Equal(before.GetProperty(counts).GetRawText(), after.GetProperty(counts).GetRawText());
        Assert.Contains(
            "personal data of this invitation were erased",
            Detail(
                await Post($"{France}/replies", """{ "form": { "answer": "declined" } }""", HttpStatusCode.Conflict)
            ),
            StringComparison.Ordinal
        );
    }

    /// <summary>The program ended between the message and its row, and the provider has not repeated it.</summary>
    [Fact]
    public async Task A_message_without_a_row_is_deleted_with_the_data_of_its_person_and_of_nobody_else()
    {
        await Launch();
        var keys = new List<string>();
        foreach (var invitee in new[] { "FRA", "DEU" })
        {
            var id = $"<1@{invitee}.example>";
            await FileWhole(id, TestHost.Key(invitee));
            var filed = (
                await store.Correspondence.List(Forum, new(Invitee: new(invitee)), 1, null, CancellationToken.None)
            ).Items[0];
            await store.Correspondence.Delete(Forum, filed.Value.Id, CancellationToken.None);
            keys.Add(MessageName.KeyFrom(id));
        }
        clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(2);
        await Post($"{France}/erase");

        var left = await store
            .Messages.List(Forum, CancellationToken.None)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([keys[1]], left.Select(m => m.Name.Key));
        Assert.Null(await store.Idempotency.Get("correspondence-Mail", keys[0], CancellationToken.None));
    }

    [Fact]
    public async Task Messages_that_name_an_erased_campaign_and_messages_without_a_row_are_deleted_with_it()
    {
        await Launch();
        await FileWhole("<named@fra.example>", null, Forum);
        await FileWhole("<other@fra.example>", null);
        await FileWhole("<moved@fra.example>", null);
        var moved = (await Shared()).Single(i => i.Subject == "<moved@fra.example>");
        await app
            .Services.GetRequiredService<CorrespondenceService>()
            .Assign(null, moved.Id, TestHost.Key("FRA"), "staff", CancellationToken.None);
        // The provider repeats it afterwards.
        await FileWhole("<moved@fra.example>", null);
        var orphans = new[] { new MessageName(Forum, MessageName.KeyFrom("1")), new(null, MessageName.KeyFrom("2")) };
        foreach (var orphan in orphans)
            await store.Messages.Put(orphan, new MemoryStream([1]), CancellationToken.None);
        await Post($"{Campaign}/close");
        // A message that is being filed at this moment has no row yet.
        clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(4);
        await Delete($"{Campaign}?exported=true");

        Assert.Empty(
            await store.Messages.List(Forum, CancellationToken.None).ToListAsync(TestContext.Current.CancellationToken)
        );
        Assert.Null(
            await store.Idempotency.Get(
                "correspondence-Mail",
                MessageName.KeyFrom("<moved@fra.example>"),
                CancellationToken.None
            )
        );
        var kept = Assert.Single(await Shared());
        Assert.Equal("<other@fra.example>", kept.Subject);
        Assert.Equal(
            [kept.ContentName!.Value],
            (
                await store
                    .Messages.List(null, CancellationToken.None)
                    .ToListAsync(TestContext.Current.CancellationToken)
            ).Select(m => m.Name)
        );
    }

    private async Task<IReadOnlyList<CorrespondenceItem>> Shared() =>
        [
            .. (
                await store.Correspondence.List(null, CorrespondenceFilter.None, 10, null, CancellationToken.None)
            ).Items.Select(r => r.Value),
        ];

    private async Task FileWhole(string id, InvitationKey? invitation, params CampaignId[] names)
    {
        using var content = new MemoryStream("Jeanne Exemple accepts."u8.ToArray());
        await app
            .Services.GetRequiredService<CorrespondenceService>()
            .File(
                new IncomingMessage
                {
                    Source = CorrespondenceSource.Mail,
                    SourceId = id,
                    From = "Jeanne Exemple <jeanne@fra.example>",
                    Subject = id,
                    Content = content,
                    Invitations = invitation is { } key ? [key] : [],
                    Names = names,
                },
                CancellationToken.None
            );
    }
}
