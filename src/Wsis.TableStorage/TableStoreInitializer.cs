using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Creates the tables that are missing.</summary>
public sealed class TableStoreInitializer(StoreTables tables) : IStoreInitializer
{
    public Task Initialize(CancellationToken cancellation) =>
        Task.WhenAll(
            new[] { tables.Invitations, tables.Campaigns, tables.Receipts, tables.Correspondence }.Select(table =>
                StoreFailures.Reach(() => table.CreateIfNotExistsAsync(cancellation), cancellation)
            )
        );
}
