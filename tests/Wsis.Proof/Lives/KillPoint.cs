using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Wsis.Proof.Lives;

/// <summary>The places between two steps of a letter's way.</summary>
internal enum KillStage
{
    BeforeClaim,
    AfterClaim,
    BeforeSending,
    AfterSending,
    BeforeOutcome,
    AfterOutcome,
}

/// <summary>Kills the process by SIGKILL when it reaches a place for the n-th time.</summary>
/// <remarks>It finds the place by the process's own activities and the events of the storage client.</remarks>
internal sealed record KillPoint(KillStage Stage, int Time)
{
    public const string Variable = "WSIS_PROOF_DIE";

    public static KillPoint Parse(string text) =>
        text.Split(':') is [var place, var time]
            ? new KillPoint(Enum.Parse<KillStage>(place), int.Parse(time, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a place and a number.");

    public override string ToString() => $"{Stage}:{Time}";

    /// <summary>Watches for the place. The listeners live as long as the process.</summary>
    public void Arm()
    {
        var countdown = Time;
        void At(KillStage here)
        {
            if (here == Stage && Interlocked.Decrement(ref countdown) == 0)
                Process.GetCurrentProcess().Kill();
        }
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Wsis",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStarted = activity => Letter(activity, KillStage.BeforeSending),
                ActivityStopped = activity => Letter(activity, KillStage.AfterSending),
            }
        );
        GC.KeepAlive(new Commits(At));

        void Letter(Activity activity, KillStage place)
        {
            if (activity.OperationName == "send letter")
                At(place);
        }
    }

    /// <summary>Hears the storage client send a transaction and get its answer. Within one turn of the workflow the
    /// first is the claim, the second the outcome.</summary>
    private sealed class Commits(Action<KillStage> at) : EventListener
    {
        private const int Request = 1;
        private const int Response = 5;

        private readonly ConcurrentDictionary<string, int> sent = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Azure-Core")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (Turn() is not { } turn)
                return;
            if (
                eventData.EventId == Request
                && eventData.Payload!.Any(p => p is string uri && uri.Contains("/$batch", StringComparison.Ordinal))
            )
                at(sent.AddOrUpdate(turn, 1, (_, n) => n + 1) == 1 ? KillStage.BeforeClaim : KillStage.BeforeOutcome);
            else if (eventData.EventId == Response && sent.TryGetValue(turn, out var number))
                at(number == 1 ? KillStage.AfterClaim : KillStage.AfterOutcome);
        }

        private static string? Turn()
        {
            for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
                if (activity.OperationName == "advance")
                    return activity.Id;
            return null;
        }
    }
}
