using System.IO.Compression;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.Local.Demo;
using Wsis.Local.Running;
using Wsis.TableStorage;

namespace Wsis.Proof.Lives;

/// <summary>The sample campaign on a fast clock, served by <c>wsis serve</c> in separate processes on a separate
/// Azurite. Simulated addressees read their letters and answer over HTTP. The tests stop, kill and restart the
/// processes.</summary>
internal sealed class CampaignLife : IAsyncDisposable
{
    private static readonly Campaign Model = SampleCampaign.Folder.Campaign!;
    private static readonly Instant Start = Instant.FromUtc(2017, 12, 8, 6, 0);
    private static readonly Instant End = Instant.FromUtc(2018, 2, 2, 0, 0);

    /// <summary>The length of a life in days of the campaign.</summary>
    public static readonly double Days = (End - Start).TotalDays;

    /// <summary>Far longer than it takes to come to rest: for machines that have other things to do.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    private readonly string scratch;
    private readonly AzuriteServer azurite;
    private readonly CompressedCampaign campaign;
    private readonly AcceleratedClock calendar;
    private readonly ResendingHandler people = new();
    private readonly Addressees addressees;
    private readonly DeliveryWatcher handovers;
    private readonly HealthProbe probe;
    private readonly CancellationTokenSource over = new();
    private readonly Task reading;
    private readonly int port = FreePort.Find();

    private CampaignLife(string scratch, AzuriteServer azurite, int seed, LifeSpeed lifeSpeed)
    {
        (this.scratch, this.azurite) = (scratch, azurite);
        var speed = lifeSpeed.DaysPerSecond * TimeSpan.FromDays(1).TotalSeconds;
        var begin = TimeProvider.System.GetCurrentInstant() + Duration.FromSeconds(1);
        campaign = new CompressedCampaign(SampleCampaign.Path, Model, Model.Id.Value, begin, Start, speed);
        ZipFile.ExtractToDirectory(new MemoryStream(campaign.Zip()), Folder);
        Connection = azurite.ConnectionString;
        Store = TableStores.FromConnectionString(azurite.ConnectionString);
        calendar = new AcceleratedClock((Start - (Duration.FromSeconds(1) * speed)).ToDateTimeOffset(), speed);
        calendar.Release();
        Directory.CreateDirectory(Letters);
        handovers = new DeliveryWatcher(Letters);
        probe = new HealthProbe(new Uri($"http://127.0.0.1:{port}/"));
        addressees = new Addressees(
            Letters,
            seed,
            Model.Schedule,
            calendar,
            (_, _) => Task.CompletedTask,
            campaign.Days,
            campaign.Id,
            people
        );
        reading = addressees.Run(over.Token);
    }

    /// <summary>The record, seen past whatever stands between it and the program.</summary>
    public TableStores Store { get; }

    /// <summary>By which the program reaches the record.</summary>
    public string Connection { get; set; }

    public Uri Tables => new(azurite.ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';'));

    /// <summary>Whether the last letter is out and its readers have had time to answer.</summary>
    public bool IsOver => calendar.GetCurrentInstant() >= End;

    /// <summary>The moments at which letters go out, on the wall clock.</summary>
    public IReadOnlyList<Instant> Moments =>
        [.. Campaign.Schedule.Steps.Select(s => Campaign.Schedule.LocalDue(s, Campaign.Event).InUtc().ToInstant())];

    /// <summary>Letters to invitees that were handed over when they lay in the folder already. The summary to the
    /// contact is not claimed, and may be (see <see cref="SummaryService"/>).</summary>
    public IReadOnlyList<string> DuplicateDeliveries =>
        [.. handovers.Duplicates.Where(l => !l.Contains($"~{CampaignSummary.Secretariat}~", StringComparison.Ordinal))];

    private string Folder => Path.Combine(scratch, "campaign");

    private string Letters => Path.Combine(scratch, "letters");

    private Campaign Campaign => field ??= CampaignFolder.Load(Folder).Campaign!;

    public static async Task<CampaignLife> Begin(int seed, LifeSpeed lifeSpeed)
    {
        var scratch = Directory.CreateTempSubdirectory("wsis-proof-").FullName;
        return new CampaignLife(
            scratch,
            await AzuriteFixture.StartServer(Path.Combine(scratch, "azurite")),
            seed,
            lifeSpeed
        );
    }

    /// <summary>Waits until the program says that it runs.</summary>
    public static Task IsUp(WsisProcess process) => process.WaitForOutput("is Running");

    /// <summary>Starts the program, or a further one beside it on a port of its own.</summary>
    public WsisProcess Serve(bool beside = false, IReadOnlyDictionary<string, string>? variables = null) =>
        WsisProcess.Start(
            variables ?? new Dictionary<string, string>(),
            "serve",
            Folder,
            "--launch",
            "--data",
            scratch,
            "--connection",
            Connection,
            "--port",
            $"{(beside ? FreePort.Find() : port)}"
        );

    /// <summary>Waits until everybody has answered who will, and until nothing more can happen without a signal; then
    /// holds what the addressees know against the record.</summary>
    public async Task<LifeResult> ComeToRest()
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!IsOver)
            await Pause();
        await over.CancelAsync();
        await reading;
        await addressees.Finish();
        while (await All() is var waiting && waiting.Count(i => i.WakeAt is not null) is > 0 and var left)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < Timeout,
                $"{left} invitations have not come to rest."
            );
            await Pause();
        }
        await addressees.Finish();
        Assert.Empty(addressees.Refused);
        var entry = (await Store.Campaigns.Find(Model.Id, CancellationToken.None))!.Value;
        var summary = await DemoSummary.Load(
            Store.Invitations,
            entry,
            addressees,
            TimeProvider.System.GetElapsedTime(begun),
            CancellationToken.None
        );
        var invitations = await All();
        var missed = new MissedReminders(Campaign, await probe.Outages(), invitations);
        foreach (var invitation in invitations)
            missed.Look(
                invitation,
                await Store.Invitations.ReadJournal(
                    Partition.Containing(Model.Id, invitation.Invitee.Id, entry.Buckets),
                    invitation.Invitee.Id,
                    CancellationToken.None
                )
            );
        return new LifeResult(
            summary,
            Received("invitation"),
            addressees.Received.Values.Sum(),
            DuplicateDeliveries,
            GivenUp(invitations),
            addressees.Confirmed.Values.Sum(c => c.Count),
            people.Repeated,
            missed.Superseded,
            missed.Missed
        );
    }

    /// <summary>The number of letters of a step in the folder.</summary>
    public int Received(string step) => Directory.GetFiles(Letters, $"*~{step}~*.eml").Length;

    public static Task Pause() => Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await reading;
        addressees.Dispose();
        handovers.Dispose();
        await probe.DisposeAsync();
        over.Dispose();
        await azurite.DisposeAsync();
        Directory.Delete(scratch, recursive: true);
    }

    /// <summary>Letters that arrived while the record is in doubt about them: an answer or the deadline made them of no
    /// more use before the mailer was asked.</summary>
    private int GivenUp(IEnumerable<Invitation> invitations) =>
        invitations
            .SelectMany(i => i.Dispatches.Where(d => d.MayHaveBeenSent).Select(d => (i.Invitee.Address, d.Step)))
            .Count(addressees.Received.ContainsKey);

    private async Task<IReadOnlyList<Invitation>> All() =>
        (await Store.Invitations.List(Model.Id, 16, InvitationFilter.None, 1000, null, CancellationToken.None))
            .Items.Select(s => s.Value)
            .ToList();
}
