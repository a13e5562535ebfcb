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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, ToRealTime(dueTime), ToRealTime(period));

    private TimeSpan ToRealTime(TimeSpan span) => span <= TimeSpan.Zero ? span : span / speed;
}
