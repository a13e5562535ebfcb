using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>The application's workflow over a store and a mailer, as one process runs it. A second one over the same
/// store is the restarted process.</summary>
internal sealed class SendGridTestHost
{
    public const string InboundDomain = "replies.itu.example";

    private static readonly CampaignSettings Settings = new CampaignSettings(new Uri("https://wsis.example/")) with
    {
        MaxConcurrentSenders = 32,
        InboundDomain = InboundDomain,
    };

    private readonly CampaignActions actions;

    public SendGridTestHost(Stores store, IMailer mailer, TimeProvider clock, params string[] publicKeys)
    {
        Cache = new CampaignCache(store.Campaigns, Links, Settings, clock);
        Invitations = new InvitationService(
            store.Invitations,
            mailer,
            Cache,
            new NullWakeUpScheduler(),
            Settings,
            clock
        );
        Campaigns = new CampaignService(store.Campaigns, store.Invitations, Cache, Invitations, Settings, clock);
        actions = new CampaignActions(store.Campaigns, Cache, Campaigns, new NullCampaignRunner(), clock);
        var options = new SendGridOptions();
        foreach (var key in publicKeys)
            options.EventPublicKeys.Add(key);
        Events = new SendGridEvents(
            Invitations,
            store.Idempotency,
            Options.Create(options),
            clock,
            NullLogger<SendGridEvents>.Instance
        );
        options.InboundPasswords.Add(InboundParseRequests.Password);
        Correspondence = new CorrespondenceService(
            store.Invitations,
            store.Correspondence,
            store.Messages,
            store.Idempotency,
            Cache,
            Invitations,
            clock
        );
        Intake = new MailIntake(
            Correspondence,
            new SenderMatcher(store.Campaigns, store.Invitations, Cache, Links, clock),
            clock
        );
        Inbound = new SendGridInbound(Intake, Options.Create(options), clock, NullLogger<SendGridInbound>.Instance);
    }

    public static SendingPolicy Sending => Settings.Sending;

    public static ReplyLinks Links { get; } = new(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1");

    public CampaignCache Cache { get; }

    public InvitationService Invitations { get; }

    public CampaignService Campaigns { get; }

    public SendGridEvents Events { get; }

    public CorrespondenceService Correspondence { get; }

    public MailIntake Intake { get; }

    public SendGridInbound Inbound { get; }

    /// <summary>A little before the sample campaign's letters go out.</summary>
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2017, 12, 8, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Imports the sample campaign, with so many offices in one zone changed where that is asked for, and lets
    /// its letters go.</summary>
    public async Task<Campaign> Launch(int offices, Action<Dictionary<string, byte[]>>? change = null)
    {
        var folder = SampleCampaign.Path;
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes);
        files[InviteeList.FileName] = Encoding.UTF8.GetBytes(Invitees(offices));
        change?.Invoke(files);
        var read = CampaignFolder.Read(files);
        var cancellation = TestContext.Current.CancellationToken;
        await Campaigns.Import(read, cancellation);
        await actions.ApproveAndLaunch(read.Campaign!.Id, "staff", cancellation);
        return read.Campaign;
    }

    public Task<WebhookAnswer> ReceiveEvents(PostedWebhook request) =>
        Events.Receive(request.ToRequest(), TestContext.Current.CancellationToken);

    public Task<WebhookAnswer> ReceiveMail(PostedWebhook mail) =>
        Inbound.Receive(mail.ToRequest(), TestContext.Current.CancellationToken);

    public async Task<Instant?> Advance(InvitationKey key) =>
        (await Invitations.Advance(key, TestContext.Current.CancellationToken))?.WakeAt;

    private static string Invitees(int offices)
    {
        var csv = new StringBuilder("id,state,name,office,salutation,language,address,copy,zone,weekend,region\n");
        for (var i = 0; i < offices; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"o{i},FRA,France,\"Minister for information, society and the economy\",\"Excellency,"
                    + $"\",en,minister@o{i}.example,mission@o{i}.example,Europe/Zurich,Sat Sun,Europe\n"
            );
        return csv.ToString();
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

/// <summary>Looks into a store.</summary>
internal static class StoreQueries
{
    public static async Task<IReadOnlyList<Invitation>> All(this Stores store, CampaignId campaign)
    {
        var entry = await store.Campaigns.Find(campaign, TestContext.Current.CancellationToken);
        var page = await store.Invitations.List(
            campaign,
            entry!.Value.Buckets,
            InvitationFilter.None,
            1000,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Null(page.Continuation);
        return [.. page.Items.Select(i => i.Value)];
    }

    public static async Task<Invitation> One(this Stores store, CampaignId campaign) =>
        Assert.Single(await store.All(campaign));

    public static async Task<IReadOnlyList<JournalEntry>> Journal(this Stores store, InvitationKey key)
    {
        var entry = await store.Campaigns.Find(key.Campaign, TestContext.Current.CancellationToken);
        return await store.Invitations.ReadJournal(
            Partition.Containing(key.Campaign, key.Invitee, entry!.Value.Buckets),
            key.Invitee,
            TestContext.Current.CancellationToken
        );
    }
}
