using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of a line in a campaign's own journal, written once.</summary>
internal static class CampaignJournalRow
{
    public static TableEntity From(CampaignId campaign, JournalEntry line) =>
        new(campaign.Value, RowKeys.CampaignLine(line.At))
        {
            ["What"] = line.What,
            [InvitationRow.Data] = RowJson.Write(line),
        };

    public static JournalEntry Read(TableEntity row) => RowJson.Read<JournalEntry>(row.GetString(InvitationRow.Data));
}
