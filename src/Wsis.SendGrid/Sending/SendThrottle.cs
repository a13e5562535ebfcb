using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Storage;

namespace Wsis.SendGrid.Sending;

/// <summary>Spreads letters evenly over time, for all instances together. An instance reserves slots in the store for
/// the letters that wait, so that it needs two requests for several letters.</summary>
/// <param name="lettersPerMinute">The rate. Null: there is none.</param>
/// <param name="rates">Returns the store. It is not called without a rate.</param>
/// <param name="clock">The clock.</param>
internal sealed class SendThrottle(int? lettersPerMinute, Func<IRateStore> rates, TimeProvider clock) : IDisposable
{
    private const string Rate = "sendgrid-letters";

    /// <summary>An instance reserves no more than the slots of this time at once.</summary>
    private static readonly Duration MaxShare = Duration.FromSeconds(5);

    private readonly Duration interval = lettersPerMinute is { } rate ? Duration.FromMinutes(1) / rate : Duration.Zero;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<Instant> slots = [];
    private Instant estimate;
    private int waiting;

    /// <summary>Reserves the next slot if it begins within <paramref name="maxWait"/>. Otherwise it only estimates a
    /// slot for a later try. Each estimate is later than the one before, so that letters that are put back do not all
    /// return at once.</summary>
    /// <exception cref="StoreUnavailableException">No slot could be reserved.</exception>
    public async Task<(bool IsReserved, TimeSpan Wait)> Reserve(TimeSpan maxWait, CancellationToken cancellation)
    {
        if (interval == Duration.Zero)
            return (true, TimeSpan.Zero);
        Interlocked.Increment(ref waiting);
        try
        {
            await turn.WaitAsync(cancellation);
            try
            {
                return await ReserveInTurn(Duration.FromTimeSpan(maxWait), cancellation);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(bool IsReserved, TimeSpan Wait)> ReserveInTurn(Duration maxWait, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        // A slot that has passed is lost. It is not made up for by a burst.
        while (slots.TryPeek(out var passed) && passed < now - interval)
            slots.Dequeue();
        if (slots.Count == 0)
        {
            var count = Math.Clamp(Volatile.Read(ref waiting), 1, Math.Max(1, (int)(MaxShare / interval)));
            var reserved = await rates().Reserve(Rate, count, interval, maxWait, now, cancellation);
            if (!reserved.IsReserved)
            {
                estimate = Instant.Max(estimate, reserved.First) + interval;
                return (false, (estimate - now).ToTimeSpan());
            }
            for (var i = 0; i < count; i++)
                slots.Enqueue(reserved.First + interval * i);
        }
        return (true, Duration.Max(Duration.Zero, slots.Dequeue() - now).ToTimeSpan());
    }
}
