using NodaTime;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores rates in the memory of this process.</summary>
public sealed class InMemoryRateStore : IRateStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Instant> free = [];

    public Task<RateSlots> Reserve(
        string rate,
        int count,
        Duration interval,
        Duration maxWait,
        Instant now,
        CancellationToken cancellation
    )
    {
        lock (gate)
        {
            var slots = RateSlots.Decide(free.TryGetValue(rate, out var next) ? next : null, now, maxWait);
            if (slots.IsReserved)
                free[rate] = slots.First + interval * count;
            return Task.FromResult(slots);
        }
    }
}
