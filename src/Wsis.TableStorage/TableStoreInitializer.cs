using Azure.Storage.Blobs;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Creates the tables and the container that are missing.</summary>
public sealed class TableStoreInitializer(StoreTables tables, BlobContainerClient messages) : IStoreInitializer
{
    public Task Initialize(CancellationToken cancellation) =>
        Task.WhenAll(
            new[] { tables.Invitations, tables.Campaigns, tables.Receipts, tables.Correspondence }
                .Select(table =>
                    (Task)StoreFailures.Reach(() => table.CreateIfNotExistsAsync(cancellation), cancellation)
                )
                .Append(
                    StoreFailures.Reach(
                        () => messages.CreateIfNotExistsAsync(cancellationToken: cancellation),
                        cancellation
                    )
                )
        );
}
