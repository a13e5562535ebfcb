using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Wsis.Functions.Settings;
using Wsis.Pdf;
using Wsis.SendGrid;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Functions.Tests;

/// <summary>local.settings.sample.json and docs/functions.md name every setting that the app reads, and none that it
/// does not.</summary>
public sealed partial class SampleSettingsTests
{
    private static readonly Dictionary<Type, string> Sections = new()
    {
        [typeof(SiteOptions)] = SiteOptions.Section,
        [typeof(StoreOptions)] = StoreOptions.Section,
        [typeof(LinkOptions)] = LinkOptions.Section,
        [typeof(TaskHubOptions)] = TaskHubOptions.Section,
        [typeof(StaffOptions)] = StaffOptions.Section,
        [typeof(WebhookOptions)] = WebhookOptions.Section,
        [typeof(RateLimitOptions)] = RateLimitOptions.Section,
        [typeof(MailOptions)] = MailOptions.Section,
        [typeof(SendGridOptions)] = SendGridOptions.Section,
        [typeof(PrinterOptions)] = PrinterOptions.Section,
    };

    /// <summary>As they are written, without the number of a list's place or the name of a key.</summary>
    private static readonly string[] Names =
    [
        .. Sections
            .SelectMany(s =>
                s.Key.GetProperties()
                    .Where(IsRead)
                    .Select(p => $"{s.Value}:{p.Name}".Replace(":", "__", StringComparison.Ordinal))
            )
            .Order(),
    ];

    private static readonly Dictionary<string, string> Sample = JsonDocument
        .Parse(File.ReadAllText(Root("local.settings.sample.json")))
        .RootElement.GetProperty("Values")
        .EnumerateObject()
        .ToDictionary(v => v.Name, v => v.Value.GetString()!);

    [Fact]
    public void Every_class_of_settings_is_compared() =>
        Assert.Equal(
            new[] { typeof(SiteOptions), typeof(LinkOptions), typeof(SendGridOptions), typeof(PrinterOptions) }
                .SelectMany(t => t.Assembly.GetTypes())
                .Where(t => t.GetField(nameof(SiteOptions.Section)) is not null)
                .ToHashSet(),
            Sections.Keys.ToHashSet()
        );

    [Fact]
    public void The_sample_has_every_setting_and_no_other() =>
        Assert.Equal(
            Names,
            Sample
                .Keys.Where(k => k.StartsWith("Wsis__", StringComparison.Ordinal))
                .Select(k => string.Join("__", k.Split("__")[..3]))
                .Order()
        );

    [Fact]
    public void The_table_of_settings_explains_everything_in_the_sample_and_nothing_else()
    {
        var rows = File.ReadAllLines(Root(Path.Combine("docs", "functions.md")))
            .SkipWhile(l => l != "## Settings")
            .Skip(1)
            .TakeWhile(l => !l.StartsWith('#'))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => l.Split('|', 3)[1]);
        var explained = rows.SelectMany(r => Code().Matches(r).Select(m => Nameless(m.Groups[1].Value))).ToHashSet();
        Assert.Equal(Sample.Keys.Select(Nameless).Order(), explained.Order());
    }

    [Fact]
    public void With_a_key_for_links_and_one_for_staff_the_sample_is_all_that_the_app_needs()
    {
        var filled = new Dictionary<string, string?>(
            Sample.Select(s =>
                KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)
            )
        )
        {
            ["Wsis:Links:Keys:k1"] = Convert.ToBase64String(new byte[32]),
            ["Wsis:Staff:Keys:local"] = new string('k', StaffOptions.MinKeyLength),
            ["Wsis:SendGrid:ApiKey"] = "SG.key",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(filled).Build();
        foreach (var (type, section) in Sections)
            typeof(SampleSettingsTests)
                .GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type)
                .Invoke(null, [configuration, section]);
    }

    /// <summary>The sample shows the default of every setting that has one.</summary>
    private static void Check<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        using var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSettings<T>(section)
            .BuildServiceProvider();
        var (read, fresh) = (services.GetRequiredService<IOptions<T>>().Value, new T());
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite && p.PropertyType.IsValueType))
            Assert.Equal((property.Name, property.GetValue(fresh)), (property.Name, property.GetValue(read)));
    }

    private static bool IsRead(PropertyInfo property) =>
        property.GetMethod is { IsStatic: false }
        && (
            property.CanWrite
            || (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
        );

    /// <summary>A setting's name without the place in a list, or the name of a key.</summary>
    private static string Nameless(string setting) =>
        setting.Split("__") is { Length: 4 } parts ? string.Join("__", parts[..3]) : setting;

    private static string Root(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", file);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
