using Azure.Data.Tables;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a journal line, written once.</summary>
internal static class JournalRow
{
    public static TableEntity From(string partition, InviteeId invitee, int number, JournalEntry entry, string commit)
    {
        var line = JournalLine.From(entry);
        return new(partition, RowKeys.Journal(invitee, number))
        {
            ["What"] = line.What,
            [InvitationRow.Data] = RowJson.Write(line),
            [InvitationRow.Commit] = commit,
        };
    }

    public static JournalEntry Read(TableEntity row) =>
        RowJson.Read<JournalLine>(row.GetString(InvitationRow.Data)).ToEntry();
}
