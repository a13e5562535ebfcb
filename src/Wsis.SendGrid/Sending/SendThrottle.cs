namespace Wsis.SendGrid.Sending;

/// <summary>Spreads letters evenly over time, for all senders of the process.</summary>
internal sealed class SendThrottle(int? lettersPerMinute, TimeProvider clock)
{
    private readonly TimeSpan interval = lettersPerMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset next;
    private DateTimeOffset queue;

    /// <summary>When the letter's turn is. Within <paramref name="longest"/> the turn is taken; a later one is only
    /// foretold, each further from now than the one before, so that letters that are put back do not all return at
    /// once.</summary>
    public (bool IsTaken, TimeSpan Wait) Turn(TimeSpan longest)
    {
        if (interval == TimeSpan.Zero)
            return (true, TimeSpan.Zero);
        lock (gate)
        {
            var now = clock.GetUtcNow();
            next = next < now ? now : next;
            if (next - now > longest)
            {
                queue = (queue < next ? next : queue) + interval;
                return (false, queue - now);
            }
            var turn = next;
            next += interval;
            return (true, turn - now);
        }
    }
}
