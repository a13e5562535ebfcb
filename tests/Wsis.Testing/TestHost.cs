using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Local.Serving;
using Wsis.PickupFolder;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.StaffPages.SignIn;
using Wsis.Web.Webhooks;

namespace Wsis.Testing;

/// <summary>The application as <c>wsis serve</c> composes it, on a free port, with the sample campaign launched for
/// some of its invitees and its clock standing at a moment of the test's choice.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string letters = TestFolder.CreateInMemory("wsis-letters-");
    private readonly ConcurrentBag<IAsyncDisposable> visitors = [];

    private TestHost(
        SettableClock clock,
        FaultyStore store,
        Uri site,
        RateLimits? limits,
        WebhookSettings? webhooks,
        string? staffKey,
        Action<IServiceCollection>? more
    )
    {
        (Clock, Store, Site) = (clock, store, site);
        Mailer = new PickupFolderMailer(letters, clock);
        app = LocalHost.Compose(
            store,
            services =>
            {
                more?.Invoke(services);
                services.AddSingleton<IMailer>(s => new PrintingMailer(Mailer, s.GetRequiredService<ILetterPrinter>()));
            },
            Links,
            site,
            new CampaignSettings(site),
            clock,
            staffKey is null ? null : new Dictionary<string, string> { ["local"] = staffKey },
            limits: limits,
            webhooks: webhooks
        );
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site };
        if (staffKey is not null)
            Http.DefaultRequestHeaders.Add(StaffKeys.Header, staffKey);
    }

    public ReplyLinks Links { get; } = new(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");

    public SettableClock Clock { get; }

    public FaultyStore Store { get; }

    public Uri Site { get; }

    public PickupFolderMailer Mailer { get; }

    public HttpClient Http { get; }

    public InvitationService Invitations => app.Services.GetRequiredService<InvitationService>();

    public StaffSessions Sessions => app.Services.GetRequiredService<StaffSessions>();

    public DraftService Drafts => app.Services.GetRequiredService<DraftService>();

    public CampaignService Campaigns => app.Services.GetRequiredService<CampaignService>();

    public CampaignCache Cache => app.Services.GetRequiredService<CampaignCache>();

    public CampaignActions Actions => app.Services.GetRequiredService<CampaignActions>();

    public InvitationActions InvitationActions => app.Services.GetRequiredService<InvitationActions>();

    public SummaryService Summaries => app.Services.GetRequiredService<SummaryService>();

    public CampaignMetrics Metrics => app.Services.GetRequiredService<CampaignMetrics>();

    public WebhookDeliveryService WebhookDeliveries => app.Services.GetRequiredService<WebhookDeliveryService>();

    public CorrespondenceService Correspondence => app.Services.GetRequiredService<CorrespondenceService>();

    /// <summary>The application, composed and not started.</summary>
    internal static WebApplication Compose() =>
        new TestHost(
            new SettableClock(DateTimeOffset.UnixEpoch),
            new FaultyStore(new InMemoryStores()),
            new Uri("http://127.0.0.1:1/"),
            null,
            null,
            null,
            null
        ).app;

    /// <summary>Starts it at a moment of the campaign, in Geneva time; the sample is imported and, unless it is to stay
    /// a draft, launched, and what is due has been sent.</summary>
    public static async Task<TestHost> Start(
        int year = 2017,
        int month = 12,
        int day = 12,
        int hour = 12,
        RateLimits? limits = null,
        WebhookSettings? webhooks = null,
        string? staffKey = null,
        CampaignFolder? folder = null,
        bool launched = true,
        Action<IServiceCollection>? more = null,
        Stores? stores = null
    )
    {
        var clock = new SettableClock(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.FromHours(1)));
        var application = new TestHost(
            clock,
            new FaultyStore(stores ?? new InMemoryStores()),
            new Uri($"http://127.0.0.1:{FreePort.Find()}/"),
            limits,
            webhooks,
            staffKey,
            more
        );
        await application.app.StartAsync();
        var entry = await application.Campaigns.Import(folder ?? SampleCampaign.Few, CancellationToken.None);
        if (!launched)
            return application;
        // No runner works on it meanwhile: it is not notified.
        var services = application.app.Services;
        var actions = new CampaignActions(
            application.Store.Campaigns,
            services.GetRequiredService<CampaignCache>(),
            application.Campaigns,
            new NullCampaignRunner(),
            clock
        );
        await actions.ApproveAndLaunch(entry.Id, "staff", CancellationToken.None);
        await application.Campaigns.AdvanceDue(entry.Id, CancellationToken.None);
        return application;
    }

    /// <summary>Starts it again on the stores of one that has ended.</summary>
    public static async Task<TestHost> Resume(Stores stores, string? staffKey = null)
    {
        var application = new TestHost(
            new SettableClock(new DateTimeOffset(2017, 12, 12, 13, 0, 0, TimeSpan.FromHours(1))),
            new FaultyStore(stores),
            new Uri($"http://127.0.0.1:{FreePort.Find()}/"),
            null,
            null,
            staffKey,
            null
        );
        await application.app.StartAsync();
        return application;
    }

    /// <summary>The failures that the runner recorded.</summary>
    public void ReportFailure(string invitee, string reason) =>
        app
            .Services.GetRequiredService<RunnerStatus>()
            .RecordFailure([Key(invitee)], new Reason.AttemptFailed(reason), Clock.GetCurrentInstant());

    public async Task<Invitation> Find(string invitee) => (await Row(invitee)).Value;

    public async Task<Versioned<Invitation>> Row(string invitee) =>
        (
            await Store.Invitations.Find(
                Partition.Containing(SampleCampaign.Folder.Campaign!.Id, new InviteeId(invitee), 16),
                new InviteeId(invitee),
                CancellationToken.None
            )
        )!;

    public Task<IReadOnlyList<JournalEntry>> Journal(string invitee) =>
        Store.Invitations.ReadJournal(
            Partition.Containing(SampleCampaign.Folder.Campaign!.Id, new InviteeId(invitee), 16),
            new InviteeId(invitee),
            CancellationToken.None
        );

    /// <summary>Receives a mail with a PDF.</summary>
    /// <param name="number">Distinguishes the mails of a test.</param>
    /// <param name="from">The sender.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="text">The text.</param>
    /// <param name="invitations">The invitations that it is filed with.</param>
    public async Task<CorrespondenceId> ReceiveWithFile(
        string number,
        string from,
        string subject,
        string text,
        IReadOnlyList<InvitationKey> invitations
    )
    {
        using var content = new MemoryStream(
            """
            Content-Type: application/pdf; name="note.pdf"
            Content-Disposition: attachment; filename="note.pdf"

            %PDF-1.4
            """u8.ToArray()
        );
        var message = new IncomingMessage
        {
            Source = CorrespondenceSource.Mail,
            SourceId = $"<{number}@mail.example>",
            From = from,
            Subject = subject,
            Text = text,
            Content = content,
            Invitations = [.. invitations],
        };
        return (await Correspondence.File(message, CancellationToken.None)).Single().Id;
    }

    public static InvitationKey Key(string invitee) => new(SampleCampaign.Folder.Campaign!.Id, new InviteeId(invitee));

    public string Link(string invitee, int generation = 1) =>
        $"r/{Links.Token(new ReplyLink(Key(invitee), generation))}";

    public Task<HttpResponseMessage> Post(string link, params (string Name, string Value)[] fields) =>
        Http.PostAsync(
            new Uri(link, UriKind.Relative),
            new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
        );

    public Task<HttpResponseMessage> Get(string link, HttpMethod? method = null) =>
        Http.SendAsync(new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(link, UriKind.Relative)));

    /// <summary>Staff close the campaign, or call it off.</summary>
    public async Task End(CampaignState end)
    {
        var (id, actor) = (SampleCampaign.Folder.Campaign!.Id, new Actor("staff"));
        (
            end == CampaignState.Cancelled
                ? await Actions.Cancel(id, null, actor, CancellationToken.None)
                : await Actions.Close(id, actor, CancellationToken.None)
        ).OrThrow();
        await RunnerProcessesChanges();
    }

    /// <summary>Waits until the runner has processed the changes of campaigns.</summary>
    public Task RunnerProcessesChanges() =>
        WaitUntil(() => Task.FromResult(!app.Services.GetRequiredService<EmbeddedRunner>().HasChanges));

    /// <summary>Whether the runner has nothing to do now.</summary>
    public bool IsIdle => app.Services.GetRequiredService<EmbeddedRunner>().IsIdle;

    public async Task<JsonNode> GetJson(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Waits for what the runner does on its own. The limit is long: the machine may have other things to
    /// do.</summary>
    public static async Task WaitUntil(Func<Task<bool>> happened, int seconds = 120)
    {
        for (
            var begun = TimeProvider.System.GetTimestamp();
            !await happened();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)
        )
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(seconds),
                $"It has not happened within {seconds} seconds."
            );
    }

    /// <summary>Closes what looks at its pages when it stops. An open dashboard would look for it in vain until the
    /// last test has ended.</summary>
    public void CloseAtEnd(IAsyncDisposable visitor) => visitors.Add(visitor);

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors)
            await visitor.DisposeAsync();
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(letters, recursive: true);
    }
}

/// <summary>No runner.</summary>
public sealed class NullCampaignRunner : ICampaignRunner
{
    public Task Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Task.FromResult(RepairReport.Nothing);
}

/// <summary>A clock that stands still until it is put forward. Its timers are those of the wall clock.</summary>
public sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
