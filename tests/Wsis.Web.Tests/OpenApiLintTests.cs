using System.Diagnostics;

namespace Wsis.Web.Tests;

/// <summary>The OpenAPI document against an independent linter, <c>@redocly/cli</c>.</summary>
public sealed class OpenApiLintTests
{
    [Fact]
    public async Task The_OpenAPI_document_that_is_served_has_no_error()
    {
        await NpmPackages.Require();
        await using var host = await TestHost.Start(staffKey: "a key of the test", launched: false);
        var json = await host.Http.GetStringAsync(
            new Uri("api/openapi.json", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var file = Path.Combine(Directory.CreateTempSubdirectory("wsis-openapi-").FullName, "openapi.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        var (status, output) = await Lint(file);
        Assert.True(status == 0, output);
        Assert.Contains("is valid", output, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output)> Lint(string file)
    {
        var program = Path.Combine(NpmPackages.Folder, "node_modules", "@redocly", "cli", "bin", "cli.js");
        using var linter = Process.Start(
            new ProcessStartInfo("node", [program, "lint", file])
            {
                WorkingDirectory = NpmPackages.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
            }
        )!;
        var output = linter.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = linter.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await linter.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (linter.ExitCode, await output + await errors);
    }
}
