using Microsoft.DurableTask;

namespace Wsis.Functions;

/// <summary>How the orchestrations wait and persist.</summary>
internal static class Waiting
{
    /// <summary>An activity is tried five times within some two minutes; what still fails then is an outage, and waited
    /// out (<see cref="Pause"/>).</summary>
    public static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 5,
            firstRetryInterval: TimeSpan.FromSeconds(3),
            backoffCoefficient: 3,
            maxRetryInterval: TimeSpan.FromMinutes(1)
        )
    );

    /// <summary>How long an outage is waited out before the next try: some hundred tries a day.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>Waits for the event or the moment, whichever is first; without a moment, for the event. The wait for
    /// the event stays pending, to be taken up again: a wait that is abandoned would swallow the next event. Timers
    /// longer than the back end's limit are cut into shorter ones by the SDK (<c>MaximumTimerInterval</c>).</summary>
    public static async Task WaitFor(this TaskOrchestrationContext context, Task changed, DateTime? moment)
    {
        if (moment is not { } at)
        {
            await changed;
            return;
        }
        if (changed.IsCompleted || at <= context.CurrentUtcDateTime)
            return;
        using var timer = new CancellationTokenSource();
        await Task.WhenAny(changed, context.CreateTimer(at, timer.Token));
        timer.Cancel();
    }

    /// <summary>Waits an outage out, or until the event; meanwhile the status tells of it.</summary>
    public static Task WaitOut(this TaskOrchestrationContext context, string failure, Task changed)
    {
        var again = context.CurrentUtcDateTime + Pause;
        context.SetCustomStatus(new Outage(failure, again));
        return context.WaitFor(changed, again);
    }
}

/// <summary>The status of an orchestration whose activity keeps failing.</summary>
/// <param name="LastError">Why it failed.</param>
/// <param name="TryAgainAt">When it is tried again, in UTC.</param>
public sealed record Outage(string LastError, DateTime TryAgainAt);
