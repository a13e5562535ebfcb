using System.Collections.Concurrent;
using System.Text.Json;

namespace Wsis.Infra.Tests;

/// <summary>The resources that a parameter file would deploy, with their properties, as far as they can be computed
/// without Azure.</summary>
internal sealed class Deployment
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Deployment>>> Known = [];

    private Deployment(JsonElement snapshot, string complaints) =>
        (Resources, Complaints) = ([.. snapshot.GetProperty("predictedResources").EnumerateArray()], complaints);

    /// <summary>What the compiler wrote on standard error.</summary>
    public string Complaints { get; }

    public IReadOnlyList<JsonElement> Resources { get; }

    /// <summary>The app's settings by name; values that only Azure knows are expressions in brackets.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Only("Microsoft.Web/sites/config", "/appsettings")
            .GetProperty("properties")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString()!);

    /// <summary>The deployment of an environment. It is worked out once for all tests.</summary>
    public static Task<Deployment> To(string environment) =>
        Known.GetOrAdd(environment, name => new(() => WorkOut(name))).Value;

    private static async Task<Deployment> WorkOut(string environment)
    {
        var (exitCode, snapshot, complaints) = await Snapshot(environment, "westeurope");
        Assert.True(exitCode == 0, complaints);
        using var json = JsonDocument.Parse(snapshot);
        return new Deployment(json.RootElement.Clone(), complaints);
    }

    /// <summary>Works a deployment out. The compiler writes what it finds beside the parameter file, so it is given a
    /// copy.</summary>
    public static async Task<(int ExitCode, string Snapshot, string Complaints)> Snapshot(
        string environment,
        string region
    )
    {
        var folder = Directory.CreateTempSubdirectory("wsis-infra-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Bicep.File(""), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Bicep.File(""), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            var parameters = Path.Combine(folder.FullName, $"main.{environment}.bicepparam");
            var (exitCode, _, complaints) = await Bicep.Run(
                "snapshot",
                parameters,
                "--mode",
                "overwrite",
                "--subscription-id",
                Subscription,
                "--resource-group",
                "wsis",
                "--location",
                region,
                "--tenant-id",
                Subscription
            );
            return (
                exitCode,
                exitCode == 0 ? await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json")) : "",
                complaints
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public IEnumerable<JsonElement> OfTypes(params string[] types) =>
        Resources.Where(r => types.Contains(r.GetProperty("type").GetString()));

    public JsonElement Only(string type, string ending = "") =>
        OfTypes(type).Single(r => r.GetProperty("name").GetString()!.EndsWith(ending, StringComparison.Ordinal));
}

internal static class JsonPath
{
    /// <summary>The value at a path of names; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.')
            .Aggregate(
                element,
                (e, name) =>
                    e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) ? value : default
            );

    public static string? Text(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool Is(this JsonElement element, string path, bool value) =>
        element.At(path).ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);
}
