using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>What staff decide while the letters of 100,000 invitees are sent: how long the answer takes to a pause, to
/// a later deadline and to a cancellation. The longest has a limit. The answer comes when no letter can begin under the
/// former plan any more.</summary>
internal static class DecisionAtSize
{
    private const int Invitees = 100_000;
    private const double MaxSeconds = 2;

    /// <summary>So many letters are sent before the first decision and between two.</summary>
    private const int Between = 1_000;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var (staff, id) = (new Actor("staff"), BenchmarkEnvironment.Folder(1).Campaign!.Id);
        await environment.Campaigns.Import(BenchmarkEnvironment.Folder(Invitees), cancellation);
        await environment.Actions.ApproveAndLaunch(id, staff.Name, cancellation);

        Task sending = environment.Campaigns.AdvanceDue(id, cancellation);
        var pause = await DecideWhileSending(() => environment.Actions.Pause(id, staff, cancellation));
        await sending;
        (await environment.Actions.Resume(id, staff, cancellation)).OrThrow();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        sending = environment.Campaigns.AdvanceDue(id, stop.Token);
        var extension = await DecideWhileSending(() =>
            environment.Actions.Extend(id, new LocalDateTime(2018, 2, 15, 0, 0), true, staff, cancellation)
        );
        var cancel = await DecideWhileSending(() => environment.Actions.Cancel(id, null, staff, cancellation));
        // Nothing is sent any more. What is left is to note it for each invitee, which is not measured.
        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var longest = new[] { pause, extension, cancel }.Max();
        return new Result(
            $"a decision while letters to {Invitees:N0} invitees are sent, on Azurite: "
                + $"pause {pause.TotalSeconds:0.00} s, later deadline {extension.TotalSeconds:0.00} s, "
                + $"cancellation {cancel.TotalSeconds:0.00} s; the longest, in seconds",
            $"{longest.TotalSeconds:0.00} s",
            "",
            longest.TotalSeconds,
            MaxSeconds
        );

        async Task<TimeSpan> DecideWhileSending<T>(Func<Task<ActionResult<T>>> decide)
        {
            var before = environment.Sent.Count;
            while (environment.Sent.Count < before + Between && !sending.IsCompleted)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
            if (sending.IsCompleted)
                throw new InvalidDataException("Nothing is being sent.");
            return await Measure.Once(async () => (await decide()).OrThrow());
        }
    }
}
