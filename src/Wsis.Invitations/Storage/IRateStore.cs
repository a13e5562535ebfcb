using NodaTime;

namespace Wsis.Invitations.Storage;

/// <summary>Stores how far the slots of a rate are reserved, so that all instances together keep to it.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does. The clocks of the instances should agree to a few
/// seconds: an instance whose clock is ahead makes the others wait.</remarks>
public interface IRateStore
{
    /// <summary>Reserves consecutive slots: the first free ones, and none in the past.</summary>
    /// <param name="rate">The name of the rate.</param>
    /// <param name="count">The number of slots, at least 1.</param>
    /// <param name="interval">The time between two slots.</param>
    /// <param name="maxWait">Nothing is reserved if the first free slot is later than this.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<RateSlots> Reserve(
        string rate,
        int count,
        Duration interval,
        Duration maxWait,
        Instant now,
        CancellationToken cancellation
    );
}

/// <summary>The result of a reservation.</summary>
/// <param name="IsReserved">Whether the slots are reserved.</param>
/// <param name="First">The first reserved slot, or else the first free one.</param>
public readonly record struct RateSlots(bool IsReserved, Instant First)
{
    /// <summary>Decides on a reservation.</summary>
    /// <param name="free">The first slot that nobody has reserved. Null if there was no reservation yet.</param>
    /// <param name="now">The current time.</param>
    /// <param name="maxWait">The longest wait for the first slot.</param>
    public static RateSlots Decide(Instant? free, Instant now, Duration maxWait)
    {
        var first = free is { } at ? Instant.Max(at, now) : now;
        return new RateSlots(first - now <= maxWait, first);
    }
}
