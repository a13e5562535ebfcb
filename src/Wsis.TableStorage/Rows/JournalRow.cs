using Azure.Data.Tables;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a journal line, written once.</summary>
internal static class JournalRow
{
    public static TableEntity From(
        string partition,
        InviteeId invitee,
        int number,
        JournalEntry entry,
        string commit
    ) =>
        new(partition, RowKeys.Journal(invitee, number))
        {
            ["What"] = entry.What,
            [InvitationRow.Data] = RowJson.Write(entry),
            [InvitationRow.Commit] = commit,
        };

    public static JournalEntry Read(TableEntity row) => RowJson.Read<JournalEntry>(row.GetString(InvitationRow.Data));
}
