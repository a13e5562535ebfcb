using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Wsis.Functions.Http;
using Wsis.Invitations.Telemetry;

namespace Wsis.Infra.Tests;

public sealed partial class WatchTests
{
    [Theory]
    [InlineData("overdue-wake-ups")]
    [InlineData("letters-in-doubt")]
    [InlineData("bounce-rate")]
    [InlineData("failed-orchestrations")]
    [InlineData("webhook-signatures")]
    [InlineData("reply-page-failures")]
    [InlineData("no-delivery-events")]
    public async Task An_alert_wakes_the_operators(string name)
    {
        var alert = (await Deployment.To("prod"))
            .OfTypes("Microsoft.Insights/scheduledQueryRules")
            .Single(r => r.Text("name")!.Contains(name, StringComparison.Ordinal));

        Assert.True(alert.Is("properties.enabled", true));
        Assert.Equal(1, alert.At("properties.actions.actionGroups").GetArrayLength());
        Assert.NotEmpty(alert.At("properties.criteria.allOf")[0].Text("query")!);
    }

    [Fact]
    public async Task Alerts_and_workbook_read_the_metrics_that_the_app_publishes_and_every_one_of_them()
    {
        var read = (await Queries()).SelectMany(q => MetricName().Matches(q)).Select(m => m.Groups[1].Value);

        Assert.Equal(Published(), read.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task They_ask_for_attributes_that_the_app_gives()
    {
        var given = typeof(Instruments.Tags).GetFields().Select(f => (string)f.GetValue(null)!).ToHashSet();

        var metrics = (await Queries())
            .SelectMany(q => q.Split("AppTraces")[0].Split('\n'))
            .SelectMany(l => Attribute().Matches(l))
            .Select(m => m.Groups[1].Value)
            .ToHashSet();

        Assert.NotEmpty(metrics);
        Assert.Subset(given, metrics);
    }

    /// <summary>The app counts requests by the names of endpoints; the host reports them by the names of
    /// functions.</summary>
    [Fact]
    public async Task Queries_name_endpoints_and_functions_that_exist()
    {
        var queries = string.Join('\n', await Queries());
        var endpoints = EndpointList.Local.Select(e => e.Name).ToHashSet();
        var functions = typeof(HttpTriggers)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()?.Name)
            .OfType<string>()
            .ToHashSet();

        var namedEndpoints = Names(RouteFilter().Matches(queries));
        var namedFunctions = Names(RequestFilter().Matches(queries));

        Assert.NotEmpty(namedEndpoints);
        Assert.Subset(endpoints, namedEndpoints);
        Assert.NotEmpty(namedFunctions);
        Assert.Subset(functions, namedFunctions);
    }

    private static HashSet<string> Names(MatchCollection filters) =>
        [.. filters.SelectMany(f => Quoted().Matches(f.Value)).Select(m => m.Groups[1].Value)];

    /// <summary>Addresses may contain the tokens of reply links. The host must keep them out of requests, dependencies
    /// and logs, and no query reads them.</summary>
    [Fact]
    public async Task The_host_reports_no_addresses_and_no_query_asks_for_any()
    {
        using var host = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(Repository.Root, "host.json"),
                TestContext.Current.CancellationToken
            )
        );

        Assert.True(
            host.RootElement.Is(
                "logging.applicationInsights.httpAutoCollectionOptions.enableHttpTriggerExtendedInfoCollection",
                false
            )
        );
        Assert.True(host.RootElement.Is("logging.applicationInsights.enableDependencyTracking", false));
        var levels = host.RootElement.At("logging.logLevel");
        Assert.All(
            ["Microsoft.AspNetCore", "Microsoft.Azure.WebJobs.Script.WebHost.Middleware", "Yarp.ReverseProxy"],
            category => Assert.Equal("Warning", levels.GetProperty(category).GetString())
        );
        // In that mode the host has ASP.NET Core's instrumentation, whose addresses no setting leaves out.
        Assert.Null(host.RootElement.Text("telemetryMode"));
        Assert.All(await Queries(), q => Assert.DoesNotContain("Url", q, StringComparison.Ordinal));
    }

    /// <summary>Alerts read traces, and an error that is logged without an exception is one.</summary>
    [Fact]
    public async Task Failures_are_never_sampled_away()
    {
        using var host = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(Repository.Root, "host.json"),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Superset(
            new HashSet<string> { "Exception", "Event", "Trace" },
            host.RootElement.Text("logging.applicationInsights.samplingSettings.excludedTypes")!.Split(';').ToHashSet()
        );
    }

    [Fact]
    public async Task The_workbook_is_about_the_workspace_of_the_deployment()
    {
        var workbook = (await Deployment.To("prod")).Only("Microsoft.Insights/workbooks").At("properties");

        // Only Azure can work it out: the text of the file, with the placeholder replaced by the workspace that the
        // alerts read.
        Assert.StartsWith("[replace(", workbook.Text("serializedData")!, StringComparison.Ordinal);
        Assert.EndsWith(
            $", '{{workspaceId}}', {workbook.Text("sourceId")![1..^1]})]",
            workbook.Text("serializedData")!,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_budget_alerts_before_it_is_spent(string environment)
    {
        var budget = (await Deployment.To(environment)).Only("Microsoft.Consumption/budgets");

        Assert.True(budget.At("properties.amount").GetInt32() > 0);
        Assert.Equal(2, budget.At("properties.notifications").EnumerateObject().Count());
    }

    /// <summary>The names as the meter publishes them.</summary>
    private static List<string> Published()
    {
        var names = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Instruments.Name)
                    names.Add(instrument.Name);
            },
        };
        _ = Instruments.LettersSent;
        listener.Start();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The queries of the alerts and the workbook.</summary>
    private static async Task<List<string>> Queries()
    {
        var alerts = (await Deployment.To("prod"))
            .OfTypes("Microsoft.Insights/scheduledQueryRules")
            .Select(r => r.At("properties.criteria.allOf")[0].Text("query")!);
        using var workbook = JsonDocument.Parse(
            await File.ReadAllTextAsync(Bicep.File("modules/workbook.json"), TestContext.Current.CancellationToken)
        );
        return
        [
            .. alerts,
            .. workbook
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(i => i.Text("content.query"))
                .OfType<string>(),
        ];
    }

    [GeneratedRegex("\"([a-z_]+\\.[a-z_]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex MetricName();

    /// <summary>Filters on the route of a metric: a value, a list, or a list that a variable holds.</summary>
    [GeneratedRegex(
        @"Properties\.route\) (==|in) [^\n]*|let Endpoints = [^\n]*",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex RouteFilter();

    /// <summary>Filters on the name of a request that the host reports.</summary>
    [GeneratedRegex(@"AppRequests\n[^\n]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RequestFilter();

    [GeneratedRegex(@"""([A-Za-z]+)""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Properties\.([a-z]+)\b(?!__)", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();
}
