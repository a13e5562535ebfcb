using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a webhook delivery, in the partition of its invitation. It is deleted after delivery.</summary>
internal static class WebhookDeliveryRow
{
    public const string State = "State";
    public const string TryAt = "TryAt";

    public static TableEntity From(string partition, WebhookDelivery delivery, string? commit = null)
    {
        var row = new TableEntity(partition, RowKeys.WebhookDelivery(delivery))
        {
            [State] = delivery.State.ToString(),
            [InvitationRow.Data] = RowJson.Write(delivery),
        };
        if (delivery.TryAt is { } tryAt)
            row[TryAt] = RowTime.Tick(tryAt);
        if (commit is not null)
            row[InvitationRow.Commit] = commit;
        return row;
    }

    public static Versioned<WebhookDelivery> Read(TableEntity row) =>
        new(RowJson.Read<WebhookDelivery>(row.GetString(InvitationRow.Data)), row.ETag.ToString());
}
