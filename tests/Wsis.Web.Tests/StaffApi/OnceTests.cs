using System.Collections.Concurrent;
using MimeKit;
using NodaTime;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.PickupFolder;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>A letter goes out once, wherever the process dies on its way.</summary>
public sealed class OnceTests
{
    private static readonly CampaignId Id = SampleCampaign.Folder.Campaign!.Id;

    /// <summary>The places to die in: before and after each of the first commits of a launch, and around each of the
    /// first sendings.</summary>
    public static TheoryData<string, int> Places()
    {
        var places = new TheoryData<string, int>();
        foreach (var place in new[] { "before commit", "after commit", "before sending", "after sending" })
        foreach (var number in ProofForm.Choose<int[]>([1, 3, 30], [1, 2, 3, 7, 20, 30]))
            places.Add(place, number);
        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Killed_between_any_two_steps_a_launch_goes_on_with_each_letter_sent_once(string place, int number)
    {
        var folder = TestFolder.CreateInMemory("wsis-once-");
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new FaultyStore(new InMemoryStores());
        var mailer = new CrashingMailer(new PickupFolderMailer(folder, clock));
        var (campaigns, actions, _) = Compose(store, mailer, clock);
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);

        var imported = store.Commits;
        store.OnCommit = (n, done) => Die(place == (done ? "after commit" : "before commit") && n >= imported + number);
        mailer.OnSend = (n, done) => Die(place == (done ? "after sending" : "before sending") && n >= number);
        await Assert.ThrowsAnyAsync<Exception>(() => campaigns.AdvanceDue(Id, CancellationToken.None));

        // The next process: nothing of the first is left but the record and the folder.
        store.OnCommit = null;
        mailer.OnSend = null;
        (campaigns, _, _) = Compose(store, mailer, clock);
        await campaigns.AdvanceDue(Id, CancellationToken.None);
        clock.Now += TimeSpan.FromHours(2);
        await campaigns.AdvanceDue(Id, CancellationToken.None);

        var tally = await store.Invitations.Count(Id, 16, CancellationToken.None);
        Assert.Equal(194, tally["letter:invitation"]);
        Assert.Equal(194, tally.In(Phase.Awaiting));
        Assert.Equal(194, Directory.GetFiles(folder, "*.eml").Length);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_processes_on_one_store_send_each_letter_once()
    {
        var folder = TestFolder.CreateInMemory("wsis-two-");
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new InMemoryStores();
        var handed = new CrashingMailer(new PickupFolderMailer(folder, clock)) { CanSay = false };
        var processes = Enumerable.Range(0, 2).Select(_ => Compose(store, handed, clock)).ToList();
        await processes[0].Campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await processes[0].Moves.ApproveAndLaunch(Id, "staff", CancellationToken.None);
        await Task.WhenAll(processes.Select(p => Task.Run(() => p.Campaigns.AdvanceDue(Id, CancellationToken.None))));
        Assert.Equal(194, handed.Sent);
        Assert.Equal(194, (await store.Invitations.Count(Id, 16, CancellationToken.None))["letter:invitation"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Woken_again_while_its_letter_is_on_its_way_an_invitation_does_not_send_it_again()
    {
        var folder = Directory.CreateTempSubdirectory("wsis-woken-").FullName;
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new InMemoryStores();
        var mailer = new CrashingMailer(new PickupFolderMailer(folder, clock));
        var (campaigns, actions, invitations) = Compose(store, mailer, clock);
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);

        var woken = new ConcurrentDictionary<DispatchId, bool>();
        mailer.Meanwhile = async letter =>
        {
            if (!woken.TryAdd(letter.Id, true))
                return;
            await invitations.Advance(letter.Id.Key, CancellationToken.None);
            await invitations.Advance(letter.Id.Key, CancellationToken.None);
        };
        await campaigns.AdvanceDue(Id, CancellationToken.None);

        Assert.Equal(194, mailer.Sent);
        Assert.Equal(194, (await store.Invitations.Count(Id, 16, CancellationToken.None)).In(Phase.Awaiting));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_failed_claim_does_not_put_the_letter_of_another_claim_in_doubt()
    {
        var folder = Directory.CreateTempSubdirectory("wsis-claims-").FullName;
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new InMemoryStores();
        var mailer = new CrashingMailer(new PickupFolderMailer(folder, clock))
        {
            Meanwhile = _ => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System),
        };
        var (campaigns, actions, _) = Compose(store, mailer, clock);
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => campaigns.AdvanceDue(Id, CancellationToken.None)))
        );

        Assert.Equal(194, mailer.Sent);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_import_and_a_second_launch_change_nothing()
    {
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new FaultyStore(new InMemoryStores());
        var (campaigns, actions, _) = Compose(
            store,
            new CrashingMailer(new PickupFolderMailer(Directory.CreateTempSubdirectory("wsis-again-").FullName, clock)),
            clock
        );
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);
        var launched = await store.Campaigns.Find(Id, CancellationToken.None);
        var commits = store.Commits;
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        (await actions.Launch(Id, new Actor("staff"), CancellationToken.None)).OrThrow();
        Assert.Equal(launched!.Version, (await store.Campaigns.Find(Id, CancellationToken.None))!.Version);
        Assert.Equal(commits, store.Commits);
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_completed_by_the_next()
    {
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new FaultyStore(new InMemoryStores());
        var mailer = new CrashingMailer(
            new PickupFolderMailer(Directory.CreateTempSubdirectory("wsis-import-").FullName, clock)
        );
        store.OnCommit = (n, _) => Die(n >= 5);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Compose(store, mailer, clock).Campaigns.Import(SampleCampaign.Folder, CancellationToken.None)
        );
        store.OnCommit = null;
        var entry = await Compose(store, mailer, clock).Campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        Assert.Equal(CampaignState.Draft, entry.State);
        Assert.Equal(194, (await store.Invitations.Count(Id, 16, CancellationToken.None)).Invitees);
    }

    [Fact]
    public async Task A_paused_campaign_sends_nothing_and_records_replies_and_an_extended_deadline_reopens_it()
    {
        var folder = Directory.CreateTempSubdirectory("wsis-pause-").FullName;
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new InMemoryStores();
        var (campaigns, actions, invitations) = Compose(
            store,
            new CrashingMailer(new PickupFolderMailer(folder, clock)),
            clock
        );
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);
        await campaigns.AdvanceDue(Id, CancellationToken.None);
        await actions.Pause(Id, new Actor("staff"), CancellationToken.None);
        clock.Now = new DateTimeOffset(2018, 1, 23, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, await campaigns.AdvanceDue(Id, CancellationToken.None));

        var key = new InvitationKey(Id, SampleCampaign.Folder.Invitees[0].Id);
        var reply = new Reply
        {
            Id = "r",
            Channel = Channel.Correspondence,
            ReceivedAt = Instant.FromDateTimeOffset(clock.Now),
            Answer = new Answer.Declined(),
        };
        Assert.Equal(
            Phase.Answered,
            (await invitations.Apply(key, new Signal.ReplyReceived(reply), CancellationToken.None))!.Next.Phase
        );

        await actions.Resume(Id, new Actor("staff"), CancellationToken.None);
        await campaigns.AdvanceDue(Id, CancellationToken.None);
        Assert.Equal(193, (await store.Invitations.Count(Id, 16, CancellationToken.None)).In(Phase.Unanswered));
        await actions.Extend(
            Id,
            new LocalDateTime(2018, 2, 15, 0, 0),
            announce: true,
            new Actor("staff"),
            CancellationToken.None
        );
        await campaigns.Replan(Id, CancellationToken.None);
        await campaigns.AdvanceDue(Id, CancellationToken.None);
        var tally = await store.Invitations.Count(Id, 16, CancellationToken.None);
        Assert.Equal((193, 193), (tally.In(Phase.Awaiting), tally["letter:extension-1"]));
        var letter = await MimeMessage.LoadAsync(
            Path.Combine(folder, $"{Id}~FRA~extension-1~1.eml"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("15 février 2018", letter.TextBody, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task While_a_process_puts_a_pause_in_force_it_claims_no_letters_and_after_a_resume_it_sends_them()
    {
        var folder = TestFolder.CreateInMemory("wsis-deciding-");
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new FaultyStore(new InMemoryStores());
        var mailer = new CrashingMailer(new PickupFolderMailer(folder, clock));
        var (campaigns, actions, _) = Compose(store, mailer, clock);
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);

        var (begun, stored) = (new TaskCompletionSource(), new TaskCompletionSource());
        store.OnSave = () =>
        {
            begun.SetResult();
            return stored.Task;
        };
        var pausing = actions.Pause(Id, new Actor("staff"), CancellationToken.None);
        await begun.Task;
        var commits = store.Commits;
        var sending = campaigns.AdvanceDue(Id, CancellationToken.None);
        await Task.WhenAny(
            sending,
            Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken)
        );
        Assert.Equal((false, commits, 0), (sending.IsCompleted, store.Commits, mailer.Sent));

        store.OnSave = null;
        stored.SetResult();
        (await pausing).OrThrow();
        Assert.Equal((0, 0), (await sending, mailer.Sent));
        (await actions.Resume(Id, new Actor("staff"), CancellationToken.None)).OrThrow();
        Assert.Equal(194, await campaigns.AdvanceDue(Id, CancellationToken.None));
        Assert.Equal(194, mailer.Sent);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task After_a_new_deadline_on_another_process_the_letters_are_still_claimed_many_together()
    {
        var folder = TestFolder.CreateInMemory("wsis-extended-");
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));
        var store = new FaultyStore(new InMemoryStores());
        var mailer = new CrashingMailer(new PickupFolderMailer(folder, clock));
        var (campaigns, actions, invitations) = Compose(store, mailer, clock);
        var (_, elsewhere, _) = Compose(store, mailer, clock);
        await campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await actions.ApproveAndLaunch(Id, "staff", CancellationToken.None);
        // Now this process has the campaign in its memory.
        await invitations.Advance(new Partition(Id, 0), 0, CancellationToken.None);
        var deadline = new LocalDateTime(2018, 2, 15, 0, 0);
        (await elsewhere.Extend(Id, deadline, true, new Actor("staff"), CancellationToken.None)).OrThrow();

        var commits = store.Commits;
        Assert.Equal(194, await campaigns.AdvanceDue(Id, CancellationToken.None));

        Assert.Equal(194, mailer.Sent);
        // In each of 16 partitions one that is refused, the claims, and the results.
        Assert.InRange(store.Commits - commits, 2 * 16 + 1, 3 * 16);
        Directory.Delete(folder, recursive: true);
    }

    private static (CampaignService Campaigns, CampaignActions Moves, InvitationService Invitations) Compose(
        Stores store,
        IMailer mailer,
        TimeProvider clock
    )
    {
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        var cache = new CampaignCache(store.Campaigns, links, settings, clock);
        var invitations = new InvitationService(
            store.Invitations,
            mailer,
            cache,
            new NullWakeUpScheduler(),
            settings,
            clock
        );
        var campaigns = new CampaignService(store.Campaigns, store.Invitations, cache, invitations, settings, clock);
        return (
            campaigns,
            new CampaignActions(store.Campaigns, cache, campaigns, new NullCampaignRunner(), clock),
            invitations
        );
    }

    private static void Die(bool now)
    {
        if (now)
            throw new SimulatedCrashException();
    }

    private sealed class SimulatedCrashException : Exception;

    private sealed class NullWakeUpScheduler : IWakeUpScheduler
    {
        public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) =>
            Task.CompletedTask;
    }

    private sealed class CrashingMailer(IMailer inner) : IMailer
    {
        private int sent;

        public Action<int, bool>? OnSend { get; set; }

        /// <summary>The events that happen while a letter is being sent.</summary>
        public Func<Letter, Task>? Meanwhile { get; set; }

        /// <summary>Whether it can say what it has taken, as a folder can and a provider cannot.</summary>
        public bool CanSay { get; init; } = true;

        public int Sent => sent;

        public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
        {
            var number = Interlocked.Increment(ref sent);
            OnSend?.Invoke(number, false);
            await (Meanwhile?.Invoke(letter) ?? Task.CompletedTask);
            var outcome = await inner.Send(letter, permission, cancellation);
            OnSend?.Invoke(number, true);
            return outcome;
        }

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
            CanSay
                ? inner.Ask(dispatch, cancellation)
                : Task.FromResult<SendOutcome>(new SendOutcome.Unknown(new Reason.AsWritten("cannot say")));
    }
}
