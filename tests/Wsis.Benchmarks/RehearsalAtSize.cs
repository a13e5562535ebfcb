using System.Diagnostics;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>Rehearsing 100,000 invitees over the whole campaign: seconds, and memory under 1 GiB.</summary>
internal static class RehearsalAtSize
{
    private const int Invitees = 100_000;
    private const double MaxSeconds = 10;
    private const long MaxBytes = 1L << 30;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        var folder = BenchmarkEnvironment.Folder(Invitees);
        var letters = 0;
        var time = await Measure.Once(() =>
            Task.Run(() => letters = new Rehearsal(folder.Campaign!).LettersFor(folder.Invitees).Count, cancellation)
        );
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64;
        return new Result(
            $"rehearsing {Invitees} invitees over six weeks ({letters} letters), seconds; peak memory "
                + $"{peak >> 20} MiB of 1024",
            $"{time.TotalSeconds:0.0} s",
            $"{MaxSeconds} s",
            peak > MaxBytes ? double.PositiveInfinity : time.TotalSeconds,
            MaxSeconds
        );
    }
}
