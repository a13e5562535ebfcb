using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Wsis.Invitations.Telemetry;

namespace Wsis.Local.Serving;

/// <summary>Exports traces, metrics and logs as the variables of OpenTelemetry say, such as
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Without an endpoint there is no telemetry.</summary>
internal static class LocalTelemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r => r.Clear().AddService("wsis").AddEnvironmentVariableDetector())
            // The activities of ASP.NET Core contain addresses, so they are not exported. They are still parents of the
            // exported activities, and must not decide about sampling.
            .WithTracing(t => t.AddSource(Instruments.Name).SetSampler(new AlwaysOnSampler()))
            .WithMetrics(m => m.AddMeter(Instruments.Name))
            .WithLogging()
            .UseOtlpExporter();
    }
}
