using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Wsis.Functions.Settings;
using Wsis.SendGrid;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Infra.Tests;

/// <summary>The deployment sets every setting that the app requires, and none that it does not know.</summary>
public sealed class SettingsTests
{
    /// <summary>The settings that the options classes require under a condition that no attribute can
    /// express.</summary>
    private static readonly string[] RequiredInAzure = ["Wsis__Store__Account"];

    /// <summary>Further required settings, by mailer.</summary>
    private static readonly Dictionary<string, string[]> RequiredByProvider = new()
    {
        ["pickup"] = ["Wsis__Mail__PickupFolder"],
        ["sendgrid"] = [.. RequiredIn(typeof(SendGridOptions), SendGridOptions.Section)],
    };

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Every_setting_that_the_app_requires_is_set(string environment)
    {
        var settings = (await Deployment.To(environment)).Settings;

        string[] required =
        [
            .. Required(),
            .. RequiredInAzure,
            .. RequiredByProvider[settings["Wsis__Mail__Provider"]],
        ];

        Assert.Superset(
            new HashSet<string> { "Wsis__Site__Address", "Wsis__Links__Current", "Wsis__Mail__Provider" },
            required.ToHashSet()
        );
        Assert.All(required, name => Assert.NotEmpty(settings.GetValueOrDefault(name, "")));
        Assert.Contains($"Wsis__Links__Keys__{settings["Wsis__Links__Current"]}", settings.Keys);
        Assert.Equal(
            "dotnet-isolated",
            (await Deployment.To(environment))
                .Only("Microsoft.Web/sites")
                .Text("properties.functionAppConfig.runtime.name")
        );
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task No_setting_of_ours_is_one_that_the_app_does_not_know(string environment)
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        var known = sample.RootElement.GetProperty("Values").EnumerateObject().Select(v => v.Name).ToHashSet();

        Assert.All(
            (await Deployment.To(environment)).Settings.Keys.Where(k => k.StartsWith("Wsis", StringComparison.Ordinal)),
            name => Assert.Contains(name, known)
        );
    }

    private static IEnumerable<string> Required() =>
        new[] { typeof(SiteOptions), typeof(LinkOptions) }
            .SelectMany(t => t.Assembly.GetTypes())
            .Where(t => t.GetField(nameof(SiteOptions.Section)) is not null)
            .SelectMany(t => RequiredIn(t, (string)t.GetField(nameof(SiteOptions.Section))!.GetRawConstantValue()!));

    /// <summary>The settings of a section that are required and have no default.</summary>
    private static IEnumerable<string> RequiredIn(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties()
            .Where(p => p.IsDefined(typeof(RequiredAttribute), inherit: true) && p.GetValue(defaults) is null or "")
            .Select(p => $"{section}:{p.Name}".Replace(":", "__", StringComparison.Ordinal));
    }
}
