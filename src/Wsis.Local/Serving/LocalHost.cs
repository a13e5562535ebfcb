using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.Local.Running;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.StaffPages.SignIn;
using Wsis.Web.Webhooks;

namespace Wsis.Local.Serving;

/// <summary>Composes the application for one machine: the web application on Kestrel, with the embedded
/// runner.</summary>
internal static class LocalHost
{
    /// <summary>Composes the application.</summary>
    /// <param name="stores">The stores.</param>
    /// <param name="mailer">The mailer.</param>
    /// <param name="links">Signs the reply links.</param>
    /// <param name="listen">The address at which it listens, a loopback address.</param>
    /// <param name="site">The address with which links in letters begin.</param>
    /// <param name="clock">The clock of the campaign.</param>
    /// <param name="staffKey">The key of programs for the staff API; null for none. Its name in the journal is
    /// <c>local</c>.</param>
    /// <param name="staffName">The name in the journal of a person who signs in without a name. Default: the user of
    /// this machine.</param>
    /// <param name="limits">The rate limits. Default: none, for demonstrations and measurements.</param>
    /// <param name="webhooks">The secrets of webhooks. Default: none.</param>
    public static WebApplication Compose(
        Stores stores,
        IMailer mailer,
        ReplyLinks links,
        Uri listen,
        Uri site,
        TimeProvider clock,
        string? staffKey = null,
        string? staffName = null,
        RateLimits? limits = null,
        WebhookSettings? webhooks = null
    ) =>
        Compose(
            stores,
            services => services.AddSingleton(mailer),
            links,
            listen,
            new CampaignSettings(site),
            clock,
            staffKey is null ? null : new Dictionary<string, string> { ["local"] = staffKey },
            staffName,
            limits,
            webhooks
        );

    /// <summary>The same, with a mailer that has services of its own (<paramref name="addMailer"/>), with the settings
    /// of all campaigns, and with several keys of programs by name.</summary>
    public static WebApplication Compose(
        Stores stores,
        Action<IServiceCollection> addMailer,
        ReplyLinks links,
        Uri listen,
        CampaignSettings settings,
        TimeProvider clock,
        IReadOnlyDictionary<string, string>? staffKeys = null,
        string? staffName = null,
        RateLimits? limits = null,
        WebhookSettings? webhooks = null
    )
    {
        var sessions = new StaffSessions(
            TimeProvider.System,
            settings.Site,
            staffName ?? Environment.UserName,
            Console.WriteLine
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.AddTelemetry();
        // The Functions host validates scopes on a developer's machine. An error there is an error here too.
        builder.Host.UseServiceProviderFactory(
            new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true })
        );
        builder
            .WebHost.UseUrls(listen.GetLeftPart(UriPartial.Authority))
            .ConfigureKestrel(k => k.AddServerHeader = false);
        builder
            .Services.AddStores(stores)
            .AddSingleton(links)
            .AddSingleton(clock)
            .AddSingleton(settings)
            .AddSingleton<DueQueue>()
            .AddSingleton<IWakeUpScheduler>(s => s.GetRequiredService<DueQueue>())
            .AddSingleton<RunnerStatus>()
            .AddSingleton<IOrchestrationQueries, EmbeddedOrchestrationQueries>()
            .AddSingleton<EmbeddedRunner>()
            .AddHostedService(s => s.GetRequiredService<EmbeddedRunner>())
            .AddHostedService<WebhookRunner>()
            .AddHostedService<SummaryRunner>()
            .AddSingleton<ICampaignRunner>(s => s.GetRequiredService<EmbeddedRunner>())
            .AddStaffKeys(_ => staffKeys ?? new Dictionary<string, string>())
            .AddStaffSessions(sessions)
            .AddSingleton(limits ?? RateLimits.None)
            .AddSingleton(webhooks ?? WebhookSettings.None)
            .AddWsisWeb();
        addMailer(builder.Services);
        var app = builder.Build();
        app.UseWsisWeb(endpoints => endpoints.MapStaffSignIn());
        return app;
    }

    /// <summary>Starts the application.</summary>
    /// <exception cref="CommandException">The program cannot listen at the address.</exception>
    public static async Task Start(WebApplication app, Uri listen, CancellationToken cancellation)
    {
        // Asked before the start, because the framework logs a start that fails with its stack trace.
        CheckPort(listen);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandException(InUse(listen));
        }
    }

    /// <summary>Checks that the program can listen at an address.</summary>
    /// <exception cref="CommandException">It cannot.</exception>
    public static void CheckPort(Uri listen)
    {
        if (LocalPort.FindError(listen.Port) is { } error)
            throw new CommandException(
                error == SocketError.AddressAlreadyInUse
                    ? InUse(listen)
                    : $"This program cannot listen at {listen}: {error}. Choose another port with --port."
            );
    }

    private static string InUse(Uri listen) => $"Another program listens at {listen}. Choose another port with --port.";
}
