namespace Wsis.Local.Running;

/// <summary>A clock that stands at a moment of one's choice until it is let go, and then runs faster than the wall
/// clock. Its timers run as fast.</summary>
public sealed class AcceleratedClock(DateTimeOffset start, double speed) : TimeProvider
{
    private long? released;

    /// <summary>Lets the clock run.</summary>
    public void Release() => released = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        released is { } from ? start + (System.GetElapsedTime(from) * speed) : start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan span) => span <= TimeSpan.Zero ? span : span / speed;
}
