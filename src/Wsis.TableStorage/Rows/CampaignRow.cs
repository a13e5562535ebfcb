using System.Collections.Immutable;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;

namespace Wsis.TableStorage.Rows;

internal static class CampaignRow
{
    public static TableEntity Of(CampaignEntry entry)
    {
        var row = new TableEntity(entry.Id.Value, RowKeys.Campaign)
        {
            ["State"] = entry.State.ToString(),
            ["Buckets"] = entry.Buckets,
            ["Source"] = entry.Source,
            ["Extensions"] = RowJson.Write(entry.Extensions),
        };
        // As JSON too: a column of the service's own would cut the instant to 100 ns, and the entry that is read would differ from the one written.
        if (entry.LaunchedAt is { } launchedAt)
            row["LaunchedAt"] = RowJson.Write(launchedAt);
        return row;
    }

    public static CampaignEntry Read(TableEntity row) => new()
    {
        Id = new CampaignId(row.PartitionKey),
        State = Enum.Parse<CampaignState>(row.GetString("State")),
        Buckets = row.GetInt32("Buckets")!.Value,
        Source = row.GetString("Source"),
        Extensions = RowJson.Read<ImmutableArray<Invitations.Workflow.DeadlineExtension>>(row.GetString("Extensions")),
        LaunchedAt = row.GetString("LaunchedAt") is { } launchedAt ? RowJson.Read<Instant>(launchedAt) : null,
        Version = row.ETag.ToString(),
    };
}
