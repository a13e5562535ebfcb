using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Tests;

/// <summary>When a decision of staff is answered, no letter is begun under the former plan, on any instance. Two
/// instances send the invitations of the sample. The cache of each is older than the decision.</summary>
public abstract class RecallContract(TestStores stores) : StoreContract(stores)
{
    private static readonly CampaignId Campaign = SampleCampaign.Folder.Campaign!.Id;
    private static readonly Actor Staff = new("anna");

    private readonly SlowProvider provider = new();

    [Fact]
    public async Task After_a_pause_no_letter_is_begun_and_none_is_lost()
    {
        var (first, second) = await Launch();
        var sending = Task.WhenAll(first.SendDue(), second.SendDue());
        await provider.Begins(20);

        (await first.Actions.Pause(Campaign, Staff, StoreExtensions.Cancellation)).OrThrow();
        var answered = TimeProvider.System.GetTimestamp();
        var onTheWire = provider.OnTheWire;
        await sending;

        Assert.DoesNotContain(provider.Begun, b => b.At > answered);
        Assert.InRange(provider.Begun.Count, 20, 193);
        Assert.InRange(onTheWire, 0, 2 * Instance.MaxSenders);
        Assert.InRange(await CountNotRecalled(), onTheWire, 194);
        Assert.DoesNotContain(await Dispatches(), d => d.State == DispatchState.Claimed);

        (await second.Actions.Resume(Campaign, Staff, StoreExtensions.Cancellation)).OrThrow();
        await Task.WhenAll(first.SendDueSoon(), second.SendDue());
        Assert.Equal(194, provider.Begun.Select(b => b.Letter.Id).Distinct().Count());
        Assert.Equal(194, provider.Begun.Count);
        Assert.All(await Dispatches(), d => Assert.Equal(DispatchState.Sent, d.State));
    }

    [Theory]
    [InlineData(CampaignState.Cancelled)]
    [InlineData(CampaignState.Closed)]
    public async Task After_the_end_no_letter_is_begun_and_nothing_is_open_or_reopened(CampaignState end)
    {
        var (first, second) = await Launch();
        var sending = Task.WhenAll(first.SendDue(), second.SendDue());
        await provider.Begins(20);

        var result =
            end == CampaignState.Cancelled
                ? await first.Actions.Cancel(Campaign, null, Staff, StoreExtensions.Cancellation)
                : await first.Actions.Close(Campaign, Staff, StoreExtensions.Cancellation);
        var answered = TimeProvider.System.GetTimestamp();
        result.OrThrow();
        await sending;
        await first.Campaigns.Replan(Campaign, StoreExtensions.Cancellation);

        Assert.DoesNotContain(provider.Begun, b => b.At > answered);
        var rows = await Rows();
        Assert.All(rows, i => Assert.Equal((Phase.Unanswered, null), (i.Phase, i.WakeAt)));
        var sent = provider.Begun.Select(b => b.Letter.Id).ToHashSet();
        Assert.All(
            rows.SelectMany(i => i.Dispatches.Select(d => (Id: i.IdOf(d), d.State))),
            d => Assert.Equal(sent.Contains(d.Id) ? DispatchState.Sent : DispatchState.Dropped, d.State)
        );
        Assert.Equal(
            rows.Select(Tally.From).Aggregate(Tally.Empty, (sum, one) => sum.Plus(one)),
            await Store.Invitations.Count(Campaign, 16, StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task After_a_new_deadline_no_letter_names_the_former_one_and_who_has_such_a_letter_gets_the_extension()
    {
        var (first, second) = await Launch();
        var sending = Task.WhenAll(first.SendDue(), second.SendDue());
        await provider.Begins(20);

        var deadline = SampleCampaign.Folder.Campaign!.Schedule.Deadline.PlusDays(8);
        var result = await first.Actions.Extend(
            Campaign,
            deadline,
            announce: true,
            Staff,
            StoreExtensions.Cancellation
        );
        var answered = TimeProvider.System.GetTimestamp();
        result.OrThrow();
        await sending;
        await first.Campaigns.Replan(Campaign, StoreExtensions.Cancellation);
        await Task.WhenAll(first.SendDue(), second.SendDueSoon());

        Assert.All(provider.Begun.Where(b => b.At > answered), b => Assert.True(Names(b.Letter)));
        Assert.Contains(provider.Begun, b => !Names(b.Letter));
        foreach (var letters in provider.Begun.GroupBy(b => b.Letter.Id.Key, b => b.Letter))
        {
            var steps = letters.Select(l => l.Id.Step.Value).ToList();
            Assert.Equal(steps.Distinct(), steps);
            Assert.Contains(letters, Names);
            Assert.Equal(
                !letters.Where(l => l.Id.Step.Value == "invitation").All(Names),
                steps.Contains("extension-1")
            );
        }
        Assert.Equal(194, provider.Begun.Count(b => b.Letter.Id.Step.Value == "invitation"));

        bool Names(Letter letter) =>
            letter.Text.Contains(CalendarText.Date(deadline.Date, letter.Language), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_withdrawal_no_letter_to_the_office_is_begun_and_the_others_are_sent()
    {
        var (first, second) = await Launch();
        var sending = Task.WhenAll(first.SendDue(), second.SendDue());
        await provider.Begins(8);
        // The last of a chunk, which waits for all others.
        var waiting = (await Rows()).Last(i =>
            i.Dispatches is [{ State: DispatchState.Claimed } d] && provider.Begun.All(b => b.Letter.Id != i.IdOf(d))
        );

        await second.Invitations.Apply(
            waiting.Key,
            new Signal.Withdrawn("anna", Notify: false),
            StoreExtensions.Cancellation
        );
        var answered = TimeProvider.System.GetTimestamp();
        await sending;
        await Task.WhenAll(first.SendDue(), second.SendDue());

        var late = provider.Begun.Any(b => b.Letter.Id.Key == waiting.Key);
        Assert.DoesNotContain(provider.Begun, b => b.Letter.Id.Key == waiting.Key && b.At > answered);
        Assert.Equal(late ? 194 : 193, provider.Begun.Select(b => b.Letter.Id).Distinct().Count());
        Assert.Equal(late ? 194 : 193, provider.Begun.Count);
        var row = (await Rows()).Single(i => i.Key == waiting.Key);
        Assert.Equal(Phase.Withdrawn, row.Phase);
        Assert.Equal(late ? DispatchState.Sent : DispatchState.Dropped, Assert.Single(row.Dispatches).State);
    }

    private async Task<(Instance First, Instance Second)> Launch()
    {
        ProofForm.RequireTurnOfName();
        var (first, second) = (new Instance(Store, provider), new Instance(SameStoreAgain(), provider));
        await first.Campaigns.Import(SampleCampaign.Folder, StoreExtensions.Cancellation);
        await first.Actions.ApproveAndLaunch(Campaign, "anna", StoreExtensions.Cancellation);
        await second.Cache.Get(Campaign, StoreExtensions.Cancellation);
        return (first, second);
    }

    private async Task<IReadOnlyList<Invitation>> Rows() =>
        [
            .. (
                await Store.Invitations.List(
                    Campaign,
                    16,
                    InvitationFilter.None,
                    1000,
                    null,
                    StoreExtensions.Cancellation
                )
            ).Items.Select(r => r.Value),
        ];

    private async Task<IEnumerable<Dispatch>> Dispatches() => (await Rows()).SelectMany(i => i.Dispatches);

    private async Task<int> CountNotRecalled() =>
        (await Store.Campaigns.ReadJournal(Campaign, StoreExtensions.Cancellation))
            .Select(e => e.Event)
            .OfType<JournalEvent.LettersNotRecalled>()
            .Sum(e => e.Count);

    /// <summary>The services of one process.</summary>
    private sealed class Instance
    {
        /// <summary>The most letters that an instance sends at the same time.</summary>
        public const int MaxSenders = CampaignService.MaxConcurrentPartitions;

        public Instance(Stores stores, IMailer mailer)
        {
            var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.FromHours(1)));
            var settings = new CampaignSettings(new Uri("https://wsis.example/")) with
            {
                MaxConcurrentSenders = 1,
                CampaignFreshness = TimeSpan.FromMinutes(1),
            };
            var links = new Wsis.Invitations.Replies.ReplyLinks(
                new Dictionary<string, byte[]> { ["test"] = new byte[32] },
                "test"
            );
            Cache = new CampaignCache(stores.Campaigns, links, settings, clock);
            Invitations = new InvitationService(
                stores.Invitations,
                mailer,
                Cache,
                new NullScheduler(),
                settings,
                clock
            );
            Campaigns = new CampaignService(stores.Campaigns, stores.Invitations, Cache, Invitations, settings, clock);
            Actions = new CampaignActions(stores.Campaigns, Cache, Campaigns, new NullCampaignRunner(), clock);
        }

        public CampaignCache Cache { get; }

        public InvitationService Invitations { get; }

        public CampaignService Campaigns { get; }

        public CampaignActions Actions { get; }

        public Task<int> SendDue() => Task.Run(() => Campaigns.AdvanceDue(Campaign, StoreExtensions.Cancellation));

        /// <summary>The same after the cache has noticed a change by another instance.</summary>
        public Task<int> SendDueSoon()
        {
            Cache.Changed(Campaign);
            return SendDue();
        }
    }

    /// <summary>A provider that takes a while for each letter.</summary>
    private sealed class SlowProvider : IMailer
    {
        private int onTheWire;

        public ConcurrentQueue<(Letter Letter, long At)> Begun { get; } = [];

        public int OnTheWire => Volatile.Read(ref onTheWire);

        public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
        {
            if (!await permission.MayBegin())
                return new SendOutcome.Recalled();
            Interlocked.Increment(ref onTheWire);
            Begun.Enqueue((letter, TimeProvider.System.GetTimestamp()));
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, cancellation);
            Interlocked.Decrement(ref onTheWire);
            return new SendOutcome.Accepted(letter.MessageId);
        }

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
            Task.FromResult<SendOutcome>(
                new SendOutcome.Unknown(new Wsis.Invitations.Reasons.Reason.AsWritten("cannot say"))
            );

        public Task Begins(int letters) => TestHost.WaitUntil(() => Task.FromResult(Begun.Count >= letters));
    }

    private sealed class NullScheduler : IWakeUpScheduler
    {
        public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) =>
            Task.CompletedTask;
    }
}

public sealed class InMemoryRecallTests() : RecallContract(new InMemoryTestStores());

public sealed class TableRecallTests(AzuriteFixture azurite) : RecallContract(new TableTestStores(azurite));
