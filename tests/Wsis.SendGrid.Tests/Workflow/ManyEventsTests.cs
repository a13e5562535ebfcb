using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A batch of events about many invitations: what it costs in calls of the store.</summary>
public sealed class ManyEventsTests : IAsyncLifetime
{
    private const int Offices = 320;

    private readonly FaultyStore store = new(new InMemoryStores());
    private readonly FakeTimeProvider clock = SendGridTestHost.Clock();
    private EventWebhookSigner post = null!;
    private readonly AcceptingMailer mailer = new();
    private SendGridTestHost host = null!;
    private int failures;

    public async ValueTask InitializeAsync()
    {
        post = new EventWebhookSigner(clock);
        host = new SendGridTestHost(store, mailer, clock, post.PublicKey);
        var campaign = await host.Launch(Offices);
        await host.Campaigns.AdvanceDue(campaign.Id, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        post.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_events_of_a_partition_are_read_once_and_written_together()
    {
        var (calls, commits) = (store.Calls, store.Commits);

        var answer = await Hear(Each("delivered"));

        Assert.Equal($"{Offices} events: {Offices} recorded, 0 without effect, 0 about unknown letters.", answer.Text);
        // 16 partitions of about 20 invitations: one reading each, and one transaction of two rows an event.
        Assert.InRange(store.Calls - calls, 1, 36);
        Assert.InRange(store.Commits - commits, 16, 18);
    }

    [Fact]
    public async Task Two_events_of_each_invitation_are_recorded_in_their_order_without_reading_again()
    {
        var calls = store.Calls;

        await Hear(Each("processed").Concat(Each("delivered")));

        Assert.InRange(store.Calls - calls, 1, 54);
        foreach (var invitation in await All())
            Assert.Equal(
                [Delivery.Processed, Delivery.Delivered],
                (await store.Journal(invitation.Key))
                    .Select(e => e.Event)
                    .OfType<JournalEvent.DeliveryReported>()
                    .Select(e => e.Delivery)
            );
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_read_and_not_written()
    {
        await Hear(Each("delivered"));
        var (calls, commits) = (store.Calls, store.Commits);

        await Hear(Each("delivered"));

        Assert.InRange(store.Calls - calls, 1, 17);
        Assert.Equal(0, store.Commits - commits);
    }

    [Fact]
    public async Task Later_batches_in_any_order_read_nothing()
    {
        await Hear(Each("processed"));
        var (calls, commits) = (store.Calls, store.Commits);

        foreach (var some in Shuffled(Each("delivered")).Chunk(80))
            await Hear(some);

        // One call for each of the four batches remembers that it was received.
        Assert.Equal(store.Commits - commits + 4, store.Calls - calls);
        Assert.All(await All(), i => Assert.Equal(Delivery.Delivered, i.Dispatches.Single().Delivery));
    }

    [Fact]
    public async Task Rows_are_kept_for_30_seconds_and_then_freed()
    {
        await Hear(Each("processed"));
        clock.Advance(TimeSpan.FromSeconds(29));
        var (calls, commits) = (store.Calls, store.Commits);
        await Hear(Each("deferred"));
        // The campaign is read again, and one call remembers that the batch was received.
        Assert.Equal(store.Commits - commits + 2, store.Calls - calls);

        clock.Advance(TimeSpan.FromSeconds(31));
        (calls, commits) = (store.Calls, store.Commits);
        await Hear(Each("delivered"));

        // So are the 16 partitions.
        Assert.Equal(store.Commits - commits + 2 + 16, store.Calls - calls);
    }

    [Fact]
    public async Task An_event_that_cannot_be_decided_on_a_kept_row_makes_it_read_again()
    {
        var late = mailer
            .Sent.GroupBy(letter => Partition.Containing(letter.Key.Campaign, letter.Key.Invitee, 16))
            .MaxBy(ofPartition => ofPartition.Count())!
            .First();
        // The whole partition is read and kept, with a row on which nothing can be decided.
        store.OnFound = i => i.Key == late.Key ? i with { Invitee = i.Invitee with { Zone = null! } } : i;
        await Hear(
            Each("delivered").Where(e => !e.Json["dispatch"]!.ToString().Equals($"{late}", StringComparison.Ordinal))
        );
        store.OnFound = null;

        var answer = await Hear([Event("delivered", late)]);

        Assert.Equal("1 events: 1 recorded, 0 without effect, 0 about unknown letters.", answer.Text);
        Assert.All(await All(), i => Assert.Equal(Delivery.Delivered, i.Dispatches.Single().Delivery));
    }

    [Fact]
    public async Task A_change_by_another_process_is_read_again()
    {
        await Hear(Each("processed"));
        var other = new SendGridTestHost(store, mailer, clock, post.PublicKey);
        await other.ReceiveEvents(post.Batch(Each("delivered")));

        var repeated = await Hear(Each("delivered"));

        Assert.Equal(
            $"{Offices} events: 0 recorded, {Offices} without effect, 0 about unknown letters.",
            repeated.Text
        );
        var reminded = (await All())[0].Key;
        await other.Invitations.Apply(
            reminded,
            new Signal.ReminderRequested("1", "staff", "reminder-1"),
            TestContext.Current.CancellationToken
        );
        await other.Advance(reminded);
        var reminder = mailer.Sent.Last();

        var answer = await Hear([Event("delivered", reminder)]);

        Assert.Equal("1 events: 1 recorded, 0 without effect, 0 about unknown letters.", answer.Text);
        Assert.Equal(
            2,
            (await All()).Single(i => i.Key == reminded).Dispatches.Count(d => d.Delivery == Delivery.Delivered)
        );
    }

    [Fact]
    public async Task A_partition_that_cannot_be_written_fails_alone()
    {
        store.OnCommit = (_, done) =>
        {
            if (!done && Interlocked.Exchange(ref failures, 1) == 0)
                throw new StoreUnavailableException("The store does not answer.");
        };

        var answer = await Hear(Each("delivered"));
        store.OnCommit = null;
        var delivered = (await All()).Count(i => i.Dispatches.Single().Delivery == Delivery.Delivered);
        var repeated = await Hear(Each("delivered"));

        Assert.Equal(503, answer.Status);
        Assert.InRange(delivered, Offices - 60, Offices - 1);
        Assert.Equal(200, repeated.Status);
        Assert.All(await All(), i => Assert.Equal(Delivery.Delivered, i.Dispatches.Single().Delivery));
    }

    private IEnumerable<ReportedEvent> Each(string type) => mailer.Sent.Select(letter => Event(type, letter));

    private static ReportedEvent Event(string type, DispatchId letter) =>
        new(
            new JsonObject
            {
                ["email"] = "minister@office.example",
                ["event"] = type,
                ["sg_event_id"] = $"{type}-{letter}",
                ["dispatch"] = letter.ToString(),
            }
        );

    private static ReportedEvent[] Shuffled(IEnumerable<ReportedEvent> events)
    {
        ReportedEvent[] shuffled = [.. events];
        new Random(1).Shuffle(shuffled);
        return shuffled;
    }

    private Task<WebhookAnswer> Hear(IEnumerable<ReportedEvent> events) => host.ReceiveEvents(post.Batch(events));

    private async Task<IReadOnlyList<Invitation>> All() => await store.All(new("wsis-forum-2018"));

    private sealed class AcceptingMailer : IMailer
    {
        public ConcurrentQueue<DispatchId> Sent { get; } = [];

        public Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
        {
            Sent.Enqueue(letter.Id);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted(letter.Id.ToString()));
        }

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Unknown(new Reason.AsWritten("cannot say")));
    }
}
