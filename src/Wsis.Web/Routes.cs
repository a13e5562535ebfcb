using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Workflow;
using Wsis.Web.Operations;
using Wsis.Web.Replies;

namespace Wsis.Web;

/// <summary>Who may use a route.</summary>
public enum Access
{
    /// <summary>Anybody; what protects it is in the request itself: a token, a signature.</summary>
    Anonymous,

    /// <summary>Staff only.</summary>
    Staff,
}

/// <summary>One front door: its name, methods and pattern, and the code behind it.</summary>
public sealed record Route(string Name, IReadOnlyList<string> Methods, string Pattern, Access Access, Func<HttpContext, Task<IResult>> Handle)
{
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
    ];

    /// <summary>Maps every route onto an ASP.NET Core host.</summary>
    public static void MapWsis(this IEndpointRouteBuilder endpoints)
    {
        foreach (var route in All)
            endpoints.MapMethods(route.Pattern, route.Methods, async http => await (await route.Handle(http)).ExecuteAsync(http)).WithName(route.Name);
    }

    /// <summary>Adds the campaign engine and its front doors. A host adds the ports (<c>IInvitationStore</c>, <c>IMailer</c>, <c>IWaker</c>),
    /// <c>ReplyLinks</c>, <c>CampaignSettings</c> and a <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddWsis(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Letters of every script are written as they are, not as entities: what HTML needs escaped is escaped all the same.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services
            .AddSingleton<CampaignCatalogue>().AddSingleton<InvitationService>().AddSingleton<CampaignService>()
            .AddSingleton<LinkOpener>().AddSingleton<ReplyEndpoints>().AddSingleton<LetterEndpoint>().AddSingleton<CalendarEndpoint>().AddSingleton<HealthEndpoint>();
    }
}
