using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Wsis.Invitations.Telemetry;

namespace Wsis.Functions;

/// <summary>Exports traces and metrics to Application Insights, and to the collector that
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names. Without both there is no export. The Functions host exports
/// logs.</summary>
/// <remarks>The activities of ASP.NET Core and of the HTTP client contain addresses with tokens of reply links, so they
/// are not exported.</remarks>
internal static class AppTelemetry
{
    /// <summary>Names the component. It is no credential if local authentication is off.</summary>
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>If it is set, telemetry is sent with the managed identity of the app, as by the host.</summary>
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var insights = IsSet(Connection);
        var collector = IsSet("OTEL_EXPORTER_OTLP_ENDPOINT");
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
        // The sampling decision of the host is ignored, so that a trace from a reply to its acknowledgement is
        // complete.
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
