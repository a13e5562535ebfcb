using System.Text;
using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>The effects of SendGrid's events on an invitation.</summary>
public sealed class EventTests : IAsyncLifetime
{
    private readonly InMemoryStores store = new();
    private readonly FakeTimeProvider clock = SendGridTestHost.Clock();
    private EventWebhookSigner post = null!;
    private FakeSendGrid sendGrid = null!;
    private TestMailer sender = null!;
    private SendGridTestHost office = null!;
    private InvitationKey key;
    private AcceptedMail mailing = null!;

    public async ValueTask InitializeAsync()
    {
        post = new EventWebhookSigner(clock);
        sendGrid = await FakeSendGrid.Start();
        sender = TestMailer.Create(sendGrid);
        office = new SendGridTestHost(store, sender.Mailer, clock, post.PublicKey);
        key = (await store.One((await office.Launch(offices: 1)).Id)).Key;
        await office.Advance(key);
        mailing = sendGrid.Accepted.Single();
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        post.Dispose();
        await sendGrid.DisposeAsync();
    }

    [Theory]
    [InlineData("processed", null, null, Delivery.Processed, Phase.Awaiting, Attention.None)]
    [InlineData("deferred", null, "400 try again later", Delivery.Deferred, Phase.Awaiting, Attention.None)]
    [InlineData("delivered", null, null, Delivery.Delivered, Phase.Awaiting, Attention.None)]
    [InlineData("bounce", "bounce", "550 unknown recipient", Delivery.Refused, Phase.Undeliverable, Attention.Refused)]
    [InlineData("bounce", null, "550 unknown recipient", Delivery.Refused, Phase.Undeliverable, Attention.Refused)]
    [InlineData("bounce", "blocked", "421 mailbox full", Delivery.Blocked, Phase.Awaiting, Attention.Refused)]
    [InlineData("dropped", null, "Bounced Address", Delivery.Refused, Phase.Undeliverable, Attention.Refused)]
    [InlineData("dropped", null, "Unsubscribed Address", Delivery.Refused, Phase.Undeliverable, Attention.Refused)]
    [InlineData(
        "dropped",
        null,
        "Recipient List over Package Quota",
        Delivery.Blocked,
        Phase.Awaiting,
        Attention.Refused
    )]
    [InlineData(
        "dropped",
        null,
        "Spam Content (if spam checker app enabled)",
        Delivery.Blocked,
        Phase.Awaiting,
        Attention.Refused
    )]
    [InlineData("spamreport", null, null, Delivery.Complained, Phase.Awaiting, Attention.Refused)]
    public async Task An_event_changes_the_invitation(
        string type,
        string? bounce,
        string? reason,
        Delivery delivery,
        Phase phase,
        Attention attention
    )
    {
        Assert.Equal(200, (await Hear(About(type, reason, bounce))).Status);

        var invitation = await store.One(key.Campaign);
        Assert.Equal(
            (delivery, phase, attention),
            (invitation.Dispatches.Single().Delivery, invitation.Phase, invitation.Attention)
        );
        if (reason is not null)
            Assert.StartsWith(reason, invitation.Dispatches.Single().Reason!.ToEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_in_any_order_end_in_the_same_state()
    {
        var events = new[]
        {
            About("processed"),
            About("deferred", "400 later"),
            About("delivered"),
            About("spamreport"),
        };

        await Hear([.. events.Reverse()]);

        var dispatch = (await store.One(key.Campaign)).Dispatches.Single();
        Assert.Equal((DispatchState.Sent, Delivery.Complained), (dispatch.State, dispatch.Delivery));
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_is_kept_in_the_journal_once()
    {
        var opened = About("open");

        await Hear(opened, opened);
        await Hear(opened);

        var line = Assert.Single(await store.Journal(key), e => e.Event.ToEnglish().What == "provider reported");
        Assert.Equal(("invitation", "open"), (line.Step, line.Event.ToEnglish().Note));
    }

    [Fact]
    public async Task Half_a_character_in_one_event_does_not_stop_its_batch()
    {
        var reported = mailing.Events().ToList();
        var json = string.Join(',', reported.Select(e => e.With("response", "@@").Json.ToJsonString()).ToArray());
        var body = Encoding.UTF8.GetBytes($"[{json.Replace("@@", "250 \\ud83d", StringComparison.Ordinal)}]");
        Assert.Equal(200, (await office.ReceiveEvents(post.Sign(body))).Status);
        Assert.Equal(Delivery.Delivered, (await store.One(key.Campaign)).Dispatches.Single().Delivery);
    }

    [Theory]
    [InlineData("response", "\u00FF\u00FE", "bytes that are no UTF-8")]
    [InlineData("reason", "\u00C3", "half of a character")]
    [InlineData("sg_event_id", "\u00FF", "an id that is no UTF-8")]
    [InlineData("dispatch", "\u00FF", "a letter that is no UTF-8")]
    [InlineData("event", "\\ud800", "a type with half of a surrogate pair")]
    [InlineData("\u00FF", "x", "a name that is no UTF-8")]
    [InlineData("\\ud800", "x", "a name with half of a surrogate pair")]
    public async Task An_event_with_text_that_cannot_be_read_does_not_hold_up_its_batch(
        string name,
        string value,
        string what
    )
    {
        var bad = $$"""{"{{name}}":"{{value}}","event":"open","sg_event_id":"1","dispatch":"{{mailing.Dispatch}}"}""";
        var good = string.Join(',', mailing.Events().Select(e => e.Json.ToJsonString()));

        var answer = await office.ReceiveEvents(post.Sign(Encoding.Latin1.GetBytes($"[{bad},{good}]")));

        Assert.True(answer.Status == 200, $"{what}: {answer.Text}");
        Assert.Equal(Delivery.Delivered, (await store.One(key.Campaign)).Dispatches.Single().Delivery);
    }

    [Fact]
    public async Task A_batch_that_is_played_back_changes_nothing()
    {
        var batch = post.Batch(About("processed"), About("delivered"), About("click"));
        await office.ReceiveEvents(batch);
        var before = await store.One(key.Campaign);

        var answer = await office.ReceiveEvents(batch);

        Assert.Equal(
            new WebhookAnswer(200, "3 events: 0 recorded, 3 without effect, 0 about unknown letters."),
            answer
        );
        Assert.Same(before, await store.One(key.Campaign));
    }

    [Fact]
    public async Task A_report_on_a_test_letter_changes_nothing()
    {
        var before = await store.One(key.Campaign);
        var campaign = (await office.Cache.Get(key.Campaign, TestContext.Current.CancellationToken)).Campaign;
        var proof = SendGridTestData.Letter() with { Id = before.IdOf(before.Dispatches.Single()) };
        await sender.Send(TestLetter.Create(proof, campaign.Contact, "anna@itu.example", 1));
        mailing = sendGrid.Accepted.Last();

        var answer = await Hear(About("delivered"), About("bounce", "550 unknown recipient", "bounce"));

        Assert.Equal(["anna@itu.example"], mailing.Recipients);
        Assert.Equal(
            new WebhookAnswer(200, "2 events: 0 recorded, 0 without effect, 2 about unknown letters."),
            answer
        );
        Assert.Same(before, await store.One(key.Campaign));
    }

    [Fact]
    public async Task A_copy_that_bounces_is_in_the_journal_and_leaves_the_invitation_where_it_is()
    {
        await Hear(ReportedEvent.Create(mailing, "mission@o0.example", "bounce", "550 unknown recipient", "bounce"));

        var invitation = await store.One(key.Campaign);
        Assert.Equal((Phase.Awaiting, Delivery.Unknown), (invitation.Phase, invitation.Dispatches.Single().Delivery));
        Assert.Equal(
            "about the copy: bounce: 550 unknown recipient (5.1.1)",
            (await store.Journal(key))[^1].Event.ToEnglish().Note
        );
    }

    [Fact]
    public async Task One_of_several_addresses_that_refuses_a_letter_is_put_before_staff_and_the_others_count()
    {
        var several = $"{mailing.CustomArgs.GetProperty("addressee").GetString()}.0123456789abcdef";

        await Hear(About("bounce", "550 unknown recipient", "bounce").With("addressee", several));

        var invitation = await store.One(key.Campaign);
        Assert.Equal((Phase.Awaiting, Attention.Refused), (invitation.Phase, invitation.Attention));
        Assert.Equal(Delivery.Blocked, invitation.Dispatches.Single().Delivery);
    }

    [Fact]
    public async Task An_address_that_is_written_with_other_capitals_is_still_the_addressees()
    {
        await Hear(ReportedEvent.Create(mailing, "Minister@O0.example", "bounce", "550 unknown recipient", "bounce"));

        Assert.Equal(Phase.Undeliverable, (await store.One(key.Campaign)).Phase);
    }

    [Fact]
    public async Task Events_about_unknown_letters_are_accepted_and_counted()
    {
        var answer = await Hear(
            About("delivered").With("dispatch", "another-campaign~o0~invitation~1"),
            About("delivered").With("dispatch", "wsis-forum-2018~nobody~invitation~1"),
            About("delivered").With("dispatch", "not one of ours"),
            About("delivered").Without("dispatch"),
            About("delivered")
        );

        Assert.Equal(
            new WebhookAnswer(200, "5 events: 1 recorded, 0 without effect, 4 about unknown letters."),
            answer
        );
    }

    [Fact]
    public async Task One_bad_event_does_not_hold_up_its_batch()
    {
        var good = post.Batch(About("delivered")).Body.Span;
        var bad = $"[null,7,\"event\",[],{{}},{{\"event\":{{}},\"dispatch\":[]}},{Encoding.UTF8.GetString(good)[1..]}";

        var answer = await office.ReceiveEvents(post.Sign(Encoding.UTF8.GetBytes(bad)));

        Assert.Equal(200, answer.Status);
        Assert.Equal(Delivery.Delivered, (await store.One(key.Campaign)).Dispatches.Single().Delivery);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[{\"event\":\"delivered\"}")]
    public async Task A_body_that_is_not_a_batch_of_events_is_refused(string body) =>
        Assert.Equal(400, (await office.ReceiveEvents(post.Sign(Encoding.UTF8.GetBytes(body)))).Status);

    [Fact]
    public async Task An_unsigned_batch_is_rejected_unread()
    {
        using var stranger = new EventWebhookSigner(clock);

        Assert.Equal(401, (await office.ReceiveEvents(stranger.Sign("not even JSON"u8.ToArray()))).Status);
        Assert.Equal(401, (await office.ReceiveEvents(stranger.Batch(About("bounce", "550", "bounce")))).Status);
        Assert.Equal(Phase.Awaiting, (await store.One(key.Campaign)).Phase);
    }

    [Fact]
    public async Task While_the_store_is_down_SendGrid_is_asked_to_repeat_and_the_repetition_is_recorded()
    {
        var batch = post.Batch(About("delivered"), About("open"));
        var down = NewProcess(
            new FaultyStore(store)
            {
                OnCommit = (_, _) => throw new StoreUnavailableException("The store does not answer."),
            }
        );

        Assert.Equal(503, (await down.ReceiveEvents(batch)).Status);
        Assert.Equal(200, (await office.ReceiveEvents(batch)).Status);

        Assert.Equal(Delivery.Delivered, (await store.One(key.Campaign)).Dispatches.Single().Delivery);
        Assert.Equal("open", (await store.Journal(key))[^1].Event.ToEnglish().Note);
    }

    [Fact]
    public async Task An_event_that_cannot_be_stored_now_does_not_hold_up_the_others_of_its_batch()
    {
        var (first, second) = (About("delivered"), About("open"));
        var unsteady = NewProcess(
            new FaultyStore(store)
            {
                OnCommit = (n, done) =>
                {
                    if (n == 1 && !done)
                        throw new StoreUnavailableException("The store does not answer.");
                },
            }
        );

        Assert.Equal(503, (await unsteady.ReceiveEvents(post.Batch(first, second))).Status);

        Assert.Equal("open", (await store.Journal(key))[^1].Event.ToEnglish().Note);
    }

    [Fact]
    public async Task Dying_between_an_event_and_the_memory_of_it_records_the_event_once()
    {
        var batch = post.Batch(About("open"));
        var doomed = NewProcess(new FaultyStore(store) { OnTryAdd = _ => throw new ProcessDied() });

        Assert.Equal(503, (await doomed.ReceiveEvents(batch)).Status);
        var after = await store.One(key.Campaign);
        Assert.Equal(200, (await office.ReceiveEvents(batch)).Status);

        Assert.Same(after, await store.One(key.Campaign));
    }

    [Fact]
    public async Task A_change_between_reading_and_writing_is_decided_on_again_and_no_event_is_lost()
    {
        var between = NewProcess(
            new FaultyStore(store)
            {
                OnCommit = (n, done) =>
                {
                    if (n == 1 && !done)
                        Hear(About("processed")).GetAwaiter().GetResult();
                },
            }
        );

        var answer = await between.ReceiveEvents(post.Batch(About("delivered"), About("open"), About("click")));

        Assert.Equal(
            new WebhookAnswer(200, "3 events: 3 recorded, 0 without effect, 0 about unknown letters."),
            answer
        );
        var journal = (await store.Journal(key)).Select(e => e.Event).TakeLast(4).ToList();
        Assert.Equal(
            [Delivery.Processed, Delivery.Delivered],
            journal.OfType<JournalEvent.DeliveryReported>().Select(e => e.Delivery)
        );
        Assert.Equal(["open", "click"], journal.TakeLast(2).Select(e => e.ToEnglish().Note));
    }

    [Fact]
    public async Task The_words_of_a_server_are_kept_on_one_line_and_shortened()
    {
        await Hear(About("bounce", $"550\r\n\u202Eevil {new string('x', 5000)}", "bounce"));

        var reason = (await store.One(key.Campaign)).Dispatches.Single().Reason!.ToEnglish();
        Assert.Equal(500, reason.Length);
        Assert.StartsWith("550  evil x", reason, StringComparison.Ordinal);
    }

    private ReportedEvent About(string type, string? reason = null, string? bounce = null) =>
        ReportedEvent.Create(mailing, "minister@o0.example", type, reason, bounce);

    private Task<WebhookAnswer> Hear(params ReportedEvent[] events) => office.ReceiveEvents(post.Batch(events));

    private SendGridTestHost NewProcess(Stores store) => new(store, sender.Mailer, clock, post.PublicKey);
}
