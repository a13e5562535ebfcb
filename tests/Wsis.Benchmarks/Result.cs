using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wsis.Benchmarks;

/// <summary>One measured figure: a ratio of two sides, or seconds where there is no other side, and the limit it must
/// keep.</summary>
internal sealed record Result(string What, string Ours, string Against, double Figure, double Limit)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A limit beside the figure was exceeded.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}

/// <summary>Times by the wall clock.</summary>
internal static class Measure
{
    public static async Task<TimeSpan> Once(Func<Task> work)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Compares the medians of two operations that take turns, so that a slower machine slows both.</summary>
    public static async Task<(TimeSpan A, TimeSpan B)> InTurns(int times, Func<int, Task> a, Func<int, Task> b)
    {
        var (first, second) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < times; i++)
        {
            first.Add(await Once(() => a(i)));
            second.Add(await Once(() => b(i)));
        }
        return (Median(first), Median(second));
    }

    public static TimeSpan Median(IEnumerable<TimeSpan> times) =>
        times.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default;
}
