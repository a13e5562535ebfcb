namespace Wsis.Local.Running;

/// <summary>A clock that runs faster than the wall clock, from a moment of one's choice. Its timers run as fast.</summary>
public sealed class AcceleratedClock(DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long started = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(started) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan span) => span <= TimeSpan.Zero ? span : span / speed;
}
