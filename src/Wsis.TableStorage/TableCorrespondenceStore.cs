using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;
using ETag = Azure.ETag;
using RequestFailedException = Azure.RequestFailedException;

namespace Wsis.TableStorage;

/// <summary>Stores messages: a partition for each campaign, and one for messages of no known campaign. A row's key
/// begins with the time of arrival, so a list needs no sorting. The id of the last message is the
/// continuation.</summary>
public sealed class TableCorrespondenceStore(StoreTables tables) : ICorrespondenceStore
{
    /// <summary>How many messages a search reads for a page. A message has up to 260 KiB.</summary>
    private const int MaxScanned = 200;

    private readonly TableClient table = tables.Correspondence;

    public async Task<Versioned<CorrespondenceItem>> Add(CorrespondenceItem item, CancellationToken cancellation)
    {
        var row = CorrespondenceRow.From(item).Checked();
        try
        {
            var answer = await StoreFailures.Reach(() => table.AddEntityAsync(row, cancellation), cancellation);
            return new Versioned<CorrespondenceItem>(item, answer.Headers.ETag.GetValueOrDefault().ToString());
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return await Find(item.Campaign, item.Id, cancellation)
                ?? throw new StoreUnavailableException("A message was there, and is deleted.");
        }
    }

    public async Task<Versioned<CorrespondenceItem>?> Find(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) => await table.Find(RowKeys.Mailbox(campaign), id.Value, cancellation) is { } row ? Read(row) : null;

    public async Task<Versioned<CorrespondenceItem>?> Save(
        CorrespondenceItem item,
        string version,
        CancellationToken cancellation
    )
    {
        var row = CorrespondenceRow.From(item).Checked();
        try
        {
            var answer = await StoreFailures.Reach(
                () => table.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, cancellation),
                cancellation
            );
            return new Versioned<CorrespondenceItem>(item, answer.Headers.ETag.GetValueOrDefault().ToString());
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return null;
        }
    }

    public Task Delete(CampaignId? campaign, CorrespondenceId id, CancellationToken cancellation) =>
        StoreFailures.Reach(
            () => table.DeleteEntityAsync(RowKeys.Mailbox(campaign), id.Value, cancellationToken: cancellation),
            cancellation
        );

    public Task Erase(CampaignId campaign, CancellationToken cancellation) =>
        table.DeleteRows(TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.Mailbox(campaign)}"), cancellation);

    public async Task<Page<Versioned<CorrespondenceItem>>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        return filter.SearchesTexts
            ? await Search(campaign, filter, top, continuation, cancellation)
            : await Read(campaign, filter, top, continuation, cancellation);
    }

    private async Task<Page<Versioned<CorrespondenceItem>>> Read(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        // One more than asked for tells whether there is a next page.
        var rows = await table
            .QueryAsync<TableEntity>(
                string.Join(" and ", Conditions(campaign, filter, continuation)),
                Math.Min(top + 1, Pages.MaxSize),
                cancellationToken: cancellation
            )
            .ReadUpTo(top + 1, cancellation);
        var items = rows.Take(top).Select(Read).ToList();
        return new Page<Versioned<CorrespondenceItem>>(items, rows.Count > top ? items[^1].Value.Id.Value : null);
    }

    /// <summary>Table Storage cannot search in texts. The messages that pass the rest of the filter are read, at most
    /// <see cref="MaxScanned"/> for a page.</summary>
    private async Task<Page<Versioned<CorrespondenceItem>>> Search(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        var read = await Read(campaign, filter, MaxScanned, continuation, cancellation);
        var found = read.Items.Where(r => filter.PassesTexts(r.Value)).Take(top + 1).ToList();
        return found.Count > top
            ? new Page<Versioned<CorrespondenceItem>>([.. found.Take(top)], found[top - 1].Value.Id.Value)
            : new Page<Versioned<CorrespondenceItem>>(found, read.Continuation);
    }

    private static Versioned<CorrespondenceItem> Read(TableEntity row) =>
        new(CorrespondenceRow.Read(row), row.ETag.ToString());

    private static IEnumerable<string> Conditions(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        string? continuation
    )
    {
        yield return TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.Mailbox(campaign)}");
        if (continuation is not null)
            yield return TableClient.CreateQueryFilter($"RowKey gt {new CorrespondenceId(continuation).Value}");
        if (filter.State is { } state)
            yield return TableClient.CreateQueryFilter($"State eq {StoredNames.From(state)}");
        if (filter.Invitee is { } invitee)
            yield return TableClient.CreateQueryFilter($"Invitee eq {invitee.Value}");
        if (filter.InviteeState is { } inviteeState)
            yield return TableClient.CreateQueryFilter($"InviteeState eq {inviteeState}");
        if (filter.Since is { } since)
            yield return TableClient.CreateQueryFilter($"RowKey ge {CorrespondenceId.BeginOf(since)}");
        if (filter.Until is { } until)
            yield return TableClient.CreateQueryFilter($"RowKey le {CorrespondenceId.EndOf(until)}");
    }
}
