using System.Collections.Concurrent;
using Azure.Data.Tables;
using NodaTime;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Benchmarks;

/// <summary>The environment of the benchmarks: an own Azurite with fresh data or an in-memory store, the sample
/// campaign with any number of invitees, and a mailer that accepts every letter at once.</summary>
internal sealed class BenchmarkEnvironment : IAsyncDisposable
{
    private readonly string? folder;
    private readonly AzuriteServer? azurite;
    private readonly TableServiceClient? tables;
    private readonly ConcurrentQueue<DispatchId> sent = [];

    private BenchmarkEnvironment(Stores store)
    {
        Store = store;
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var cache = new CampaignCache(Store.Campaigns, Links, settings, Clock);
        Invitations = new InvitationService(
            Store.Invitations,
            new AcceptingMailer(sent),
            cache,
            new NullWakeUpScheduler(),
            settings,
            Clock
        );
        Campaigns = new CampaignService(Store.Campaigns, Store.Invitations, cache, Invitations, settings, Clock);
        Actions = new CampaignActions(Store.Campaigns, cache, Campaigns, new NullCampaignRunner(), Clock);
        Erasure = new CampaignErasure(
            Store.Campaigns,
            Store.Invitations,
            Store.Correspondence,
            Store.Messages,
            Store.Idempotency,
            cache,
            Clock
        );
    }

    private BenchmarkEnvironment(string folder, AzuriteServer azurite, TableServiceClient tables)
        : this(new TableStores(tables, BlobClients.FromConnectionString(azurite.ConnectionString))) =>
        (this.folder, this.azurite, this.tables) = (folder, azurite, tables);

    public ReplyLinks Links { get; } = new(new Dictionary<string, byte[]> { ["bench"] = new byte[32] }, "bench");

    public TimeProvider Clock { get; } = new RunningClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));

    public TableServiceClient Tables => tables ?? throw new InvalidOperationException("The record is in memory.");

    public Stores Store { get; }

    public InvitationService Invitations { get; }

    /// <summary>The letters that were sent, in their order.</summary>
    public IReadOnlyCollection<DispatchId> Sent => sent;

    public CampaignService Campaigns { get; }

    public CampaignActions Actions { get; }

    public CampaignErasure Erasure { get; }

    public static async Task<BenchmarkEnvironment> Create(
        CancellationToken cancellation,
        TableClientOptions? options = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("wsis-bench-").FullName;
        var settings = new AzuriteSettings
        {
            Installation = Path.Combine(Path.GetTempPath(), "wsis-azurite"),
            Data = Path.Combine(folder, "azurite"),
            TablePort = FreePort.Find(),
            BlobPort = FreePort.Find(),
            QueuePort = FreePort.Find(),
            InMemory = true,
        };
        var azurite =
            await AzuriteServer.Start(settings, _ => { }, cancellation)
            ?? throw new InvalidOperationException("The benchmarks need Node.js, for Azurite.");
        // With the client's own patience: a machine that is busy while 100,000 are imported shall not end a
        // measurement.
        var environment = new BenchmarkEnvironment(
            folder,
            azurite,
            new TableServiceClient(azurite.ConnectionString, options)
        );
        await environment.Store.Initializer.Initialize(cancellation);
        return environment;
    }

    /// <summary>With a record in memory, which costs next to nothing: what is measured is everything else.</summary>
    public static BenchmarkEnvironment InMemory(Func<Stores, Stores> seen) => new(seen(new InMemoryStores()));

    /// <summary>The sample's invitees over and over, under ids and addresses of their own.</summary>
    public static CampaignFolder Folder(int invitees) =>
        SampleCampaign.Folder.WithInvitees([
            .. Enumerable
                .Range(0, invitees)
                .Select(i =>
                {
                    var model = SampleCampaign.Folder.Invitees[i % SampleCampaign.Folder.Invitees.Count];
                    return model with
                    {
                        Id = new InviteeId($"{model.State}-{i}"),
                        Address = $"minister-{i}@ict.{model.State.ToLowerInvariant()}.example",
                    };
                }),
        ]);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>A clock that goes on from a moment of the campaign.</summary>
    private sealed class RunningClock(DateTimeOffset begin) : TimeProvider
    {
        private readonly long begun = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(begun);
    }

    private sealed class AcceptingMailer(ConcurrentQueue<DispatchId> sent) : IMailer
    {
        public Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
        {
            sent.Enqueue(letter.Id);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted(letter.Id.ToString()));
        }

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Unknown(new Reason.AsWritten("cannot say")));
    }

    private sealed class NullWakeUpScheduler : IWakeUpScheduler
    {
        public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) =>
            Task.CompletedTask;
    }

    private sealed class NullCampaignRunner : ICampaignRunner
    {
        public Task Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

        public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
            Task.FromResult(RepairReport.Nothing);
    }
}
