namespace Wsis.SendGrid.Events;

/// <summary>What became of a batch's events. Those of other applications on the same account, and of invitations that
/// are not on the record (any more), are taken in and counted: SendGrid need not repeat them.</summary>
internal sealed class BatchResult(int all)
{
    private int recorded;
    private int repeated;
    private int strange;
    private int failed;

    public int Failed => Volatile.Read(ref failed);

    public void AddRecorded() => Interlocked.Increment(ref recorded);

    public void AddRepeated() => Interlocked.Increment(ref repeated);

    public void AddStrange() => Interlocked.Increment(ref strange);

    public void AddFailed() => Interlocked.Increment(ref failed);

    public override string ToString() =>
        Failed > 0
            ? $"{all} events: {recorded} recorded, {repeated} known already; the rest could not be stored, please repeat."
            : $"{all} events: {recorded} recorded, {repeated} known already, {all - recorded - repeated} not about letters on record here.";
}
