using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IWebhookOutbox"/>.</summary>
public abstract class WebhookOutboxContract(TestStores stores) : StoreContract(stores)
{
    [Fact]
    public async Task An_announcement_is_committed_with_its_change_and_read_as_it_was_written()
    {
        var announcement = CreateDelivery() with
        {
            Attempts = 3,
            Reason = new Reason.AsWritten("The address answered 500."),
            Answer = "declined",
            Late = true,
            TryAt = Noon.PlusNanoseconds(50),
        };
        await Store.Invitations.CommitSucceeds(
            New(Invitation(), Line("sent")) with
            {
                WebhookDeliveries = [announcement],
            }
        );
        Assert.Equal(announcement, Assert.Single(await Store.Webhooks.ToBeTold(Noon + Duration.FromSeconds(1))).Value);
        Assert.Empty(await Store.Webhooks.ToBeTold(Noon));
        Assert.Empty(
            await Store.Webhooks.FindDue(new Partition(Forum, 8), Instant.MaxValue, StoreExtensions.Cancellation)
        );
        Assert.Equal([announcement], await Store.Webhooks.Listed(WebhookDeliveryState.Waiting));
        Assert.Single((await Store.Invitations.List()).Items);
        Assert.Equal(["sent"], await Store.Invitations.Journal("fra"));
    }

    [Fact]
    public async Task A_conflicting_change_adds_no_delivery()
    {
        await Store.Invitations.CommitSucceeds(New(Invitation()));
        Assert.IsType<CommitResult.Conflict>(
            await Store.Invitations.TryCommit(
                New(Invitation(), Line("sent")) with
                {
                    WebhookDeliveries = [CreateDelivery()],
                }
            )
        );
        Assert.Empty(await Store.Webhooks.ToBeTold(Instant.MaxValue));
    }

    [Fact]
    public async Task Each_address_has_its_own_deliveries_and_only_delivered_ones_are_deleted()
    {
        var (one, other) = (
            CreateDelivery(),
            CreateDelivery() with
            {
                Address = new Uri("https://other.example/hook?a=b"),
            }
        );
        await Store.Invitations.CommitSucceeds(
            New(Invitation(), Line("sent")) with
            {
                WebhookDeliveries = [one, other],
            }
        );
        var due = await Store.Webhooks.ToBeTold(Noon);
        Assert.Equal(2, due.Count);
        Assert.True(await Store.Webhooks.Settled(due.Single(d => d.Value.Address == one.Address), null));
        var later = other with { Attempts = 1, TryAt = Noon + Duration.FromMinutes(5) };
        Assert.True(await Store.Webhooks.Settled(due.Single(d => d.Value.Address == other.Address), later));
        Assert.Empty(await Store.Webhooks.ToBeTold(Noon));
        Assert.Equal(later, Assert.Single(await Store.Webhooks.ToBeTold(Noon + Duration.FromMinutes(5))).Value);
    }

    [Fact]
    public async Task A_failed_delivery_is_kept_and_no_longer_due()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation(), Line("sent")) with
            {
                WebhookDeliveries = [CreateDelivery()],
            }
        );
        var failed = CreateDelivery() with
        {
            State = WebhookDeliveryState.Failed,
            TryAt = null,
            Reason = new Reason.AsWritten("gone"),
        };
        Assert.True(await Store.Webhooks.Settled((await Store.Webhooks.ToBeTold(Noon))[0], failed));
        Assert.Empty(await Store.Webhooks.ToBeTold(Instant.MaxValue));
        Assert.Equal([failed], await Store.Webhooks.Listed(WebhookDeliveryState.Failed));
        Assert.Empty(await Store.Webhooks.Listed(WebhookDeliveryState.Waiting));
    }

    [Fact]
    public async Task Deliveries_are_erased_with_their_partition()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation(), Line("sent")) with
            {
                WebhookDeliveries = [CreateDelivery()],
            }
        );
        await Store.Invitations.Erase(Bucket, keepCounts: true, StoreExtensions.Cancellation);
        Assert.Empty(await Store.Webhooks.ToBeTold(Instant.MaxValue));
        Assert.Empty(await Store.Webhooks.Listed(WebhookDeliveryState.Waiting));
    }

    [Fact]
    public async Task A_second_result_of_a_delivery_changes_nothing()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation(), Line("sent")) with
            {
                WebhookDeliveries = [CreateDelivery()],
            }
        );
        var read = (await SameStoreAgain().Webhooks.FindDue(Bucket, Noon, StoreExtensions.Cancellation))[0];
        Assert.True(await Store.Webhooks.Settled(read, CreateDelivery() with { Attempts = 1 }));
        Assert.False(await Store.Webhooks.Settled(read, null));
        Assert.True(await Store.Webhooks.Settled((await Store.Webhooks.ToBeTold(Noon))[0], null));
        Assert.False(await Store.Webhooks.Settled(read, CreateDelivery() with { Attempts = 2 }));
        Assert.Empty(await Store.Webhooks.ToBeTold(Instant.MaxValue));
    }

    [Fact]
    public async Task Webhook_deliveries_count_among_the_rows_of_a_commit()
    {
        var changes = Enumerable
            .Range(0, 33)
            .Select(n =>
                New(Invitation($"i{n}"), Line("sent")) with
                {
                    WebhookDeliveries = [CreateDelivery() with { Invitation = Invitation($"i{n}").Key }],
                }
            )
            .ToArray();
        await Store.Invitations.CommitSucceeds(changes);
        await Assert.ThrowsAsync<StoreLimitException>(() =>
            Store.Invitations.TryCommit([
                .. changes.Take(1),
                .. Enumerable
                    .Range(40, 33)
                    .Select(n =>
                        New(Invitation($"i{n}"), Line("sent")) with
                        {
                            WebhookDeliveries = [CreateDelivery() with { Invitation = Invitation($"i{n}").Key }],
                        }
                    ),
            ])
        );
        Assert.Equal(33, (await Store.Webhooks.ToBeTold(Noon)).Count);
        Assert.Equal(
            10,
            (await Store.Webhooks.List(Forum, 16, WebhookDeliveryState.Waiting, 10, StoreExtensions.Cancellation)).Count
        );
    }

    private static WebhookDelivery CreateDelivery() =>
        new()
        {
            Invitation = Invitation().Key,
            Number = 1,
            Address = new Uri("https://one.example/hook"),
            Type = "invitation.sent",
            At = Noon,
            Phase = Phase.Awaiting,
            TryAt = Noon,
        };
}

public sealed class InMemoryWebhookOutboxTests() : WebhookOutboxContract(new InMemoryTestStores());

public sealed class TableWebhookOutboxTests(AzuriteFixture azurite)
    : WebhookOutboxContract(new TableTestStores(azurite));

/// <summary>Shorter calls of an outbox for the tests.</summary>
internal static class OutboxExtensions
{
    public static Task<IReadOnlyList<Versioned<WebhookDelivery>>> ToBeTold(this IWebhookOutbox store, Instant until) =>
        store.FindDue(StoreTestData.Bucket, until, StoreExtensions.Cancellation);

    public static Task<bool> Settled(
        this IWebhookOutbox store,
        Versioned<WebhookDelivery> read,
        WebhookDelivery? next
    ) => store.Replace(StoreTestData.Bucket, read, next, StoreExtensions.Cancellation);

    public static Task<IReadOnlyList<WebhookDelivery>> Listed(this IWebhookOutbox store, WebhookDeliveryState state) =>
        store.List(StoreTestData.Forum, 16, state, 100, StoreExtensions.Cancellation);
}
