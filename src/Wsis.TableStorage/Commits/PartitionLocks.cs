using System.Collections.Concurrent;
using Wsis.Invitations.Ports;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage.Commits;

/// <summary>One commit at a time for each partition, within this process, and the tally that the last one left: so that
/// commits side by side do not fight over the tally's row, and need not read it. Other processes are kept out by the
/// row's version.</summary>
internal sealed class PartitionLocks
{
    private readonly ConcurrentDictionary<Partition, Page> pages = new();

    /// <summary>Opens the partition's page; nobody else does before it is closed.</summary>
    public async Task<Page> Open(Partition partition, CancellationToken cancellation)
    {
        var page = pages.GetOrAdd(partition, _ => new Page());
        await page.Enter(cancellation);
        return page;
    }

    internal sealed class Page : IDisposable
    {
        private readonly SemaphoreSlim gate = new(1);

        /// <summary>The tally as the last commit left it; null when that is not known for certain.</summary>
        public TallyRow? Tally { get; set; }

        public Task Enter(CancellationToken cancellation) => gate.WaitAsync(cancellation);

        /// <summary>Closes the page for the next commit.</summary>
        public void Dispose() => gate.Release();
    }
}
