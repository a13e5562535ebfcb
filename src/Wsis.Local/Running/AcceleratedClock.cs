using NodaTime;
using NodaTime.Extensions;

namespace Wsis.Local.Running;

/// <summary>A clock that stops at a chosen time until it is released, and then runs faster than the system clock. Its
/// timers run equally fast.</summary>
public sealed class AcceleratedClock(DateTimeOffset start, double speed) : TimeProvider
{
    private long? released;

    /// <summary>Starts the clock.</summary>
    public void Release() => released = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        released is { } from ? start + (System.GetElapsedTime(from) * speed) : start;

    /// <summary>The time that this clock shows after a pause of the system clock.</summary>
    public DateTimeOffset GetUtcAfter(TimeSpan pause) => GetUtcNow() + (pause * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, ToRealTime(dueTime), ToRealTime(period));

    /// <summary>Rounds up to a millisecond, the resolution of a timer. A timer that fires early is set again, and the
    /// process would be busy until the time has come.</summary>
    private TimeSpan ToRealTime(TimeSpan span) =>
        span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / speed));
}

/// <summary>Reads clocks that may be accelerated.</summary>
internal static class AcceleratedClockExtensions
{
    /// <summary>The instant that a clock shows after a pause of the system clock. Retries wait for other programs,
    /// which an accelerated clock does not accelerate.</summary>
    public static Instant GetInstantAfter(this TimeProvider clock, TimeSpan pause) =>
        clock is AcceleratedClock accelerated
            ? Instant.FromDateTimeOffset(accelerated.GetUtcAfter(pause))
            : clock.GetCurrentInstant() + Duration.FromTimeSpan(pause);
}
