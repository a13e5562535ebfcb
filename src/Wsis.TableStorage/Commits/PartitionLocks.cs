using System.Collections.Concurrent;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage.Commits;

/// <summary>Lets one commit at a time write to a partition within this process, and caches the tally that the last one
/// left. So concurrent commits do not conflict on the tally's row and need not read it. The row's version protects
/// against other processes.</summary>
internal sealed class PartitionLocks
{
    private readonly ConcurrentDictionary<Partition, PartitionLock> locks = new();

    /// <summary>Waits for the lock of a partition. Disposing it releases it.</summary>
    public async Task<PartitionLock> Acquire(Partition partition, CancellationToken cancellation)
    {
        var found = locks.GetOrAdd(partition, _ => new PartitionLock());
        await found.Enter(cancellation);
        return found;
    }

    internal sealed class PartitionLock : IDisposable
    {
        private readonly SemaphoreSlim gate = new(1);

        /// <summary>The tally after the last commit. Null if it is not known for certain.</summary>
        public TallyRow? Tally { get; set; }

        public Task Enter(CancellationToken cancellation) => gate.WaitAsync(cancellation);

        public void Dispose() => gate.Release();
    }
}
