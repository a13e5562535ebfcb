using Azure.Data.Tables;
using Wsis.Invitations.Announcements;
using Wsis.Invitations.Ports;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of an announcement, in the partition of its invitation. It is deleted once it was taken.</summary>
internal static class AnnouncementRow
{
    public const string State = "State";
    public const string TryAt = "TryAt";

    public static TableEntity Of(string partition, Announcement announcement, string? commit = null)
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

    public static StoredAnnouncement Read(TableEntity row) => new(RowJson.Read<Announcement>(row.GetString(InvitationRow.Data)), row.ETag.ToString());
}
