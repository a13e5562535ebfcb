using System.Collections.Immutable;
using Azure.Data.Tables;
using Wsis.Invitations.Correspondence;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a message. What can be long has a column of its own, so that each stays inside a
/// property; beside them is what is filtered on or helps a reader in the portal.</summary>
internal static class CorrespondenceRow
{
    public const string State = "State";
    public const string Invitee = "Invitee";
    public const string InviteeState = "InviteeState";

    private const string Data = "Data";
    private const string Text = "Text";
    private const string FoldedText = "FoldedText";
    private const string Headers = "Headers";
    private const string Attachments = "Attachments";

    public static TableEntity From(CorrespondenceItem item)
    {
        var row = new TableEntity(RowKeys.Mailbox(item.Campaign), item.Id.Value)
        {
            [State] = StoredNames.From(item.State),
            ["From"] = item.From,
            [Data] = RowJson.Write(item with { Text = "", FoldedText = "", Headers = [], Attachments = [] }),
            [Text] = item.Text,
            [FoldedText] = item.FoldedText,
            [Headers] = RowJson.Write(item.Headers),
            [Attachments] = RowJson.Write(item.Attachments),
        };
        if (item.Invitee is { } invitee)
            row[Invitee] = invitee.Value;
        if (item.InviteeState is { } state)
            row[InviteeState] = state;
        return row;
    }

    public static CorrespondenceItem Read(TableEntity row) =>
        RowJson.Read<CorrespondenceItem>(row.GetString(Data)) with
        {
            Text = row.GetString(Text),
            // An earlier build did not store it.
            FoldedText = row.GetString(FoldedText) ?? "",
            Headers = RowJson.Read<ImmutableArray<CorrespondenceHeader>>(row.GetString(Headers)),
            Attachments = RowJson.Read<ImmutableArray<CorrespondenceAttachment>>(row.GetString(Attachments)),
        };
}
