using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Webhooks;

/// <summary>The endpoints to which other systems post. The requests are signed.</summary>
internal static class WebhookEndpoints
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services
            .AddSingleton<ProviderEndpoint>()
            .AddSingleton<ConfirmationFinder>()
            .AddSingleton<ConfirmationEndpoint>();

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var webhooks = endpoints.MapGroup("/webhooks").RequireRateLimiting(RateLimiting.Webhooks);
        webhooks
            .MapPost("/confirmations", (HttpContext http, ConfirmationEndpoint endpoint) => endpoint.Receive(http))
            .WithName("RecordConfirmation");
        webhooks
            .MapPost(
                "/sendgrid/events",
                (HttpContext http, ProviderEndpoint endpoint) => endpoint.Receive("events", http)
            )
            .WithName("SendGridEvents");
        webhooks
            .MapPost(
                "/sendgrid/inbound",
                (HttpContext http, ProviderEndpoint endpoint) => endpoint.Receive("inbound", http)
            )
            .WithName("SendGridInbound");
    }
}
