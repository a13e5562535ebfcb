using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Errors;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.Hosting.Telemetry;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>The web application. Both hosts run the same pipeline.</summary>
public static class WsisApplication
{
    /// <summary>Adds the campaign engine and its endpoints. A host adds the stores, the other ports
    /// (<c>IMailer</c>, <c>IWakeUpScheduler</c>, <c>ICampaignRunner</c>, <c>IOrchestrationQueries</c>),
    /// <c>ReplyLinks</c>, <c>CampaignSettings</c> and a <c>TimeProvider</c>. It adds <c>StaffSignIn</c> and the
    /// authentication schemes of staff. It may add <c>RateLimits</c> and <c>WebhookSettings</c>.</summary>
    public static IServiceCollection AddWsisWeb(this IServiceCollection services)
    {
        // The framework logs the address of each request, and that of a reply page holds a token. Only warnings are
        // logged.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        services.AddRazorComponents();
        // HTML keeps the letters of every script. The encoder escapes only the characters that HTML requires.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddSingleton(WebhookSettings.None);
        services.TryAddSingleton<ILetterPrinter, NoLetterPrinter>();
        return services
            .AddRouting()
            .AddProblemDetails()
            .AddExceptionHandler<WsisExceptionHandler>()
            .AddStaffAuthentication()
            .AddRateLimits()
            .AddSingleton<LetterPdfCache>()
            .AddSingleton<CampaignCache>()
            .AddSingleton<InvitationService>()
            .AddSingleton<CampaignService>()
            .AddSingleton<CampaignCounts>()
            .AddSingleton<SummaryService>()
            .AddSingleton<CorrespondenceService>()
            .AddSingleton<SenderMatcher>()
            .AddSingleton<MailIntake>()
            .AddSingleton<CorrespondenceReader>()
            .AddSingleton<IWebhookSender, HttpWebhookSender>()
            .AddSingleton<WebhookDeliveryService>()
            .AddPublicPages()
            .AddWebhooks()
            .AddStaffApi()
            .AddStaffPages();
    }

    /// <summary>Builds the pipeline with every endpoint.</summary>
    /// <param name="app">The host's application.</param>
    /// <param name="mapMore">Maps endpoints that the host alone has.</param>
    public static void UseWsisWeb(this IApplicationBuilder app, Action<IEndpointRouteBuilder>? mapMore = null)
    {
        app.Use(SecureSite.SetScheme);
        app.Use(PageHeaders.ForbidStorage);
        app.UseRouting();
        app.Use(RequestTelemetry.Record);
        app.UseExceptionHandler();
        app.UseStatusCodePages(e =>
            ErrorResponses.Write(e.HttpContext, e.HttpContext.GetEndpoint(), e.HttpContext.Response.StatusCode)
        );
        app.UseAuthentication();
        // After the authentication, because test letters are counted by member of staff.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapWsis();
            mapMore?.Invoke(endpoints);
        });
    }

    /// <summary>Maps every endpoint that both hosts have.</summary>
    public static void MapWsis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", RootEndpoint.Show).AcceptHead().WithName("Root");
        endpoints.MapGet("/favicon.ico", RootEndpoint.ShowIcon).AcceptHead().WithName("Icon");
        endpoints.MapPublicPages();
        endpoints.MapWebhooks();
        endpoints.MapStaffApi();
        endpoints.MapStaffPages();
        endpoints.MapGet("/health", HealthEndpoint.Show).AcceptHead().WithName("Health");
    }
}
