using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Invitations;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Tests;

/// <summary>The sample campaign with the real services behind it, on a store in memory: what the orchestrations'
/// activities call.</summary>
internal sealed class TestCampaign : IMailer, IWakeUpScheduler, ICampaignRunner
{
    private int looks;

    private TestCampaign(TimeProvider clock, TaskHub? hub)
    {
        Clock = clock;
        var settings = new CampaignSettings(
            new Uri("https://reply.example/"),
            SendingPolicy.Default,
            16,
            TimeSpan.Zero
        );
        Store = new InMemoryStores();
        Cache = new CampaignCache(
            Store.Campaigns,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            settings,
            clock
        );
        Instances = new InvitationInstances(hub ?? new TaskHub(), clock);
        WakeUps = hub is null
            ? this
            : new DurableWakeUpScheduler(
                Instances,
                new Lazy<InvitationService>(() => Invitations!),
                Cache,
                clock,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<DurableWakeUpScheduler>.Instance
            );
        Invitations = new InvitationService(Store.Invitations, this, Cache, WakeUps, settings, clock);
        Campaigns = new CampaignService(Store.Campaigns, Store.Invitations, Cache, Invitations, settings, clock);
        Actions = new CampaignActions(Store.Campaigns, Cache, Campaigns, this, clock);
        Summaries = new SummaryService(Store.Campaigns, Store.Invitations, Cache, this, settings, clock);
        Runner = new DurableCampaignRunner(
            Instances,
            new CampaignInstances(hub ?? new TaskHub()),
            Store.Invitations,
            Cache,
            hub ?? new TaskHub(),
            clock
        );
    }

    public TimeProvider Clock { get; }

    public InMemoryStores Store { get; }

    public CampaignCache Cache { get; }

    public InvitationInstances Instances { get; }

    public IWakeUpScheduler WakeUps { get; }

    public InvitationService Invitations { get; }

    public CampaignService Campaigns { get; }

    public CampaignActions Actions { get; }

    public DurableCampaignRunner Runner { get; }

    public SummaryService Summaries { get; }

    /// <summary>The letters to the campaign's contact.</summary>
    public ConcurrentQueue<Letter> ToStaff { get; } = [];

    /// <summary>The outcome of sending a letter to the contact.</summary>
    public SendOutcome StaffOutcome { get; set; } = new SendOutcome.Accepted("taken");

    public CampaignEntry Campaign { get; private set; } = null!;

    /// <summary>Every letter handed over, in order.</summary>
    public ConcurrentQueue<DispatchId> Sent { get; } = [];

    /// <summary>The provider takes no letter before this has ended.</summary>
    public Task Provider { get; set; } = Task.CompletedTask;

    /// <summary>Records the invitations that have changed.</summary>
    public Action<Invitation> OnChanged { get; set; } = _ => { };

    /// <summary>Imports and launches the sample campaign, without its sending window.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="invitees">The number of its invitees.</param>
    /// <param name="edit">Changes the campaign file.</param>
    /// <param name="hub">The task hub.</param>
    /// <param name="isSmall">Whether it counts as a campaign of few invitees.</param>
    /// <param name="shares">Whether the campaign sends its planned letters. False as in an earlier version.</param>
    public static async Task<TestCampaign> Launch(
        TimeProvider clock,
        int invitees = 1,
        Action<JsonObject>? edit = null,
        TaskHub? hub = null,
        bool shares = true,
        bool isSmall = true
    )
    {
        var launched = new TestCampaign(clock, hub) { IsSmall = isSmall };
        var imported = await launched.Campaigns.Import(Folder(invitees, edit), default);
        launched.Campaign = await launched.Actions.ApproveAndLaunch(imported.Id, "staff", default);
        if (!shares)
            await launched.Save(launched.Campaign with { SharesLetters = false });
        return launched;
    }

    public InvitationKey FirstKey => new(Campaign.Id, new Wsis.Invitations.Invitees.InviteeId("AFG"));

    public async Task<IEnumerable<Invitation>> Rows() =>
        (
            await Store.Invitations.List(Campaign.Id, Campaign.Buckets, InvitationFilter.None, 1000, null, default)
        ).Items.Select(s => s.Value);

    public Invitation Row(InvitationKey key) =>
        Store
            .Invitations.Find(Partition.Containing(key.Campaign, key.Invitee, Campaign.Buckets), key.Invitee, default)
            .Result!.Value;

    public IEnumerable<string> StepsSentTo(InvitationKey key) =>
        Sent.Where(d => d.Key == key).Select(d => d.Step.Value);

    public Task<Decision?> Reply(InvitationKey key, string id, Answer answer) =>
        Invitations.Apply(
            key,
            new Signal.ReplyReceived(
                new Reply
                {
                    Id = id,
                    Channel = Channel.Page,
                    ReceivedAt = Clock.GetCurrentInstant(),
                    Answer = answer,
                }
            ),
            default
        );

    /// <summary>Whether the campaign counts as one of few invitees.</summary>
    public bool IsSmall { get; init; } = true;

    /// <summary>Whether the state of the campaign cannot be read.</summary>
    public bool IsDown { get; set; }

    /// <summary>Invitations that cannot be advanced by their orchestrations.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>The number of times that an orchestration has advanced its invitation.</summary>
    public int Advances => looks;

    public Task<InvitationStatus> Advance(string key)
    {
        Interlocked.Increment(ref looks);
        if (Broken.Contains(key))
            throw new InvalidOperationException("The row cannot be read.");
        return new AdvanceInvitation(Invitations, Cache, Clock).Run(key, default);
    }

    /// <summary>Puts another plan in force, as an upgrade in the middle of a campaign does, and lets every invitation
    /// learn of it.</summary>
    public async Task Replace(Action<JsonObject> edit)
    {
        var folder = Folder(1, edit);
        await Store.Campaigns.SaveLetters(Campaign.Id, [.. folder.Letters.Select(l => l.Source)], default);
        var plan = Campaign.PlanVersion + 1;
        await Save(Campaign with { Source = folder.Source, PlanVersion = plan, ReplanVersion = plan });
        foreach (var (key, _) in await Campaigns.Replan(Campaign.Id, default))
            await WakeUps.Changed(Row(key), null, default);
    }

    private async Task Save(CampaignEntry entry)
    {
        var row = (await Store.Campaigns.Find(entry.Id, default))!;
        var saved = await Store.Campaigns.Save(entry, row.Version, [], default);
        Campaign = saved?.Value ?? throw new InvalidOperationException("Somebody else did.");
    }

    /// <summary>The time at which an invitation is next due by itself.</summary>
    public Instant? FindOwnWakeUp(Invitation invitation) =>
        Cache
            .Get(invitation.Campaign, default)
            .GetAwaiter()
            .GetResult()
            .FindOwnWakeUp(invitation, Clock.GetCurrentInstant());

    public static Action<JsonObject> Without(string step) =>
        campaign =>
            campaign["steps"]!
                .AsArray()
                .Remove(campaign["steps"]!.AsArray().Single(s => s!["id"]!.GetValue<string>() == step));

    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        if (letter.Id.Key.Invitee == CampaignSummary.Secretariat)
        {
            ToStaff.Enqueue(letter);
            return StaffOutcome;
        }
        await Provider;
        Sent.Enqueue(letter.Id);
        return new SendOutcome.Accepted("taken");
    }

    public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
        Task.FromResult<SendOutcome>(
            Sent.Contains(dispatch) ? new SendOutcome.Accepted("taken")
            : Provider.IsCompleted ? new SendOutcome.Busy(new Reason.AsWritten("not here"), Duration.Zero)
            : new SendOutcome.Unknown(new Reason.AsWritten("cannot say while it hangs"))
        );

    public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation)
    {
        OnChanged(invitation);
        return Task.CompletedTask;
    }

    /// <summary>The tests call the runner themselves.</summary>
    Task ICampaignRunner.Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

    Task<RepairReport> ICampaignRunner.Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Task.FromResult(RepairReport.Nothing);

    /// <summary>The schedule in seconds from now: invitation, a reminder after <paramref name="reminder"/>, the
    /// deadline after <paramref name="deadline"/>.</summary>
    public static Action<JsonObject> Seconds(double invitation, double reminder, double deadline) =>
        campaign =>
        {
            var now = TimeProvider.System.GetCurrentInstant().InUtc().LocalDateTime;
            campaign["zone"] = "Etc/UTC";
            campaign["sendAt"] = Text(invitation);
            campaign["deadline"] = Text(deadline);
            campaign["grace"] = "PT1S";
            campaign["event"]!["from"] = Text(172800)[..10];
            campaign["event"]!["to"] = Text(172800)[..10];
            campaign["statements"] = new JsonArray();
            campaign["steps"] = new JsonArray(
                Step("invitation", "invitation", "sending"),
                Step("reminder-1", "reminder", $"sending + PT{reminder - invitation}S")
            );

            string Text(double seconds) => now.PlusSeconds((long)seconds).ToString("uuuu-MM-ddTHH:mm:ss", null);
        };

    public static JsonObject Step(string id, string kind, string due) =>
        new()
        {
            ["id"] = id,
            ["kind"] = kind,
            ["due"] = due,
        };

    private static CampaignFolder Folder(int invitees, Action<JsonObject>? edit)
    {
        var campaign = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleCampaign.Path, "campaign.json")))!.AsObject();
        campaign.Remove("window");
        edit?.Invoke(campaign);
        var steps = campaign["steps"]!.AsArray().Select(s => s!["id"]!.GetValue<string>()).ToHashSet();
        var files = Directory
            .EnumerateFiles(SampleCampaign.Path, "*", SearchOption.AllDirectories)
            .Where(f =>
                Path.GetFileNameWithoutExtension(f) is var name
                && (
                    Path.GetExtension(f) == ".png"
                    || steps.Contains(name)
                    || name.StartsWith("ack", StringComparison.Ordinal)
                    || name is "extension" or "withdrawal"
                )
            )
            .ToDictionary(f => Path.GetRelativePath(SampleCampaign.Path, f).Replace('\\', '/'), File.ReadAllBytes);
        files["campaign.json"] = Encoding.UTF8.GetBytes(campaign.ToJsonString());
        files["invitees.csv"] = Encoding.UTF8.GetBytes(
            string.Join('\n', File.ReadLines(Path.Combine(SampleCampaign.Path, "invitees.csv")).Take(1 + invitees))
        );
        var folder = CampaignFolder.Read(files);
        Assert.Empty(folder.Problems);
        return folder;
    }
}
