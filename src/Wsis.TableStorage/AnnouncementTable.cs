using Azure;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Announcements;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>The announcements among the rows of the invitations.</summary>
internal sealed class AnnouncementTable(TableClient table) : IAnnouncementOutbox
{
    public async Task<IReadOnlyList<StoredAnnouncement>> Due(Partition partition, Instant until, CancellationToken cancellation)
    {
        var found = await Read(partition, TableClient.CreateQueryFilter($"TryAt le {RowTime.Tick(until)}"), int.MaxValue, cancellation);
        return [.. found.Where(f => f.Announcement.TryAt <= until)];
    }

    public async Task<IReadOnlyList<Announcement>> List(CampaignId campaign, int buckets, AnnouncementState state, int most, CancellationToken cancellation)
    {
        var condition = TableClient.CreateQueryFilter($"State eq {state.ToString()}");
        var found = new List<Announcement>();
        foreach (var partition in Partition.All(campaign, buckets))
            if (found.Count < most)
                found.AddRange((await Read(partition, condition, most - found.Count, cancellation)).Select(f => f.Announcement));
        return found;
    }

    public async Task<bool> Settle(Partition partition, StoredAnnouncement read, Announcement? next, CancellationToken cancellation)
    {
        var (key, version) = (RowKeys.Of(partition), new ETag(read.Version));
        try
        {
            await StoreFailures.Reach(
                () => next is null
                    ? table.DeleteEntityAsync(key, RowKeys.Announcement(read.Announcement), version, cancellation)
                    : table.UpdateEntityAsync(AnnouncementRow.Of(key, next).Checked(), version, TableUpdateMode.Replace, cancellation),
                cancellation);
            return true;
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return false;
        }
    }

    private async Task<IEnumerable<StoredAnnouncement>> Read(Partition partition, string condition, int most, CancellationToken cancellation)
    {
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RowKeys.Of(partition)} and RowKey ge {RowKeys.FirstAnnouncement} and RowKey lt {RowKeys.AfterAnnouncements}");
        var rows = await table.QueryAsync<TableEntity>($"{range} and {condition}", cancellationToken: cancellation).ReadUpTo(most, cancellation);
        return rows.Select(AnnouncementRow.Read);
    }
}
