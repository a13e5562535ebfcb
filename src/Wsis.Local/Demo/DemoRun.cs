using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using Spectre.Console;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.Local.Files;
using Wsis.Local.Running;
using Wsis.Local.Serving;
using Wsis.PickupFolder;
using Wsis.Web.StaffPages.SignIn;

namespace Wsis.Local.Demo;

/// <summary>One run of the demo.</summary>
internal sealed class DemoRun(double daysPerSecond, int seed, int port, bool exit, FileInfo? summaryFile)
{
    /// <summary>The morning on which the invitation is sent. The demo lasts until the end of January, when the briefing
    /// has been sent.</summary>
    private static readonly Instant Start = Instant.FromUtc(2017, 12, 8, 6, 0);

    private static readonly Instant End = Instant.FromUtc(2018, 2, 1, 0, 0);

    /// <summary>The name in the journal for importing, approving and launching the campaign.</summary>
    private const string Actor = "wsis demo";

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan MaxSettleTime = TimeSpan.FromSeconds(30);

    public async Task<int> Run(StoreChoice options, ParseResult result, CancellationToken cancellation)
    {
        var folder = CampaignFolder.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018"));
        var letters = EmptyFolder(Path.Combine(options.ReadDataFolder(result), "demo", "letters"));
        var started = TimeProvider.System.GetTimestamp();
        var site = new Uri($"http://127.0.0.1:{(port == 0 ? LocalPort.FindFree() : port)}/");
        LocalHost.CheckPort(site);
        await using var opened = await OpenStore(options, result, cancellation);
        var clock = new AcceleratedClock(Start.ToDateTimeOffset(), daysPerSecond * TimeSpan.FromDays(1).TotalSeconds);
        await using var app = Compose(opened.Stores, letters, site, clock);
        await LocalHost.Start(app, site, cancellation);
        var dashboard = $"/staff/campaigns/{folder.Campaign!.Id}";
        AnsiConsole.WriteLine($"Pages on {site}, letters in {letters}.");
        // AnsiConsole would wrap the line and break the link.
        Console.WriteLine($"Dashboard: {app.Services.GetRequiredService<StaffSessions>().CreateLink(dashboard)}");

        var campaign = await Launch(app, folder, clock, cancellation);
        using var addressees = new Addressees(
            letters,
            seed,
            folder.Campaign!.Schedule,
            clock,
            (id, token) => Bounce(app, id, token)
        );
        await RunCampaign(app, opened.Stores.Invitations, campaign, folder.Campaign!, addressees, clock, cancellation);
        var summary = await DemoSummary.Load(
            opened.Stores.Invitations,
            campaign,
            addressees,
            TimeProvider.System.GetElapsedTime(started),
            cancellation
        );
        await Report(summary, cancellation);
        if (!exit)
        {
            AnsiConsole.WriteLine($"The pages are on {site} until Ctrl+C. Every letter in {letters} has a link.");
            app.Services.GetRequiredService<StaffSessions>().PrintLink(dashboard);
            await app.WaitForShutdownAsync(cancellation);
        }
        await app.StopAsync(CancellationToken.None);
        return summary is { DuplicateLetters: 0, LostReplies: 0, LostLetters: 0 } ? 0 : 1;
    }

    /// <summary>Opens the store; without Node.js, one in memory.</summary>
    private static async Task<OpenedStore> OpenStore(
        StoreChoice options,
        ParseResult result,
        CancellationToken cancellation
    ) =>
        await options.Open(
            result,
            $"WsisDemo{TimeProvider.System.GetUtcNow():yyMMddHHmmss}",
            AnsiConsole.WriteLine,
            cancellation
        ) ?? StoreChoice.OpenMemory(AnsiConsole.WriteLine);

    private static WebApplication Compose(Stores stores, string letters, Uri site, AcceleratedClock clock)
    {
        var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["demo"] = key }, "demo");
        return LocalHost.Compose(stores, new PickupFolderMailer(letters, clock), links, site, site, clock);
    }

    private async Task Report(DemoSummary summary, CancellationToken cancellation)
    {
        Show(summary);
        if (summaryFile is not null)
            await File.WriteAllTextAsync(summaryFile.FullName, summary.ToJson(), cancellation);
    }

    private static async Task<CampaignEntry> Launch(
        WebApplication app,
        CampaignFolder folder,
        AcceleratedClock clock,
        CancellationToken cancellation
    )
    {
        var imported = await app.Services.GetRequiredService<CampaignService>().Import(folder, cancellation, Actor);
        var launched = await app
            .Services.GetRequiredService<CampaignActions>()
            .ApproveAndLaunch(imported.Id, Actor, cancellation);
        clock.Release();
        return launched;
    }

    /// <summary>Waits until the clock has reached the end, and then until all reactions are finished.</summary>
    private static async Task RunCampaign(
        WebApplication app,
        IInvitationStore store,
        CampaignEntry campaign,
        Campaign about,
        Addressees addressees,
        AcceleratedClock clock,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var life = addressees.Run(ended.Token);
        var title = $"{about.Reference}  {about.Event.Name.In(Invitations.Letters.Language.English)}";
        if (AnsiConsole.Profile.Capabilities.Interactive)
            await AnsiConsole
                .Live(new Text(""))
                .StartAsync(async live =>
                    await Watch(
                        (now, tally) =>
                            live.UpdateTarget(
                                DemoScreen.Draw(title, now, about.Schedule.Zone, (now - Start) / (End - Start), tally)
                            ),
                        Duration.Zero
                    )
                );
        else
            await Watch(
                (now, tally) => Console.WriteLine(DemoScreen.Line(now, about.Schedule.Zone, tally)),
                Duration.FromDays(7)
            );
        await ended.CancelAsync();
        await life;
        await addressees.Finish();
        await Settle(app.Services.GetRequiredService<EmbeddedRunner>(), cancellation);
        await addressees.Finish();

        async Task Watch(Action<Instant, Tally> show, Duration pause)
        {
            for (
                var next = Start;
                clock.GetCurrentInstant() < End;
                await Task.Delay(RefreshInterval, TimeProvider.System, cancellation)
            )
            {
                var now = clock.GetCurrentInstant();
                if (now < next)
                    continue;
                next = now + pause;
                show(now, await store.Count(campaign.Id, campaign.Buckets, cancellation));
            }
        }
    }

    private static async Task Settle(EmbeddedRunner runner, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!runner.IsIdle && TimeProvider.System.GetElapsedTime(begun) < MaxSettleTime)
            await Task.Delay(RefreshInterval, TimeProvider.System, cancellation);
    }

    /// <summary>Reports a bounce, as a provider does if a mailbox does not exist.</summary>
    private static Task<Decision?> Bounce(WebApplication app, DispatchId id, CancellationToken cancellation) =>
        app
            .Services.GetRequiredService<InvitationService>()
            .Apply(
                id.Key,
                new Signal.DeliveryReported(id.Step, id.Edition, Delivery.Refused, "550 5.1.1 no such mailbox"),
                cancellation
            );

    private static void Show(DemoSummary summary)
    {
        var table = new Table()
            .Title("Summary")
            .HideHeaders()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned());
        table.AddRow("invitees", $"{summary.Invitees}");
        foreach (var (step, count) in summary.Letters)
            table.AddRow($"letters: {step}", $"{count}");
        foreach (var (answer, count) in summary.Answers)
            table.AddRow(answer, $"{count}");
        table
            .AddRow("late among these", $"{summary.Late}")
            .AddRow("unanswered", $"{summary.Unanswered}")
            .AddRow("undeliverable", $"{summary.Undeliverable}")
            .AddRow("withdrawn", $"{summary.Withdrawn}");
        if (summary.UncertainLetters > 0)
            table.AddRow("letters: uncertain", $"{summary.UncertainLetters}");
        table
            .AddRow("[bold]duplicate letters[/]", $"[bold]{summary.DuplicateLetters}[/]")
            .AddRow("[bold]lost letters[/]", $"[bold]{summary.LostLetters}[/]")
            .AddRow("[bold]lost replies[/]", $"[bold]{summary.LostReplies}[/]")
            .AddRow("seconds", $"{summary.Seconds}");
        AnsiConsole.Write(table);
    }

    private static string EmptyFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return PrivateFiles.CreateFolder(folder);
    }
}
