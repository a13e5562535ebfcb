using System.Text.Json;

namespace Wsis.Infra.Tests;

/// <summary>The app does not start without its settings: the options classes in <c>src/WsisFunctions/Settings</c> and
/// <c>src/Wsis.SendGrid</c> say which. Those classes are not built in every configuration, so the names stand here, and are compared with
/// the sample of local settings, in which every setting is named.</summary>
public sealed class SettingsTests
{
    /// <summary>What the options classes require of every deployment in Azure.</summary>
    private static readonly string[] Required =
        ["Wsis__Site__Address", "Wsis__Store__Account", "Wsis__Links__Current", "Wsis__Mail__Provider", "Wsis__Staff__RequirePrincipal"];

    /// <summary>What they require besides, by who takes the letters.</summary>
    private static readonly Dictionary<string, string> RequiredByProvider = new()
    {
        ["pickup"] = "Wsis__Mail__PickupFolder",
        ["sendgrid"] = "Wsis__SendGrid__ApiKey",
    };

    /// <summary>What stands in the sample for a machine of one's own, and what takes its place in Azure; empty where the default does.</summary>
    private static readonly Dictionary<string, string> InAzure = new()
    {
        ["AzureWebJobsStorage"] = "AzureWebJobsStorage__accountName",
        ["Wsis__Store__ConnectionString"] = "Wsis__Store__Account",
        ["Wsis__Store__Prefix"] = "",
        // On Flex Consumption the runtime is a property of the app, not a setting.
        ["FUNCTIONS_WORKER_RUNTIME"] = "",
    };

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Every_setting_that_the_app_requires_is_set(string environment)
    {
        var settings = (await Deployment.To(environment)).Settings;

        Assert.All(Required.Append(RequiredByProvider[settings["Wsis__Mail__Provider"]]), name => Assert.NotEmpty(settings.GetValueOrDefault(name, "")));
        Assert.Contains($"Wsis__Links__Keys__{settings["Wsis__Links__Current"]}", settings.Keys);
        Assert.Equal("true", settings["Wsis__Staff__RequirePrincipal"]);
        Assert.Equal("dotnet-isolated", (await Deployment.To(environment)).Only("Microsoft.Web/sites").Text("properties.functionAppConfig.runtime.name"));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task No_setting_of_ours_is_one_that_the_app_does_not_know(string environment)
    {
        string[] sections = ["Wsis__Site__", "Wsis__Store__", "Wsis__Links__", "Wsis__Mail__", "Wsis__SendGrid__", "Wsis__Staff__"];

        Assert.All((await Deployment.To(environment)).Settings.Keys.Where(k => k.StartsWith("Wsis", StringComparison.Ordinal)),
            name => Assert.Contains(sections, s => name.StartsWith(s, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_setting_in_the_sample_is_set_in_a_deployment_or_has_its_like_there()
    {
        var file = Path.Combine(Bicep.Root, "local.settings.sample.json");
        Assert.SkipUnless(File.Exists(file), "There is no local.settings.sample.json to compare with; the names in this class stand alone.");
        using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var (trial, production) = (await Deployment.To("dev"), await Deployment.To("prod"));
        var set = trial.Settings.Keys.Union(production.Settings.Keys).ToHashSet();

        Assert.All(sample.RootElement.GetProperty("Values").EnumerateObject().Select(v => InAzure.GetValueOrDefault(v.Name, v.Name)).Where(n => n.Length > 0),
            name => Assert.Contains(name, set));
    }
}
