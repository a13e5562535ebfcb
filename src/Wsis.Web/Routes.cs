using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Limits;
using Wsis.Web.Operations;
using Wsis.Web.Replies;
using Wsis.Web.Staff;

namespace Wsis.Web;

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
public sealed record Route(string Name, IReadOnlyList<string> Methods, string Pattern, Access Access, Func<HttpContext, Task<IResult>> Handle)
{
    /// <summary>Answers a request: to those who may, and with problem details for whatever goes wrong.</summary>
    public async Task<IResult> Answer(HttpContext http)
    {
        try
        {
            if (Refusal(http) is { } refusal)
                return refusal;
            return Access == Access.Manage && HttpMethods.IsPost(http.Request.Method) && Idempotency.Key(http.Request) is { } key
                ? await http.RequestServices.GetRequiredService<Idempotency>().Answer(http, key, Handle)
                : await Handle(http);
        }
        catch (StoreUnavailableException)
        {
            http.Response.Headers.RetryAfter = "60";
            return Problems.Unavailable();
        }
        catch (BadHttpRequestException e)
        {
            return Problems.Of(e.StatusCode, "The request cannot be read", e.Message);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILogger<Route>>().LogError(e, "{Route} failed", Name);
            return Problems.Unexpected();
        }
    }

    /// <summary>Why the sender may not do it, as the answer to give; null where they may.</summary>
    private IResult? Refusal(HttpContext http)
    {
        if (Access == Access.Anonymous)
            return http.RequestServices.GetRequiredService<RequestLimiter>().Refusal(this, http);
        var needed = Access == Access.Manage ? StaffRight.Manage : StaffRight.Read;
        if (http.RequestServices.GetRequiredService<IStaffAccess>().Identify(http) is not { } member)
            return Problems.Of(StatusCodes.Status401Unauthorized, "Staff only", $"Sign in, or present a key in the header {StaffKeys.Header}.");
        http.Features.Set(member);
        return member.Right >= needed ? null : Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", $"The role Campaign.{needed} is needed.");
    }

    internal static Route To<TEndpoint>(string name, string[] methods, string pattern, Access access, Func<TEndpoint, HttpContext, Task<IResult>> handle)
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
        Route.To<LetterEndpoint>("LetterOnTheWeb", Read, "/r/{token}/letter", Access.Anonymous, (e, http) => e.Show(http)),
        Route.To<CalendarEndpoint>("CalendarEntry", Read, "/r/{token}/event.ics", Access.Anonymous, (e, http) => e.Show(http)),
        Route.To<HealthEndpoint>("Health", Read, "/health", Access.Anonymous, (e, http) => e.Show(http)),
        .. StaffRoutes.All,
    ];

    /// <summary>Maps every route onto an ASP.NET Core host.</summary>
    public static void MapWsis(this IEndpointRouteBuilder endpoints)
    {
        foreach (var route in All)
            endpoints.MapMethods(route.Pattern, route.Methods, async http => await (await route.Answer(http)).ExecuteAsync(http)).WithName(route.Name);
    }

    /// <summary>Adds the campaign engine and its front doors. A host adds the ports (<c>IInvitationStore</c>, <c>IMailer</c>, <c>IWaker</c>,
    /// <c>ICampaignRunner</c>, <c>IOrchestrations</c>), <c>IStaffAccess</c>, <c>ReplyLinks</c>, <c>CampaignSettings</c> and a <c>TimeProvider</c>;
    /// <c>RateLimits</c> where others than the default shall hold.</summary>
    public static IServiceCollection AddWsis(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Letters of every script are written as they are, not as entities: what HTML needs escaped is escaped all the same.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddSingleton(RateLimits.Default);
        return services
            .AddSingleton<RequestLimiter>()
            .AddSingleton<CampaignCatalogue>().AddSingleton<InvitationService>().AddSingleton<CampaignService>().AddSingleton<CampaignCounts>()
            .AddSingleton<LinkOpener>().AddSingleton<ReplyEndpoints>().AddSingleton<LetterEndpoint>().AddSingleton<CalendarEndpoint>()
            .AddSingleton<HealthEndpoint>().AddStaffApi();
    }
}
