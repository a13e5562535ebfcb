namespace Wsis.Functions.Tests.Virtual;

/// <summary>Time that passes only when what is due has been done: six weeks in a moment.</summary>
internal sealed class VirtualTime(DateTime start) : TimeProvider
{
    private readonly PriorityQueue<Action, (DateTime At, int Order)> scheduled = new();
    private int order;

    public DateTime Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;

    public void At(DateTime when, Action what) => scheduled.Enqueue(what, (when < Now ? Now : when, order++));

    /// <summary>Does what is due up to a moment, in order, on this thread.</summary>
    public void RunUntil(DateTime end)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (scheduled.TryPeek(out _, out var next) && next.At <= end)
            {
                Now = next.At;
                scheduled.Dequeue()();
            }
            Now = end;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
