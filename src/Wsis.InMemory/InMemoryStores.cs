using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>The stores in the memory of this process: for rehearsals, demonstrations and tests.</summary>
public sealed class InMemoryStores : Stores
{
    public InMemoryStores()
        : this(new InMemoryWebhookOutbox()) { }

    private InMemoryStores(InMemoryWebhookOutbox outbox)
        : base(
            new NothingToInitialize(),
            new InMemoryCampaignStore(),
            new InMemoryInvitationStore(outbox),
            new InMemoryCorrespondenceStore(),
            new InMemoryMessageStore(),
            new InMemoryDraftStore(),
            new InMemoryIdempotencyStore(),
            outbox,
            new InMemoryRateStore()
        ) { }

    private sealed class NothingToInitialize : IStoreInitializer
    {
        public Task Initialize(CancellationToken cancellation) => Task.CompletedTask;
    }
}
