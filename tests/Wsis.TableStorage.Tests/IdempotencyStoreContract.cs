using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IIdempotencyStore"/>.</summary>
public abstract class IdempotencyStoreContract(TestStores stores) : StoreContract(stores)
{
    [Fact]
    public async Task The_idempotency_entries_of_a_campaign_can_be_deleted_for_all_sources()
    {
        foreach (var n in Enumerable.Range(0, 120))
            await Store.Idempotency.TryAdd(
                n % 2 == 0 ? "webhook" : "sendgrid",
                $"{n}",
                "recorded",
                Forum,
                StoreExtensions.Cancellation
            );
        await Store.Idempotency.TryAdd(
            "webhook",
            "another",
            "recorded",
            new CampaignId("another"),
            StoreExtensions.Cancellation
        );
        await Store.Idempotency.TryAdd("webhook", "none", "refused", StoreExtensions.Cancellation);
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        foreach (var n in Enumerable.Range(0, 120))
            Assert.Null(
                await Store.Idempotency.Get(n % 2 == 0 ? "webhook" : "sendgrid", $"{n}", StoreExtensions.Cancellation)
            );
        Assert.Equal("recorded", await Store.Idempotency.Get("webhook", "another", StoreExtensions.Cancellation));
        Assert.Equal("refused", await Store.Idempotency.Get("webhook", "none", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task An_id_that_is_repeated_gets_the_answer_of_the_first_time()
    {
        Assert.Null(await Store.Idempotency.Get("webhook", "msg_1", StoreExtensions.Cancellation));
        Assert.Equal(
            "recorded",
            await Store.Idempotency.TryAdd("webhook", "msg_1", "recorded", StoreExtensions.Cancellation)
        );
        Assert.Equal(
            "recorded",
            await Store.Idempotency.TryAdd("webhook", "msg_1", "overtaken", StoreExtensions.Cancellation)
        );
        Assert.Equal("recorded", await Store.Idempotency.Get("webhook", "msg_1", StoreExtensions.Cancellation));
        Assert.Null(await Store.Idempotency.Get("sendgrid", "msg_1", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Many_ids_are_added_together_and_deleted_with_their_campaign()
    {
        var entries = Enumerable
            .Range(0, 250)
            .Select(n => ($"{n}", $"answer {n}", n % 2 == 0 ? new EntrySubject(Forum) : null))
            .ToList();
        await Store.Idempotency.AddAll("sendgrid", entries, StoreExtensions.Cancellation);
        await Store.Idempotency.AddAll("sendgrid", entries[..3], StoreExtensions.Cancellation);
        await Store.Idempotency.AddAll("sendgrid", [], StoreExtensions.Cancellation);
        Assert.Equal("answer 249", await Store.Idempotency.Get("sendgrid", "249", StoreExtensions.Cancellation));
        Assert.Equal("answer 248", await Store.Idempotency.Get("sendgrid", "248", StoreExtensions.Cancellation));
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        Assert.Null(await Store.Idempotency.Get("sendgrid", "248", StoreExtensions.Cancellation));
        Assert.NotNull(await Store.Idempotency.Get("sendgrid", "249", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task The_ids_about_some_invitees_and_messages_are_deleted_and_no_others()
    {
        var parts = Enumerable.Range(0, 20).Select(n => $"part {n}").ToList();
        foreach (var part in parts)
            await Store.Idempotency.TryAdd(
                "idempotency",
                part,
                "recorded",
                new EntrySubject(Forum, part),
                StoreExtensions.Cancellation
            );
        await Store.Idempotency.TryAdd(
            "idempotency",
            "whole",
            "",
            new EntrySubject(Forum),
            StoreExtensions.Cancellation
        );
        await Store.Idempotency.TryAdd(
            "idempotency",
            "another",
            "",
            new EntrySubject(new CampaignId("another"), "part 1"),
            StoreExtensions.Cancellation
        );
        await Store.Idempotency.DeleteFor(Forum, parts[1..], StoreExtensions.Cancellation);
        await Store.Idempotency.DeleteFor(Forum, parts[1..], StoreExtensions.Cancellation);
        foreach (var gone in parts[1..])
            Assert.Null(await Store.Idempotency.Get("idempotency", gone, StoreExtensions.Cancellation));
        foreach (var kept in new[] { parts[0], "whole", "another" })
            Assert.NotNull(await Store.Idempotency.Get("idempotency", kept, StoreExtensions.Cancellation));
        await Store.Idempotency.Delete("idempotency", parts[0], StoreExtensions.Cancellation);
        await Store.Idempotency.Delete("idempotency", parts[0], StoreExtensions.Cancellation);
        Assert.Null(await Store.Idempotency.Get("idempotency", parts[0], StoreExtensions.Cancellation));
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        Assert.Null(await Store.Idempotency.Get("idempotency", "whole", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Simultaneous_additions_of_an_id_all_get_one_answer()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n =>
                    Task.Run(() => Store.Idempotency.TryAdd("webhook", "msg_1", $"{n}", StoreExtensions.Cancellation))
                )
        );
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Any_text_can_be_an_id_and_each_is_another()
    {
        string[] ids =
        [
            "",
            " ",
            "a/b",
            "a\\b",
            "a#b",
            "a?b",
            "a b",
            "a+b",
            "a%2Fb",
            "A",
            "a",
            "a'b",
            "a~b",
            "~a",
            "\0",
            "\u0085",
            "مرحبا",
            "\ud83d\ude00",
            "é",
            "e\u0301",
            new('x', 200),
            new('x', 201),
            new('x', 5000),
        ];
        foreach (var id in ids)
            Assert.Equal(
                $"answer to {id}",
                await Store.Idempotency.TryAdd(id, id, $"answer to {id}", StoreExtensions.Cancellation)
            );
        foreach (var id in ids)
            Assert.Equal($"answer to {id}", await Store.Idempotency.Get(id, id, StoreExtensions.Cancellation));
    }
}

public sealed class InMemoryIdempotencyStoreTests() : IdempotencyStoreContract(new InMemoryTestStores());

public sealed class TableIdempotencyStoreTests(AzuriteFixture azurite)
    : IdempotencyStoreContract(new TableTestStores(azurite));
