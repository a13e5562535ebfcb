namespace Wsis.SendGrid.Events;

/// <summary>Counts the results of the events of a batch. Events of other applications on the same account, and of
/// invitations that are not in the store, are accepted, because a retry by SendGrid would not change
/// that.</summary>
internal sealed class BatchResult(int total)
{
    private int recorded;
    private int unchanged;
    private int unknown;
    private int failed;

    public int Failed => Volatile.Read(ref failed);

    public void AddRecorded() => Interlocked.Increment(ref recorded);

    public void AddUnchanged() => Interlocked.Increment(ref unchanged);

    public void AddUnknown() => Interlocked.Increment(ref unknown);

    public void AddFailed() => Interlocked.Increment(ref failed);

    public override string ToString() =>
        Failed > 0
            ? $"{total} events: {recorded} recorded, {unchanged} without effect; "
                + "the rest could not be stored, please retry."
            : $"{total} events: {recorded} recorded, {unchanged} without effect, "
                + $"{total - recorded - unchanged} about unknown letters.";
}
