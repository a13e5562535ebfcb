using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wsis.Infra.Tests;

/// <summary>The app does not start without its settings. Its options classes say which, and are read as text here,
/// because they are not built in every configuration; the sample of local settings names every one.</summary>
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
        using var sample = JsonDocument.Parse(Text("local.settings.sample.json"));
        var known = sample.RootElement.GetProperty("Values").EnumerateObject().Select(v => v.Name).ToHashSet();

        Assert.All(
            (await Deployment.To(environment)).Settings.Keys.Where(k => k.StartsWith("Wsis", StringComparison.Ordinal)),
            name => Assert.Contains(name, known)
        );
    }

    private static IEnumerable<string> Required() =>
        Directory
            .EnumerateFiles(Path.Combine(Bicep.Root, "src", "Wsis.Functions", "Settings"), "*Settings.cs")
            .SelectMany(f => RequiredIn(f, Section().Match(Text(f)).Groups["name"].Value));

    /// <summary>The settings of a section that must be there and have no default.</summary>
    private static IEnumerable<string> RequiredIn(string file, string section) =>
        RequiredProperty()
            .Matches(Text(file))
            .Select(m => $"{section}:{m.Groups["name"].Value}".Replace(":", "__", StringComparison.Ordinal));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Bicep.Root, file));

    [GeneratedRegex("Section <c>(?<name>[A-Za-z:]+)</c>", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(
        """\[Required[^\]]*\](?:\s*\[[^\]]*\])*\s*public \S+ (?<name>\w+) \{ get; set; \} = "";""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RequiredProperty();
}
