using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>The process dies between every two steps of sending a letter, restarts, and continues.</summary>
public sealed class ProcessDeathTests : IAsyncLifetime
{
    private readonly InMemoryStores store = new();
    private readonly FakeTimeProvider clock = SendGridTestHost.Clock();
    private EventWebhookSigner post = null!;
    private FakeSendGrid sendGrid = null!;
    private TestMailer sender = null!;
    private SendGridTestHost office = null!;
    private InvitationKey key;

    public async ValueTask InitializeAsync()
    {
        post = new EventWebhookSigner(clock);
        sendGrid = await FakeSendGrid.Start();
        sender = TestMailer.Create(sendGrid);
        office = NewProcess(store, sender.Mailer);
        var campaign = await office.Launch(offices: 1);
        key = (await store.One(campaign.Id)).Key;
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        post.Dispose();
        await sendGrid.DisposeAsync();
    }

    [Fact]
    public Task Dying_before_the_claim_is_on_the_record_sends_the_letter_once() =>
        SentOnce(
            NewProcess(new FaultyStore(store) { OnCommit = (n, done) => DieAt(!done, n, 1) }, sender.Mailer),
            takenByThen: 0
        );

    [Fact]
    public Task Dying_after_the_claim_and_before_the_letter_leaves_sends_it_once() =>
        SentOnce(
            NewProcess(new FaultyStore(store) { OnCommit = (n, done) => DieAt(done, n, 1) }, sender.Mailer),
            takenByThen: 0
        );

    [Fact]
    public Task Dying_in_the_mailer_before_the_letter_leaves_sends_it_once() =>
        SentOnce(NewProcess(store, new DyingMailer(sender.Mailer, before: true)), takenByThen: 0);

    [Fact]
    public Task Dying_after_SendGrid_took_the_letter_sends_it_once() =>
        SentOnce(NewProcess(store, new DyingMailer(sender.Mailer, before: false)), takenByThen: 1);

    [Fact]
    public Task Dying_before_the_outcome_is_on_the_record_sends_the_letter_once() =>
        SentOnce(
            NewProcess(new FaultyStore(store) { OnCommit = (n, done) => DieAt(!done, n, 2) }, sender.Mailer),
            takenByThen: 1
        );

    [Fact]
    public Task Dying_after_the_outcome_is_on_the_record_sends_the_letter_once() =>
        SentOnce(
            NewProcess(new FaultyStore(store) { OnCommit = (n, done) => DieAt(done, n, 2) }, sender.Mailer),
            takenByThen: 1
        );

    [Fact]
    public async Task A_letter_in_doubt_is_not_sent_again_before_its_time()
    {
        await Dies(NewProcess(store, new DyingMailer(sender.Mailer, before: false)));

        clock.Advance(SendGridTestHost.Sending.ResendAfter.ToTimeSpan() - TimeSpan.FromMinutes(1));
        var wakeAt = await office.Advance(key);

        Assert.Equal(1, sendGrid.TimesAccepted(Dispatch));
        Assert.Equal(DispatchState.Claimed, (await store.One(key.Campaign)).Dispatches.Single().State);
        Assert.NotNull(wakeAt);
    }

    [Fact]
    public async Task An_event_that_comes_late_still_settles_the_doubt_as_long_as_the_letter_was_not_sent_again()
    {
        await Dies(NewProcess(store, new DyingMailer(sender.Mailer, before: false)));
        clock.Advance(SendGridTestHost.Sending.ResendAfter.ToTimeSpan() - TimeSpan.FromMinutes(1));
        await office.ReceiveEvents(post.Batch(sendGrid.NewEvents()));

        clock.Advance(TimeSpan.FromHours(2));
        await office.Advance(key);

        Assert.Equal(1, sendGrid.TimesAccepted(Dispatch));
    }

    /// <summary>The price of a provider without idempotency keys: see <see cref="ThousandLettersTests"/>.</summary>
    [Fact]
    public async Task Without_a_report_of_SendGrid_the_letter_is_sent_again_with_the_same_id()
    {
        sendGrid.Respond = (_, _) => FakeResponse.AcceptAndNeverReport;
        await Dies(NewProcess(store, new DyingMailer(sender.Mailer, before: false)));

        clock.Advance(SendGridTestHost.Sending.ResendAfter.ToTimeSpan());
        await office.Advance(key);

        Assert.Equal(2, sendGrid.TimesAccepted(Dispatch));
        Assert.Equal(DispatchState.Sent, (await store.One(key.Campaign)).Dispatches.Single().State);
    }

    private string Dispatch => new DispatchId(key, new StepId("invitation"), 1).ToString();

    /// <summary>Lets a process die, another hear what SendGrid has to say, and lives on until nothing of the letter is
    /// open.</summary>
    private async Task SentOnce(SendGridTestHost doomed, int takenByThen)
    {
        await Dies(doomed);
        Assert.Equal(takenByThen, sendGrid.TimesAccepted(Dispatch));

        office = NewProcess(store, sender.Mailer);
        await office.ReceiveEvents(post.Batch(sendGrid.NewEvents()));
        await office.Advance(key);
        clock.Advance(SendGridTestHost.Sending.ResendAfter.ToTimeSpan());
        await office.Advance(key);
        await office.ReceiveEvents(post.Batch(sendGrid.NewEvents()));
        clock.Advance(TimeSpan.FromDays(1));
        await office.Advance(key);

        Assert.Equal(1, sendGrid.TimesAccepted(Dispatch));
        var dispatch = (await store.One(key.Campaign)).Dispatches.Single();
        Assert.Equal((DispatchState.Sent, Delivery.Delivered), (dispatch.State, dispatch.Delivery));
    }

    private async Task Dies(SendGridTestHost doomed) =>
        await Assert.ThrowsAsync<ProcessDied>(() => doomed.Advance(key));

    private SendGridTestHost NewProcess(Stores store, IMailer mailer) => new(store, mailer, clock, post.PublicKey);

    private static void DieAt(bool now, int commit, int fatal)
    {
        if (now && commit == fatal)
            throw new ProcessDied();
    }
}
