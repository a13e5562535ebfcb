using System.Collections.Immutable;
using Azure.Data.Tables;
using Wsis.Invitations.Correspondence;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a message. Every long text has a column of its own, so that each stays within the limit of a
/// property. Further columns are for filters and for readers in the portal.</summary>
internal static class CorrespondenceRow
{
    public const string State = "State";
    public const string Invitee = "Invitee";

    private const string Data = "Data";
    private const string Text = "Text";
    private const string Headers = "Headers";
    private const string Attachments = "Attachments";

    public static TableEntity From(CorrespondenceItem item)
    {
        var row = new TableEntity(RowKeys.Mailbox(item.Campaign), item.Id.Value)
        {
            [State] = StoredNames.From(item.State),
            ["From"] = item.From,
            [Data] = RowJson.Write(item with { Text = "", Headers = [], Attachments = [], Version = null }),
            [Text] = item.Text,
            [Headers] = RowJson.Write(item.Headers),
            [Attachments] = RowJson.Write(item.Attachments),
        };
        if (item.Invitee is { } invitee)
            row[Invitee] = invitee.Value;
        return row;
    }

    public static CorrespondenceItem Read(TableEntity row) =>
        RowJson.Read<CorrespondenceItem>(row.GetString(Data)) with
        {
            Text = row.GetString(Text),
            Headers = RowJson.Read<ImmutableArray<CorrespondenceHeader>>(row.GetString(Headers)),
            Attachments = RowJson.Read<ImmutableArray<CorrespondenceAttachment>>(row.GetString(Attachments)),
            Version = row.ETag.ToString(),
        };
}
