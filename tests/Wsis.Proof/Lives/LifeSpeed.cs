using Wsis.Local.Demo;

namespace Wsis.Proof.Lives;

/// <summary>How fast a life can go on this machine as it is now, by how long the program takes to start on
/// it.</summary>
/// <param name="Start">How long it takes from nothing until it says that it runs.</param>
/// <param name="DaysPerSecond">How many days of the campaign pass in a second.</param>
internal sealed record LifeSpeed(TimeSpan Start, double DaysPerSecond)
{
    /// <summary>How many starts fit into a life.</summary>
    private const int StartsALife = 50;

    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(900);

    /// <summary>Starts the program once, to see. A life is then so long that the program, killed twenty times in it, is
    /// up for about half of it: down all the time it could keep no promise.</summary>
    public static async Task<LifeSpeed> Measure()
    {
        var data = Directory.CreateTempSubdirectory("wsis-start-").FullName;
        var begun = TimeProvider.System.GetTimestamp();
        await using (
            var process = WsisProcess.Start(
                "serve",
                SampleCampaign.Path,
                "--store",
                "memory",
                "--data",
                data,
                "--port",
                $"{FreePort.Find()}"
            )
        )
            await process.WaitForOutput("is Running");
        var start = TimeProvider.System.GetElapsedTime(begun);
        Directory.Delete(data, recursive: true);
        return new LifeSpeed(
            start,
            CampaignLife.Days
                / Math.Clamp(StartsALife * start.TotalSeconds, ShortestLife.TotalSeconds, MaxLifetime.TotalSeconds)
        );
    }
}
