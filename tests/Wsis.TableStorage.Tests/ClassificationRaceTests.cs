using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Tests;

/// <summary>Two members of staff classify one message at once, each through an instance of their own.</summary>
public sealed class ClassificationRaceTests(AzuriteFixture azurite)
{
    private static readonly CampaignId Campaign = SampleCampaign.Folder.Campaign!.Id;

    [Fact]
    public async Task Of_two_classifications_at_once_one_is_recorded_and_the_other_is_refused_without_a_trace()
    {
        var prefix = $"C{Guid.NewGuid():N}"[..12];
        var (first, second) = (new Instance(azurite.OpenStores(prefix)), new Instance(azurite.OpenStores(prefix)));
        await first.Import([.. SampleCampaign.Folder.Invitees.Take(5)]);
        foreach (var invitee in SampleCampaign.Folder.Invitees.Take(5))
        {
            var key = new InvitationKey(Campaign, invitee.Id);
            var filed = await first.Correspondence.File(Message(key), StoreExtensions.Cancellation);
            var results = await Task.WhenAll(
                first.Classify(filed[0].Id, new Answer.Accepted(new Participation()), "anna"),
                second.Classify(filed[0].Id, new Answer.Declined(), "bert")
            );
            var won = Assert.Single(results, r => r!.Refusal is null)!;
            var row = await first.Find(key);
            Assert.Equal(
                (1, won.Row.Value.Resolution!.Reply, won.Row.Value.Resolution.Answer),
                (row.Replies, row.Reply!.Id, row.Reply.Answer.Kind)
            );
            Assert.Single(await first.Journal(key), e => e.Reply is not null);
        }
    }

    private static IncomingMessage Message(InvitationKey key) =>
        new()
        {
            Source = CorrespondenceSource.Mail,
            SourceId = $"<1@{key.Invitee}.example>",
            Invitations = [key],
            From = "cabinet@office.example",
        };

    /// <summary>The services of one process.</summary>
    private sealed class Instance
    {
        private readonly Stores stores;
        private readonly CampaignService campaigns;
        private readonly CampaignCache cache;

        public Instance(Stores stores)
        {
            this.stores = stores;
            var settings = new CampaignSettings(new Uri("https://wsis.example/"));
            var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
            cache = new CampaignCache(stores.Campaigns, links, settings, TimeProvider.System);
            var invitations = new InvitationService(
                stores.Invitations,
                new NoMailer(),
                cache,
                new NoScheduler(),
                settings,
                TimeProvider.System
            );
            campaigns = new CampaignService(
                stores.Campaigns,
                stores.Invitations,
                cache,
                invitations,
                settings,
                TimeProvider.System
            );
            Correspondence = new CorrespondenceService(
                stores.Invitations,
                stores.Correspondence,
                stores.Messages,
                stores.Idempotency,
                cache,
                invitations,
                TimeProvider.System
            );
        }

        public CorrespondenceService Correspondence { get; }

        public async Task Import(IReadOnlyList<Invitee> invitees)
        {
            await stores.Initializer.Initialize(StoreExtensions.Cancellation);
            await campaigns.Import(SampleCampaign.Folder.WithInvitees(invitees), StoreExtensions.Cancellation);
        }

        public Task<HandlingResult?> Classify(CorrespondenceId id, Answer answer, string by) =>
            Correspondence.Classify(Campaign, id, new Classification(answer), by, StoreExtensions.Cancellation);

        public async Task<Invitation> Find(InvitationKey key) =>
            (await stores.Invitations.Find(await PartitionOf(key), key.Invitee, StoreExtensions.Cancellation))!.Value;

        public async Task<IReadOnlyList<Invitations.Journal.JournalEntry>> Journal(InvitationKey key) =>
            await stores.Invitations.ReadJournal(await PartitionOf(key), key.Invitee, StoreExtensions.Cancellation);

        private async Task<Partition> PartitionOf(InvitationKey key) =>
            (await cache.Get(key.Campaign, StoreExtensions.Cancellation)).PartitionOf(key);
    }

    private sealed class NoMailer : IMailer
    {
        public Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation) =>
            throw new InvalidOperationException("No letter is due.");

        public Task<SendOutcome> Ask(DispatchId id, CancellationToken cancellation) =>
            throw new InvalidOperationException("No letter is due.");
    }

    private sealed class NoScheduler : IWakeUpScheduler
    {
        public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) =>
            Task.CompletedTask;
    }
}
