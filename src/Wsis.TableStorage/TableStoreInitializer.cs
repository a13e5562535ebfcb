using Azure.Storage.Blobs;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Creates the tables and the containers that are missing.</summary>
public sealed class TableStoreInitializer(StoreTables tables, params BlobContainerClient[] containers)
    : IStoreInitializer
{
    public Task Initialize(CancellationToken cancellation) =>
        Task.WhenAll(
            new[] { tables.Invitations, tables.Campaigns, tables.Entries, tables.Correspondence }
                .Select(table =>
                    (Task)StoreFailures.Reach(() => table.CreateIfNotExistsAsync(cancellation), cancellation)
                )
                .Concat(
                    containers.Select(container =>
                        (Task)
                            StoreFailures.Reach(
                                () => container.CreateIfNotExistsAsync(cancellationToken: cancellation),
                                cancellation
                            )
                    )
                )
        );
}
