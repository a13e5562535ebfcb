using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Telemetry;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.SignIn;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.StaffPages.WebhookDeliveries;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Who may use a route.</summary>
public enum Access
{
    /// <summary>Anybody; what protects it is in the request itself: a token, a signature.</summary>
    Anonymous,

    /// <summary>Staff who may look.</summary>
    Read,

    /// <summary>Staff who may change.</summary>
    Manage,
}

/// <summary>One front door: its name, methods and pattern, and the code behind it.</summary>
public sealed record Route(
    string Name,
    IReadOnlyList<string> Methods,
    string Pattern,
    Access Access,
    Func<HttpContext, Task<IResult>> Handle
)
{
    /// <summary>Whether a person of staff looks at it in a browser: what goes wrong is said on a page.</summary>
    public bool IsPage => Pattern == "/staff" || Pattern.StartsWith("/staff/", StringComparison.Ordinal);

    /// <summary>Answers a request: to those who may, and with problem details, or a page, for whatever goes wrong. What
    /// is told of it is this route's name, never the address.</summary>
    public async Task<IResult> Answer(HttpContext http)
    {
        using var activity = Instruments.Source.StartActivity(Name, ActivityKind.Server);
        var answer = await Try(http);
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        Instruments.RequestsAnswered.Add(
            1,
            KeyValuePair.Create<string, object?>(Instruments.Tags.Route, Name),
            KeyValuePair.Create<string, object?>(Instruments.Tags.Status, status)
        );
        activity?.SetTag(Instruments.Tags.Status, status);
        return answer;
    }

    private async Task<IResult> Try(HttpContext http)
    {
        try
        {
            if (await StaffGate.Refusal(this, http) is { } refusal)
                return refusal;
            return
                Access == Access.Manage
                && HttpMethods.IsPost(http.Request.Method)
                && Idempotency.Key(http.Request) is { } key
                ? await http.RequestServices.GetRequiredService<Idempotency>().Answer(http, key, Handle)
                : await Handle(http);
        }
        catch (StoreUnavailableException)
        {
            http.Response.Headers.RetryAfter = "60";
            return IsPage ? StaffNotices.Unavailable(http) : Problems.Unavailable();
        }
        catch (BadHttpRequestException e)
        {
            return IsPage
                ? StaffNotices.Unreadable(http, e.StatusCode)
                : Problems.Create(e.StatusCode, "The request cannot be read", e.Message);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILogger<Route>>().LogError(e, "{Route} failed", Name);
            return IsPage ? StaffNotices.Unexpected(http) : Problems.Unexpected();
        }
    }

    internal static Route To<TEndpoint>(
        string name,
        string[] methods,
        string pattern,
        Access access,
        Func<TEndpoint, HttpContext, Task<IResult>> handle
    )
        where TEndpoint : notnull =>
        new(name, methods, pattern, access, http => handle(http.RequestServices.GetRequiredService<TEndpoint>(), http));
}

/// <summary>Every front door of the application. Both hosts serve exactly these.</summary>
public static class Routes
{
    private static readonly string[] Read = ["GET", "HEAD"];
    private static readonly string[] Write = ["POST"];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.To<ReplyEndpoints>("ReplyPage", Read, "/r/{token}", Access.Anonymous, (e, http) => e.Show(http)),
        Route.To<ReplyEndpoints>("RecordReply", Write, "/r/{token}", Access.Anonymous, (e, http) => e.Record(http)),
        Route.To<LetterEndpoint>(
            "LetterOnTheWeb",
            Read,
            "/r/{token}/letter",
            Access.Anonymous,
            (e, http) => e.Show(http)
        ),
        Route.To<CalendarEndpoint>(
            "CalendarEntry",
            Read,
            "/r/{token}/event.ics",
            Access.Anonymous,
            (e, http) => e.Show(http)
        ),
        Route.To<ConfirmationEndpoint>(
            "RecordConfirmation",
            Write,
            "/webhooks/confirmations",
            Access.Anonymous,
            (e, http) => e.Receive(http)
        ),
        Route.To<ProviderEndpoint>(
            "SendGridEvents",
            Write,
            "/webhooks/sendgrid/events",
            Access.Anonymous,
            (e, http) => e.Receive("events", http)
        ),
        Route.To<ProviderEndpoint>(
            "SendGridInbound",
            Write,
            "/webhooks/sendgrid/inbound",
            Access.Anonymous,
            (e, http) => e.Receive("inbound", http)
        ),
        Route.To<HealthEndpoint>("Health", Read, "/health", Access.Anonymous, (e, http) => e.Show(http)),
        .. StaffPageRoutes.All,
        .. StaffRoutes.All,
        Route.To<WebhookDeliveryEndpoint>(
            "ListAnnouncements",
            Read,
            "/api/campaigns/{id}/announcements",
            Access.Read,
            (e, http) => e.List(http)
        ),
    ];

    /// <summary>Signing in where the host itself does it: only <c>wsis</c> maps these.</summary>
    public static IReadOnlyList<Route> SignIn { get; } =
    [
        Route.To<SignInEndpoints>("SignIn", Read, "/staff/sign-in", Access.Anonymous, (e, http) => e.Show(http)),
        Route.To<SignInEndpoints>(
            "BeginSession",
            Write,
            "/staff/sign-in",
            Access.Anonymous,
            (e, http) => e.SignIn(http)
        ),
        Route.To<SignInEndpoints>(
            "ShowSignInLink",
            Write,
            "/staff/sign-in/link",
            Access.Anonymous,
            (e, http) => e.Tell(http)
        ),
        Route.To<SignInEndpoints>("EndSession", Write, "/staff/sign-out", Access.Read, (e, http) => e.SignOut(http)),
    ];

    /// <summary>Takes what none of the others does, by whichever method it comes.</summary>
    public static Route WrongDoor { get; } =
        Route.To<WrongDoorEndpoint>("WrongDoor", [], "/{*path}", Access.Anonymous, (e, http) => e.Refuse(http));

    /// <summary>Maps every route onto an ASP.NET Core host.</summary>
    public static void MapWsis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(All);
        endpoints.MapFallback(WrongDoor.Pattern, http => Execute(WrongDoor, http)).WithName(WrongDoor.Name);
    }

    /// <summary>Maps the routes of <see cref="SignIn"/>. The host adds <see cref="StaffSessions"/>.</summary>
    public static void MapStaffSignIn(this IEndpointRouteBuilder endpoints) => endpoints.Map(SignIn);

    private static void Map(this IEndpointRouteBuilder endpoints, IReadOnlyList<Route> routes)
    {
        foreach (var route in routes)
            endpoints.MapMethods(route.Pattern, route.Methods, http => Execute(route, http)).WithName(route.Name);
    }

    private static async Task Execute(Route route, HttpContext http) =>
        await (await route.Answer(http)).ExecuteAsync(http);

    /// <summary>Adds the campaign engine and its front doors. A host adds the ports (<c>IInvitationStore</c>,
    /// <c>IMailer</c>, <c>IWaker</c>,
    /// <c>ICampaignRunner</c>, <c>IOrchestrations</c>), <c>IStaffAccess</c>, <c>StaffEntrance</c>, <c>ReplyLinks</c>,
    /// <c>CampaignSettings</c> and a <c>TimeProvider</c>;
    /// <c>RateLimits</c> where others than the default shall hold; <c>WebhookSettings</c> where webhooks are to be
    /// believed.</summary>
    public static IServiceCollection AddWsis(this IServiceCollection services)
    {
        // The framework notes the address of each request, and that of a reply page holds a token: only its warnings
        // are let through.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        services.AddRazorComponents();
        // Letters of every script are written as they are, not as entities: what HTML needs escaped is escaped all the
        // same.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddSingleton(RateLimits.Default);
        services.TryAddSingleton(WebhookSettings.None);
        return services
            .AddSingleton<RequestLimiter>()
            .AddSingleton<CampaignCache>()
            .AddSingleton<InvitationService>()
            .AddSingleton<CampaignService>()
            .AddSingleton<CampaignCounts>()
            .AddSingleton<SummaryService>()
            .AddSingleton<CorrespondenceService>()
            .AddSingleton<SenderMatcher>()
            .AddSingleton<ProviderEndpoint>()
            .AddSingleton<ReplyLinkResolver>()
            .AddSingleton<ReplyEndpoints>()
            .AddSingleton<LetterEndpoint>()
            .AddSingleton<CalendarEndpoint>()
            .AddSingleton<ConfirmationFinder>()
            .AddSingleton<ConfirmationEndpoint>()
            .AddSingleton<IWebhookSender, HttpWebhookSender>()
            .AddSingleton<WebhookDeliveryService>()
            .AddSingleton<WebhookDeliveryEndpoint>()
            .AddSingleton<HealthEndpoint>()
            .AddSingleton(All)
            .AddSingleton<WrongDoorEndpoint>()
            .AddStaffApi()
            .AddStaffPages();
    }

    /// <summary>Adds what <see cref="MapStaffSignIn"/> maps: people of staff sign in by a link that the program
    /// shows.</summary>
    public static IServiceCollection AddStaffSignIn(this IServiceCollection services, StaffSessions sessions) =>
        services
            .AddSingleton(sessions)
            .AddSingleton(StaffEntrance.Local)
            .AddSingleton<SignInEndpoints>()
            .AddSingleton(SignIn);
}
