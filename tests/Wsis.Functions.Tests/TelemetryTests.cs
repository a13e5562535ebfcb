using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Wsis.Invitations.Telemetry;
using Wsis.Web.Hosting;

namespace Wsis.Functions.Tests;

/// <summary>The telemetry that the app sends to Application Insights.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_and_traces_come_to_Application_Insights_under_the_names_and_attributes_that_alerts_read()
    {
        var (insights, received) = await Insights();
        await using (insights)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([
                    KeyValuePair.Create(
                        "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        (string?)$"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={insights.Urls.Single()}/"
                    ),
                ])
                .Build();
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(configuration)
                .AddLogging()
                .AddTelemetry(configuration)
                .BuildServiceProvider();
            var (traces, metrics) = (
                services.GetRequiredService<TracerProvider>(),
                services.GetRequiredService<MeterProvider>()
            );

            using (Instruments.Source.StartActivity("send letter")?.SetTag(Instruments.Tags.Letter, "Reminder"))
                Instruments.LettersSent.Add(3, KeyValuePair.Create<string, object?>(Instruments.Tags.Language, "fr"));
            Instruments.InvitationsOverdue.Record(7);
            Assert.True(traces.ForceFlush() && metrics.ForceFlush());
        }

        var all = string.Join('\n', received);
        Assert.Contains("\"name\":\"letters.sent\"", all, StringComparison.Ordinal);
        Assert.Contains("\"language\":\"fr\"", all, StringComparison.Ordinal);
        Assert.Matches("\"name\":\"invitations.overdue\"[^}]*\"max\":7", all);
        Assert.Contains("\"name\":\"send letter\"", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_connection_string_nothing_is_collected()
    {
        using var services = new ServiceCollection()
            .AddTelemetry(new ConfigurationBuilder().Build())
            .BuildServiceProvider();

        Assert.Null(services.GetService<TracerProvider>());
    }

    /// <summary>The worker's web server writes each request's address to its log, which the host would pass
    /// on.</summary>
    [Fact]
    public void The_address_of_a_request_is_in_no_log()
    {
        using var services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddConsole())
            .AddWsisWeb()
            .BuildServiceProvider();
        var log = services.GetRequiredService<ILoggerFactory>();

        Assert.False(log.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information));
        Assert.True(log.CreateLogger("Wsis.Functions").IsEnabled(LogLevel.Trace));
    }

    /// <summary>Takes in what an exporter sends, as Application Insights does.</summary>
    private static async Task<(WebApplication App, ConcurrentBag<string> Received)> Insights()
    {
        var received = new ConcurrentBag<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(
            "/{**path}",
            async (HttpRequest request) =>
            {
                using var body = new StreamReader(
                    request.Headers.ContentEncoding == "gzip"
                        ? new GZipStream(request.Body, CompressionMode.Decompress)
                        : request.Body
                );
                var text = await body.ReadToEndAsync();
                received.Add(text);
                var items = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
                return Results.Json(
                    new
                    {
                        itemsReceived = items,
                        itemsAccepted = items,
                        errors = Array.Empty<string>(),
                    }
                );
            }
        );
        await app.StartAsync();
        return (app, received);
    }
}
