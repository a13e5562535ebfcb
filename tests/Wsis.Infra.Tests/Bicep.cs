using System.Diagnostics;
using System.Reflection;

namespace Wsis.Infra.Tests;

/// <summary>The Bicep compiler, which needs no network: none of our modules comes from a registry.</summary>
internal static class Bicep
{
    /// <summary>The environment variables that the parameter files read.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>
        {
            ["AZURE_ENV_NAME"] = "dev",
            ["WSIS_STAFF_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
            ["WSIS_ALERT_ADDRESS"] = "operators@itu.example",
            ["WSIS_OPERATORS_GROUP_ID"] = "22222222-2222-2222-2222-222222222222",
            ["WSIS_SITE_ADDRESS"] = "https://reply.itu.example/",
            ["WSIS_BUDGET_START"] = "2026-01-01",
            ["WSIS_SENDGRID_EVENT_KEY"] = "a public key",
            ["WSIS_INBOUND_DOMAIN"] = "replies.itu.example",
        };

    /// <summary>The compiled template. It is compiled once for all tests.</summary>
    public static Lazy<Task<(int ExitCode, string Output, string Complaints)>> Template { get; } =
        new(() => Run("build", File("main.bicep"), "--stdout"));

    public static string File(string name) => Path.Combine(Repository.Root, "infra", name);

    /// <summary>Runs the compiler; what it says on standard error are errors and warnings, one a line.</summary>
    public static async Task<(int ExitCode, string Output, string Complaints)> Run(params string[] arguments)
    {
        var compiler = Metadata("Bicep");
        Assert.SkipWhen(compiler is null, "The package with the Bicep compiler is for Linux on x64.");
        var start = new ProcessStartInfo(compiler) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, complaints) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await complaints);
    }

    private static string? Metadata(string key) =>
        typeof(Bicep)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(a => a.Key == key)
            ?.Value;
}
