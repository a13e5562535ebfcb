using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wsis.Infra.Tests;

/// <summary>The app does not start without its settings. Its options classes say which, and are read as text here, because they are not built in
/// every configuration; the sample of local settings names every one.</summary>
public sealed partial class SettingsTests
{
    /// <summary>What the options classes require under a condition that no attribute can say.</summary>
    private static readonly string[] RequiredInAzure = ["Wsis__Store__Account"];

    /// <summary>What they require besides, by who takes the letters.</summary>
    private static readonly Dictionary<string, string[]> RequiredByProvider = new()
    {
        ["pickup"] = ["Wsis__Mail__PickupFolder"],
        ["sendgrid"] = [.. RequiredIn("src/Wsis.SendGrid/SendGridOptions.cs", "Wsis:SendGrid")],
    };

    /// <summary>What stands in the sample for a machine of one's own, and what takes its place in Azure; empty where the default does.</summary>
    private static readonly Dictionary<string, string> InAzure = new()
    {
        ["AzureWebJobsStorage"] = "AzureWebJobsStorage__accountName",
        ["Wsis__Store__ConnectionString"] = "Wsis__Store__Account",
        ["Wsis__Store__Prefix"] = "",
        // In Azure people sign in through the platform; programs get keys as operators give them.
        ["Wsis__Staff__Keys__local"] = "",
        // On Flex Consumption the runtime is a property of the app, not a setting.
        ["FUNCTIONS_WORKER_RUNTIME"] = "",
    };

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Every_setting_that_the_app_requires_is_set(string environment)
    {
        var settings = (await Deployment.To(environment)).Settings;

        string[] required = [.. Required(), .. RequiredInAzure, .. RequiredByProvider[settings["Wsis__Mail__Provider"]]];

        Assert.Superset(new HashSet<string> { "Wsis__Site__Address", "Wsis__Links__Current", "Wsis__Mail__Provider" }, required.ToHashSet());
        Assert.All(required, name => Assert.NotEmpty(settings.GetValueOrDefault(name, "")));
        Assert.Contains($"Wsis__Links__Keys__{settings["Wsis__Links__Current"]}", settings.Keys);
        Assert.Equal("dotnet-isolated", (await Deployment.To(environment)).Only("Microsoft.Web/sites").Text("properties.functionAppConfig.runtime.name"));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task No_setting_of_ours_is_one_that_the_app_does_not_know(string environment)
    {
        string[] sections = ["Wsis__Site__", "Wsis__Store__", "Wsis__Links__", "Wsis__Mail__", "Wsis__SendGrid__", "Wsis__Staff__", "Wsis__Limits__", "Wsis__Webhooks__"];

        Assert.All((await Deployment.To(environment)).Settings.Keys.Where(k => k.StartsWith("Wsis", StringComparison.Ordinal)),
            name => Assert.Contains(sections, s => name.StartsWith(s, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_setting_in_the_sample_is_set_in_a_deployment_or_has_its_like_there()
    {
        using var sample = JsonDocument.Parse(Text("local.settings.sample.json"));
        var (trial, production) = (await Deployment.To("dev"), await Deployment.To("prod"));
        var set = trial.Settings.Keys.Union(production.Settings.Keys).ToHashSet();

        Assert.All(sample.RootElement.GetProperty("Values").EnumerateObject().Select(v => InAzure.GetValueOrDefault(v.Name, v.Name)).Where(n => n.Length > 0),
            name => Assert.Contains(name, set));
    }

    private static IEnumerable<string> Required() =>
        Directory.EnumerateFiles(Path.Combine(Bicep.Root, "src", "WsisFunctions", "Settings"), "*Settings.cs")
            .SelectMany(f => RequiredIn(f, Section().Match(Text(f)).Groups["name"].Value));

    /// <summary>The settings of a section that must be there and have no default.</summary>
    private static IEnumerable<string> RequiredIn(string file, string section) =>
        RequiredProperty().Matches(Text(file)).Select(m => $"{section}:{m.Groups["name"].Value}".Replace(":", "__", StringComparison.Ordinal));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Bicep.Root, file));

    [GeneratedRegex("Section <c>(?<name>[A-Za-z:]+)</c>", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex("""\[Required[^\]]*\](?:\s*\[[^\]]*\])*\s*public \S+ (?<name>\w+) \{ get; set; \} = "";""", RegexOptions.CultureInvariant)]
    private static partial Regex RequiredProperty();
}
