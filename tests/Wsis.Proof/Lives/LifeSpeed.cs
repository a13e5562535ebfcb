namespace Wsis.Proof.Lives;

/// <summary>The possible speed of a life on this machine, derived from the start of the program.</summary>
/// <param name="Start">The time from the start of the process until it is ready.</param>
/// <param name="DaysPerSecond">The days of the campaign that pass in a second.</param>
internal sealed record LifeSpeed(TimeSpan Start, double DaysPerSecond)
{
    /// <summary>The number of starts that fit into a life.</summary>
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
                "--launch",
                "--yes",
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
