using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Ports;
using Wsis.TableStorage.Rows;
using ETag = Azure.ETag;
using RequestFailedException = Azure.RequestFailedException;

namespace Wsis.TableStorage;

/// <summary>What was written to us: a partition for each campaign, and one for what belongs to none. A row's key begins
/// with the time of its coming, so a list needs no sorting; where it goes on is the id of the last piece.</summary>
internal sealed class CorrespondenceTable(TableClient table)
{
    public async Task<CorrespondenceItem> File(CorrespondenceItem item, CancellationToken cancellation)
    {
        var row = CorrespondenceRow.From(item).Checked();
        try
        {
            var answer = await StoreFailures.Reach(() => table.AddEntityAsync(row, cancellation), cancellation);
            return item with { Version = answer.Headers.ETag.GetValueOrDefault().ToString() };
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return await Find(item.Campaign, item.Id, cancellation)
                ?? throw new StoreUnavailableException("A piece of correspondence was there, and is gone.");
        }
    }

    public async Task<CorrespondenceItem?> Find(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) =>
        await table.Find(RowKeys.Drawer(campaign), id.Value, cancellation) is { } row
            ? CorrespondenceRow.Read(row)
            : null;

    public async Task<CorrespondenceItem?> Save(CorrespondenceItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item.Version);
        var row = CorrespondenceRow.From(item).Checked();
        try
        {
            var answer = await StoreFailures.Reach(
                () => table.UpdateEntityAsync(row, new ETag(item.Version), TableUpdateMode.Replace, cancellation),
                cancellation
            );
            return item with { Version = answer.Headers.ETag.GetValueOrDefault().ToString() };
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return null;
        }
    }

    public Task Erase(CampaignId campaign, CancellationToken cancellation) =>
        table.DeleteRows(TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.Drawer(campaign)}"), cancellation);

    public async Task<Page<CorrespondenceItem>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        // One more than asked for tells whether there is a next page.
        var rows = await table
            .QueryAsync<TableEntity>(
                string.Join(" and ", Conditions(campaign, filter, continuation)),
                top + 1,
                cancellationToken: cancellation
            )
            .ReadUpTo(top + 1, cancellation);
        var items = rows.Take(top).Select(CorrespondenceRow.Read).ToList();
        return new Page<CorrespondenceItem>(items, rows.Count > top ? items[^1].Id.Value : null);
    }

    private static IEnumerable<string> Conditions(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        string? continuation
    )
    {
        yield return TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.Drawer(campaign)}");
        if (continuation is not null)
            yield return TableClient.CreateQueryFilter($"RowKey gt {new CorrespondenceId(continuation).Value}");
        if (filter.State is { } state)
            yield return TableClient.CreateQueryFilter($"State eq {StoredNames.From(state)}");
        if (filter.Invitee is { } invitee)
            yield return TableClient.CreateQueryFilter($"Invitee eq {invitee.Value}");
    }
}
