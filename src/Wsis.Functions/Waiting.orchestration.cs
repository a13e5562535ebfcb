using Microsoft.DurableTask;

namespace Wsis.Functions;

/// <summary>Waiting and retries in orchestrations.</summary>
internal static class Waiting
{
    /// <summary>An activity is tried five times within two minutes. After that the failure counts as an outage
    /// (<see cref="OutageRetryInterval"/>).</summary>
    public static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 5,
            firstRetryInterval: TimeSpan.FromSeconds(3),
            backoffCoefficient: 3,
            maxRetryInterval: TimeSpan.FromMinutes(1)
        )
    );

    /// <summary>The time between tries during an outage: a hundred tries a day.</summary>
    public static readonly TimeSpan OutageRetryInterval = TimeSpan.FromMinutes(15);

    /// <summary>Waits for the event or the time, whichever is first; without a time, for the event. The task of the
    /// event stays pending and must be awaited again, because an abandoned wait would consume the next event. The SDK
    /// splits timers that are longer than the limit of the back end (<c>MaximumTimerInterval</c>).</summary>
    public static async Task WaitFor(this TaskOrchestrationContext context, Task changed, DateTime? until)
    {
        if (until is not { } at)
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

    /// <summary>Waits until the next try during an outage, or until the event. The custom status has the
    /// failure.</summary>
    public static Task WaitForRetry(this TaskOrchestrationContext context, string failure, Task changed)
    {
        var again = context.CurrentUtcDateTime + OutageRetryInterval;
        context.SetCustomStatus(new Outage(failure, again));
        return context.WaitFor(changed, again);
    }
}

/// <summary>The status of an orchestration whose activity keeps failing.</summary>
/// <param name="LastError">The reason of the failure.</param>
/// <param name="TryAgainAt">The time of the next try, in UTC.</param>
public sealed record Outage(string LastError, DateTime TryAgainAt);
