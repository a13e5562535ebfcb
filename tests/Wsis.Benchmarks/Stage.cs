using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.Local.Demo;
using Wsis.TableStorage;

namespace Wsis.Benchmarks;

/// <summary>What the benchmarks play on: an Azurite of their own with fresh data, the sample campaign with as many invitees as wanted, a mailer that takes each letter at once.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string folder;
    private readonly AzuriteServer azurite;

    private Stage(string folder, AzuriteServer azurite, TableClientOptions? options)
    {
        (this.folder, this.azurite) = (folder, azurite);
        // With the client's own patience: a machine that is busy while 100,000 are imported shall not end a measurement.
        Tables = new TableServiceClient(azurite.ConnectionString, options);
        Store = new TableInvitationStore(Tables);
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var catalogue = new CampaignCatalogue(Store, Links, settings, Clock);
        var invitations = new InvitationService(Store, new TakesAll(), catalogue, new Nobody(), settings, Clock);
        Campaigns = new CampaignService(Store, catalogue, invitations, settings, Clock);
        Moves = new CampaignMoves(Store, catalogue, Campaigns, new NobodyRuns(), Clock);
        Erasure = new CampaignErasure(Store, catalogue, Clock);
    }

    public static CampaignFolder Sample { get; } = CampaignFolder.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018"));

    public ReplyLinks Links { get; } = new(new Dictionary<string, byte[]> { ["bench"] = new byte[32] }, "bench");

    public TimeProvider Clock { get; } = new Moment(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.Zero));

    public TableServiceClient Tables { get; }

    public TableInvitationStore Store { get; }

    public CampaignService Campaigns { get; }

    public CampaignMoves Moves { get; }

    public CampaignErasure Erasure { get; }

    public static async Task<Stage> Set(CancellationToken cancellation, TableClientOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("wsis-bench-").FullName;
        var settings = new AzuriteSettings
        {
            Installation = Path.Combine(Path.GetTempPath(), "wsis-azurite"), Data = Path.Combine(folder, "azurite"), TablePort = DemoRun.FreePort(), InMemory = true,
        };
        var azurite = await AzuriteServer.Start(settings, _ => { }, cancellation) ?? throw new InvalidOperationException("The benchmarks need Node.js, for Azurite.");
        var stage = new Stage(folder, azurite, options);
        await stage.Store.Open(cancellation);
        return stage;
    }

    /// <summary>The sample's invitees over and over, under ids and addresses of their own.</summary>
    public static CampaignFolder Folder(int invitees) => Sample.WithInvitees([.. Enumerable.Range(0, invitees).Select(i =>
    {
        var model = Sample.Invitees[i % Sample.Invitees.Count];
        return model with { Id = new InviteeId($"{model.State}-{i}"), Address = $"minister-{i}@ict.{model.State.ToLowerInvariant()}.example" };
    })]);

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Moment(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class TakesAll : IMailer
    {
        public Task<SendOutcome> Send(Letter letter, CancellationToken cancellation) => Task.FromResult<SendOutcome>(new SendOutcome.Taken(letter.Id.ToString()));

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) => Task.FromResult<SendOutcome>(new SendOutcome.Unknown("cannot say"));
    }

    private sealed class Nobody : IWaker
    {
        public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) => Task.CompletedTask;
    }

    private sealed class NobodyRuns : ICampaignRunner
    {
        public Task Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

        public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) => Task.FromResult(RepairReport.Nothing);
    }
}
