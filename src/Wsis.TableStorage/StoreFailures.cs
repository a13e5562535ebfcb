using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs.Models;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Distinguishes failures of the service from its answers.</summary>
internal static class StoreFailures
{
    /// <summary>Calls the service.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be reached, is busy, refuses our identity, or does not
    /// answer in time. Whether a write was carried out is then unknown.</exception>
    public static async Task<T> Reach<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsUnavailable(e, cancellation))
        {
            throw new StoreUnavailableException(Sentence(e), e);
        }
    }

    /// <summary>Reads pages until <paramref name="max"/> rows are there or there are no more.</summary>
    /// <inheritdoc cref="Reach{T}"/>
    public static async Task<List<TableEntity>> ReadUpTo(
        this AsyncPageable<TableEntity> query,
        int max,
        CancellationToken cancellation
    )
    {
        var rows = new List<TableEntity>();
        await using var pages = query.AsPages(pageSizeHint: Math.Min(max, 1000)).GetAsyncEnumerator(cancellation);
        while (rows.Count < max && await Reach(() => pages.MoveNextAsync().AsTask(), cancellation))
            rows.AddRange(pages.Current.Values.Take(max - rows.Count));
        return rows;
    }

    /// <summary>Deletes the rows of one partition that pass a filter, a hundred at a time. Rows that are already
    /// deleted are skipped.</summary>
    /// <inheritdoc cref="Reach{T}"/>
    public static async Task DeleteRows(this TableClient table, string filter, CancellationToken cancellation)
    {
        List<TableEntity> rows;
        do
        {
            rows = await table
                .QueryAsync<TableEntity>(filter, 1000, ["PartitionKey", "RowKey"], cancellation)
                .ReadUpTo(1000, cancellation);
            foreach (
                var some in rows.GroupBy(r => r.PartitionKey)
                    .SelectMany(partition => partition.Chunk(Limits.MaxOperationsPerTransaction))
            )
                try
                {
                    await Reach(
                        () =>
                            table.SubmitTransactionAsync(
                                some.Select(r => new TableTransactionAction(
                                    TableTransactionActionType.Delete,
                                    r,
                                    ETag.All
                                )),
                                cancellation
                            ),
                        cancellation
                    );
                }
                catch (TableTransactionFailedException e) when (IsConflict(e))
                {
                    // Another process deletes too. The next query finds the rest.
                }
        } while (rows.Count > 0);
    }

    /// <summary>Reads one row. Null if there is none. The client's own GetEntityIfExists does not distinguish a missing
    /// row from a missing table.</summary>
    /// <inheritdoc cref="Reach{T}"/>
    public static async Task<TableEntity?> Find(
        this TableClient table,
        string partition,
        string row,
        CancellationToken cancellation
    )
    {
        try
        {
            return await Reach(
                () => table.GetEntityAsync<TableEntity>(partition, row, cancellationToken: cancellation),
                cancellation
            );
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Whether the service refused a write because a row is not as the writer believed: changed, gone, or
    /// there already.</summary>
    public static bool IsConflict(RequestFailedException e) =>
        e.Status == 412
        || (e.Status == 409 && e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        || (e.Status == 404 && e.ErrorCode != TableErrorCode.TableNotFound);

    private static bool IsUnavailable(Exception e, CancellationToken cancellation) =>
        e switch
        {
            RequestFailedException { Status: 0 or 401 or 403 or 408 or 429 or >= 500 } => true,
            RequestFailedException r => r.ErrorCode == TableErrorCode.TableNotFound
                || r.ErrorCode == TableErrorCode.TableBeingDeleted
                || r.ErrorCode == BlobErrorCode.ContainerNotFound
                || r.ErrorCode == BlobErrorCode.ContainerBeingDeleted,
            OperationCanceledException => !cancellation.IsCancellationRequested,
            IOException or HttpRequestException => true,
            // The client throws one of these after all its attempts failed.
            AggregateException a => a.InnerExceptions.All(inner => IsUnavailable(inner, cancellation)),
            _ => false,
        };

    private static string Sentence(Exception e) =>
        e switch
        {
            RequestFailedException { Status: 401 or 403 } r =>
                $"Azure Storage refuses our identity ({r.Status} {r.ErrorCode}).",
            RequestFailedException { Status: 404 } =>
                "A table or container of the store is missing. It is created when the program starts.",
            RequestFailedException { Status: > 0 } r => $"Azure Storage is not ready ({r.Status} {r.ErrorCode}).",
            OperationCanceledException => "Azure Storage did not answer in time.",
            AggregateException a => Sentence(a.InnerExceptions[^1]),
            _ => "Azure Storage cannot be reached.",
        };
}
