using NodaTime;

namespace Wsis.TableStorage.Rows;

/// <summary>Instants as Table Storage keeps them: in ticks of 100 ns, from the year 1601 to the end of 9999 (data
/// model, Edm.DateTime).</summary>
internal static class RowTime
{
    private static readonly Instant First = Instant.FromUtc(1601, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    /// <summary>The latest tick that is not after the instant. This keeps the order of instants, so <c>le</c> on ticks
    /// misses none that is due. It may find one that is due within the same tick.</summary>
    public static DateTimeOffset Tick(Instant instant) =>
        Instant.Max(First, Instant.Min(instant, Last)).ToDateTimeOffset();
}
