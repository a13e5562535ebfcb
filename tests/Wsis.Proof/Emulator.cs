using Wsis.Local.Azurite;
using Wsis.Local.Demo;

namespace Wsis.Proof;

/// <summary>An Azurite of a test's own, with nothing in it.</summary>
internal static class Emulator
{
    /// <summary>Starts it; where there is no Node.js the test is skipped, except on a build server.</summary>
    public static async Task<AzuriteServer> Start(string data)
    {
        var settings = new AzuriteSettings
        {
            Installation = Path.Combine(Root(AppContext.BaseDirectory), ".wsis", "azurite"),
            Data = data,
            TablePort = DemoRun.FreePort(),
            InMemory = true,
        };
        var server = await AzuriteServer.Start(settings, _ => { }, TestContext.Current.CancellationToken);
        Assert.False(
            server is null && Environment.GetEnvironmentVariable("CI") == "true",
            "Under CI, Node.js must be there."
        );
        Assert.SkipWhen(server is null, "There is no Node.js to run Azurite with.");
        return server!;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "WsisFunctions.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
