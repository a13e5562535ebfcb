using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wsis.Infra.Tests;

public sealed partial class WatchTests
{
    /// <summary>The metrics that alerts and workbook read.</summary>
    private static readonly string[] Metrics =
        ["advance.duration", "invitations.overdue", "letters.bounced", "letters.in_doubt", "letters.sent", "replies.recorded", "store.conflicts"];

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
        var alert = (await Deployment.To("prod")).Of("Microsoft.Insights/scheduledQueryRules").Single(r => r.Text("name")!.Contains(name, StringComparison.Ordinal));

        Assert.True(alert.Is("properties.enabled", true));
        Assert.Equal(1, alert.At("properties.actions.actionGroups").GetArrayLength());
        Assert.NotEmpty(alert.At("properties.criteria.allOf")[0].Text("query")!);
    }

    [Fact]
    public async Task Alerts_and_workbook_read_the_metrics_that_the_app_is_to_publish_and_no_others()
    {
        var alerts = (await Deployment.To("prod")).Of("Microsoft.Insights/scheduledQueryRules").Select(r => r.At("properties.criteria.allOf")[0].Text("query")!);
        using var workbook = JsonDocument.Parse(await File.ReadAllTextAsync(Bicep.File("modules/workbook.json"), TestContext.Current.CancellationToken));
        var panels = workbook.RootElement.GetProperty("items").EnumerateArray().Select(i => i.Text("content.query")).OfType<string>();

        var read = alerts.Concat(panels).Where(q => q.Contains("AppMetrics", StringComparison.Ordinal)).SelectMany(q => MetricName().Matches(q)).Select(m => m.Groups[1].Value);

        Assert.Equal(Metrics, read.Distinct().Order());
    }

    [Fact]
    public async Task The_workbook_is_about_the_workspace_of_the_deployment()
    {
        var workbook = (await Deployment.To("prod")).Only("Microsoft.Insights/workbooks").At("properties");

        // Only Azure can work it out: the text of the file, with the placeholder replaced by the workspace that the alerts read.
        Assert.StartsWith("[replace(", workbook.Text("serializedData")!, StringComparison.Ordinal);
        Assert.EndsWith($", '{{workspaceId}}', {workbook.Text("sourceId")![1..^1]})]", workbook.Text("serializedData")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task A_budget_tells_in_good_time(string environment)
    {
        var budget = (await Deployment.To(environment)).Only("Microsoft.Consumption/budgets");

        Assert.True(budget.At("properties.amount").GetInt32() > 0);
        Assert.Equal(2, budget.At("properties.notifications").EnumerateObject().Count());
    }

    [GeneratedRegex("\"([a-z_]+\\.[a-z_]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex MetricName();
}
