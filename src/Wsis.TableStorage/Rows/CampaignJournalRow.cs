using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a line in a campaign's own journal, written once.</summary>
internal static class CampaignJournalRow
{
    public static TableEntity From(CampaignId campaign, JournalEntry entry)
    {
        var line = JournalLine.From(entry);
        return new(campaign.Value, RowKeys.CampaignLine(line.At))
        {
            ["What"] = line.What,
            [InvitationRow.Data] = RowJson.Write(line),
        };
    }

    public static JournalEntry Read(TableEntity row) =>
        RowJson.Read<JournalLine>(row.GetString(InvitationRow.Data)).ToEntry();
}
