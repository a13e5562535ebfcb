using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.SignIn;
using Wsis.Web.Webhooks;

namespace Wsis.Local.Serving;

/// <summary>The application on one machine: the front doors on Kestrel, the embedded runner behind them.</summary>
internal static class LocalHost
{
    /// <summary>Composes the application.</summary>
    /// <param name="store">Where the record is kept.</param>
    /// <param name="mailer">Who takes the letters.</param>
    /// <param name="links">Signs the reply links.</param>
    /// <param name="listen">The address at which it listens; a loopback address.</param>
    /// <param name="site">The address that the letters' links name.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="staffKey">The key that opens the staff API to programs; without it, none of them is staff. The
    /// journal knows it as <c>local</c>.</param>
    /// <param name="staffName">What the journal calls whoever signs in and gives no name; by default the user of this
    /// machine.</param>
    /// <param name="limits">How many requests a sender may send; nothing: as many as come, for demonstrations and
    /// measurements.</param>
    /// <param name="webhooks">The secrets of webhooks; nothing: none is believed.</param>
    public static WebApplication Compose(
        IInvitationStore store,
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
            store,
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

    /// <summary>The same, with a mailer that has services of its own (<paramref name="addMailer"/>), all that holds for
    /// every campaign, and the keys of programs of staff by their names.</summary>
    public static WebApplication Compose(
        IInvitationStore store,
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
        // The Functions host checks this where it runs on a developer's machine: what would fail there shall fail here
        // too.
        builder.Host.UseServiceProviderFactory(
            new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true })
        );
        builder
            .WebHost.UseUrls(listen.GetLeftPart(UriPartial.Authority))
            .ConfigureKestrel(k => k.AddServerHeader = false);
        builder
            .Services.AddSingleton(store)
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
}
