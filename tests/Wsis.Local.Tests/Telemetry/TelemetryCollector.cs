using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Wsis.Local.Tests.Telemetry;

/// <summary>Receives the telemetry that a process exports by OpenTelemetry's protocol (<c>http/protobuf</c>). Protocol
/// Buffers contain text as plain UTF-8, so the test can search for a text without parsing the rest.</summary>
internal sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, StringBuilder> received = [];

    private TelemetryCollector(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>The variables that make a process export to here, everything down to the most detailed log.</summary>
    public IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["Logging__LogLevel__Default"] = "Trace",
        };

    public string Traces => ReadSignal("traces");

    public string Metrics => ReadSignal("metrics");

    public string Logs => ReadSignal("logs");

    public static async Task<TelemetryCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        var collector = new TelemetryCollector(builder.Build(), address);
        collector.app.MapPost(
            "/v1/{signal}",
            async (string signal, HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body, Encoding.UTF8);
                var text = await reader.ReadToEndAsync();
                var all = collector.received.GetOrAdd(signal, _ => new StringBuilder());
                lock (all)
                    all.Append(text);
            }
        );
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string ReadSignal(string signal)
    {
        if (!received.TryGetValue(signal, out var all))
            return "";
        lock (all)
            return all.ToString();
    }
}
