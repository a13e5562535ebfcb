using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Wsis.Invitations.Telemetry;

namespace Wsis.Functions;

/// <summary>Sends the engine's traces and metrics to Application Insights, and wherever OpenTelemetry's own variables
/// say (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>); to nobody where neither is set. Logs go by way of the Functions
/// host.</summary>
/// <remarks>ASP.NET Core's and the HTTP client's own activities hold addresses, and with them the tokens of reply
/// links: they are not taken in.</remarks>
internal static class AppTelemetry
{
    /// <summary>Names the component; with local authentication off, it opens nothing.</summary>
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Where it is set, as for the host, Application Insights is reached with the app's identity.</summary>
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var (insights, collector) = (IsSet(Connection), IsSet("OTEL_EXPORTER_OTLP_ENDPOINT"));
        if (!insights && !collector)
            return services;
        var telemetry = services
            .AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(t => t.AddSource(Instruments.Name))
            .WithMetrics(m => m.AddMeter(Instruments.Name));
        if (insights)
            telemetry
                .WithTracing(t => t.AddAzureMonitorTraceExporter(Component))
                .WithMetrics(m => m.AddAzureMonitorMetricExporter(Component));
        // The host's part of a trace is sampled by the host; ours is not for it to decide, so that a trace from a reply
        // to its acknowledgement is whole.
        telemetry.WithTracing(t => t.SetSampler(new AlwaysOnSampler()));
        if (collector)
            telemetry.UseOtlpExporter();
        return services;

        bool IsSet(string setting) => !string.IsNullOrEmpty(configuration[setting]);

        void Component(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = configuration[Connection];
            options.Credential = IsSet(Authentication) ? new DefaultAzureCredential() : null;
        }
    }
}
