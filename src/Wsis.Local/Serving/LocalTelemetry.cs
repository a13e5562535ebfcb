using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Wsis.Invitations.Telemetry;

namespace Wsis.Local.Serving;

/// <summary>Sends traces, metrics and logs to whoever collects them, by OpenTelemetry's own variables:
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>,
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c>, ... Without an endpoint nothing is
/// collected.</summary>
internal static class LocalTelemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r => r.Clear().AddService("wsis").AddEnvironmentVariableDetector())
            // ASP.NET Core's own activities hold addresses and are not taken in; they are ours' parents all the same,
            // so that it is not for them to decide.
            .WithTracing(t => t.AddSource(Instruments.Name).SetSampler(new AlwaysOnSampler()))
            .WithMetrics(m => m.AddMeter(Instruments.Name))
            .WithLogging()
            .UseOtlpExporter();
    }
}
