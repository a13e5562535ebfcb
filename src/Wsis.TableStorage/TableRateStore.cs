using Azure;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Stores rates in the table of receipts: a row for each.</summary>
/// <param name="tables">The tables.</param>
/// <param name="time">The clock for the delays after a conflict.</param>
public sealed class TableRateStore(StoreTables tables, TimeProvider time) : IRateStore
{
    /// <summary>No source of receipts has this name.</summary>
    private const string Partition = "~rates";

    private const string Free = "Free";

    private readonly TableClient table = tables.Entries;

    public async Task<RateSlots> Reserve(
        string rate,
        int count,
        Duration interval,
        Duration maxWait,
        Instant now,
        CancellationToken cancellation
    )
    {
        var key = RowKeys.Safe(rate);
        while (true)
        {
            var row = await table.Find(Partition, key, cancellation);
            var free = row?.GetString(Free) is { } json ? RowJson.Read<Instant>(json) : (Instant?)null;
            var slots = RateSlots.Decide(free, now, maxWait);
            if (!slots.IsReserved)
                return slots;
            var next = new TableEntity(Partition, key) { [Free] = RowJson.Write(slots.First + interval * count) };
            try
            {
                await StoreFailures.Reach(
                    () =>
                        row is null
                            ? table.AddEntityAsync(next, cancellation)
                            : table.UpdateEntityAsync(next, row.ETag, TableUpdateMode.Replace, cancellation),
                    cancellation
                );
                return slots;
            }
            catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 50)), time, cancellation);
            }
        }
    }
}
