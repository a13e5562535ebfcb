using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Stores ids that a sender may repeat, with the answer that each was given the first time: a partition for
/// each source.</summary>
public sealed class TableIdempotencyStore(StoreTables tables) : IIdempotencyStore
{
    private const string Campaign = "Campaign";
    private const string Part = "Part";

    /// <summary>A query takes at most 15 comparisons (Microsoft Learn, "Querying tables and entities").</summary>
    private const int MaxParts = 14;

    private readonly TableClient table = tables.Entries;

    public async Task<string> TryAdd(
        string source,
        string id,
        string answer,
        EntrySubject? about,
        CancellationToken cancellation
    )
    {
        var row = CreateRow(source, id, answer, about);
        try
        {
            await StoreFailures.Reach(() => table.AddEntityAsync(row, cancellation), cancellation);
            return answer;
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return await Get(source, id, cancellation) ?? answer;
        }
    }

    public async Task AddAll(
        string source,
        IReadOnlyCollection<(string Id, string Answer, EntrySubject? About)> entries,
        CancellationToken cancellation
    )
    {
        var rows = entries.DistinctBy(e => e.Id).Select(e => CreateRow(source, e.Id, e.Answer, e.About));
        foreach (var some in rows.Chunk(Limits.MaxOperationsPerTransaction))
            await StoreFailures.Reach(
                () =>
                    table.SubmitTransactionAsync(
                        some.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)),
                        cancellation
                    ),
                cancellation
            );
    }

    public async Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        (await table.Find(RowKeys.Safe(source), RowKeys.Safe(id), cancellation))?.GetString("Answer");

    /// <remarks>This scans the whole table: a campaign is erased once, and its ids are read all the time.</remarks>
    public Task DeleteFor(CampaignId about, CancellationToken cancellation) =>
        table.DeleteRows(TableClient.CreateQueryFilter($"Campaign eq {about.Value}"), cancellation);

    /// <remarks>This scans the whole table too.</remarks>
    public async Task DeleteFor(CampaignId campaign, IReadOnlyCollection<string> parts, CancellationToken cancellation)
    {
        foreach (var some in parts.Chunk(MaxParts))
        {
            var any = string.Join(" or ", some.Select(part => TableClient.CreateQueryFilter($"Part eq {part}")));
            var filter = $"{TableClient.CreateQueryFilter($"Campaign eq {campaign.Value}")} and ({any})";
            await table.DeleteRows(filter, cancellation);
        }
    }

    public Task Delete(string source, string id, CancellationToken cancellation) =>
        StoreFailures.Reach(
            () => table.DeleteEntityAsync(RowKeys.Safe(source), RowKeys.Safe(id), cancellationToken: cancellation),
            cancellation
        );

    private static TableEntity CreateRow(string source, string id, string answer, EntrySubject? about)
    {
        var row = new TableEntity(RowKeys.Safe(source), RowKeys.Safe(id)) { ["Id"] = id, ["Answer"] = answer };
        if (about is { } subject)
            row[Campaign] = subject.Campaign.Value;
        if (about?.Part is { } part)
            row[Part] = part;
        return row.Checked();
    }
}
