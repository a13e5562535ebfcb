using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.TableStorage.Rows;

internal static class LetterRow
{
    public static TableEntity From(CampaignId campaign, LetterSource letter) =>
        new(campaign.Value, RowKeys.Letter(letter.Language, letter.Name))
        {
            ["Language"] = letter.Language.Code,
            ["Name"] = letter.Name,
            ["Text"] = letter.Text,
        };

    public static LetterSource Read(TableEntity row) =>
        new(Language.Parse(row.GetString("Language")), row.GetString("Name"), row.GetString("Text"));
}
