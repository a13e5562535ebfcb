using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Lets the signals to one invitation take turns within this process. Each bucket has turns of its own, so
/// many invitations of a partition can be taken together without waiting for those of another.</summary>
internal sealed class Turns
{
    private const int Buckets = 256;
    private const int TurnsPerBucket = 16;

    private readonly SemaphoreSlim[] turns =
    [
        .. Enumerable.Range(0, Buckets * TurnsPerBucket).Select(_ => new SemaphoreSlim(1)),
    ];

    /// <summary>Waits for the turn of one invitation. Some others share it.</summary>
    public Task<IDisposable> Take(Partition partition, InvitationKey key, CancellationToken cancellation) =>
        Take(First(partition) + (int)((uint)key.GetHashCode() % TurnsPerBucket), 1, cancellation);

    /// <summary>Waits for the turns of all invitations of a partition.</summary>
    public Task<IDisposable> Take(Partition partition, CancellationToken cancellation) =>
        Take(First(partition), TurnsPerBucket, cancellation);

    private static int First(Partition partition) => partition.Bucket % Buckets * TurnsPerBucket;

    /// <summary>All callers take turns in the same order, so they never wait for each other in a circle.</summary>
    private async Task<IDisposable> Take(int first, int count, CancellationToken cancellation)
    {
        var taken = new HeldTurns(turns, first);
        try
        {
            for (; taken.Count < count; taken.Count++)
                await turns[first + taken.Count].WaitAsync(cancellation);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private sealed class HeldTurns(SemaphoreSlim[] turns, int first) : IDisposable
    {
        public int Count { get; set; }

        public void Dispose()
        {
            for (var i = 0; i < Count; i++)
                turns[first + i].Release();
        }
    }
}
