using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of an announcement, in the partition of its invitation. It is deleted once it was taken.</summary>
internal static class WebhookDeliveryRow
{
    public const string State = "State";
    public const string TryAt = "TryAt";

    public static TableEntity From(string partition, WebhookDelivery announcement, string? commit = null)
    {
        var row = new TableEntity(partition, RowKeys.Announcement(announcement))
        {
            [State] = announcement.State.ToString(),
            [InvitationRow.Data] = RowJson.Write(announcement),
        };
        if (announcement.TryAt is { } tryAt)
            row[TryAt] = RowTime.Tick(tryAt);
        if (commit is not null)
            row[InvitationRow.Commit] = commit;
        return row;
    }

    public static StoredWebhookDelivery Read(TableEntity row) =>
        new(RowJson.Read<WebhookDelivery>(row.GetString(InvitationRow.Data)), row.ETag.ToString());
}
