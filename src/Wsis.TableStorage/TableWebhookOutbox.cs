using Azure;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Stores webhook deliveries among the rows of the invitations.</summary>
public sealed class TableWebhookOutbox(StoreTables tables) : IWebhookOutbox
{
    private readonly TableClient table = tables.Invitations;

    public async Task<IReadOnlyList<Versioned<WebhookDelivery>>> FindDue(
        Partition partition,
        Instant until,
        CancellationToken cancellation
    )
    {
        var found = await Read(
            partition,
            TableClient.CreateQueryFilter($"TryAt le {RowTime.Tick(until)}"),
            int.MaxValue,
            cancellation
        );
        return [.. found.Where(f => f.Value.TryAt <= until)];
    }

    public async Task<IReadOnlyList<WebhookDelivery>> List(
        CampaignId campaign,
        int buckets,
        WebhookDeliveryState state,
        int max,
        CancellationToken cancellation
    )
    {
        var condition = TableClient.CreateQueryFilter($"State eq {state.ToString()}");
        var found = new List<WebhookDelivery>();
        foreach (var partition in Partition.All(campaign, buckets))
            if (found.Count < max)
                found.AddRange(
                    (await Read(partition, condition, max - found.Count, cancellation)).Select(f => f.Value)
                );
        return found;
    }

    public async Task<bool> Replace(
        Partition partition,
        Versioned<WebhookDelivery> read,
        WebhookDelivery? next,
        CancellationToken cancellation
    )
    {
        var key = RowKeys.PartitionKey(partition);
        var version = new ETag(read.Version);
        try
        {
            await StoreFailures.Reach(
                () =>
                    next is null
                        ? table.DeleteEntityAsync(key, RowKeys.WebhookDelivery(read.Value), version, cancellation)
                        : table.UpdateEntityAsync(
                            WebhookDeliveryRow.From(key, next).Checked(),
                            version,
                            TableUpdateMode.Replace,
                            cancellation
                        ),
                cancellation
            );
            return true;
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return false;
        }
    }

    private async Task<IEnumerable<Versioned<WebhookDelivery>>> Read(
        Partition partition,
        string condition,
        int max,
        CancellationToken cancellation
    )
    {
        var key = RowKeys.PartitionKey(partition);
        var from = RowKeys.FirstWebhookDelivery;
        var to = RowKeys.AfterWebhookDeliveries;
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {to}");
        var rows = await table
            .QueryAsync<TableEntity>($"{range} and {condition}", cancellationToken: cancellation)
            .ReadUpTo(max, cancellation);
        return rows.Select(WebhookDeliveryRow.Read);
    }
}
