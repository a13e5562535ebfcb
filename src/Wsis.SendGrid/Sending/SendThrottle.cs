namespace Wsis.SendGrid.Sending;

/// <summary>Spreads letters evenly over time, for the whole process.</summary>
internal sealed class SendThrottle(int? lettersPerMinute, TimeProvider clock)
{
    private readonly TimeSpan interval = lettersPerMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset next;
    private DateTimeOffset estimate;

    /// <summary>Reserves the next slot if it begins within <paramref name="maxWait"/>. Otherwise it only estimates a
    /// slot for a later try. Each estimate is later than the one before, so that letters that are put back do not all
    /// return at once.</summary>
    public (bool IsReserved, TimeSpan Wait) Reserve(TimeSpan maxWait)
    {
        if (interval == TimeSpan.Zero)
            return (true, TimeSpan.Zero);
        lock (gate)
        {
            var now = clock.GetUtcNow();
            next = next < now ? now : next;
            if (next - now > maxWait)
            {
                estimate = (estimate < next ? next : estimate) + interval;
                return (false, estimate - now);
            }
            var slot = next;
            next += interval;
            return (true, slot - now);
        }
    }
}
