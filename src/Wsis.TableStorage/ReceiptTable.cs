using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Ids that a sender may repeat, with the answer that each was given the first time: a partition for each
/// source.</summary>
internal sealed class ReceiptTable(TableClient table)
{
    private const string Campaign = "Campaign";

    public async Task<string> Remember(
        string source,
        string id,
        string answer,
        CampaignId? about,
        CancellationToken cancellation
    )
    {
        var row = new TableEntity(RowKeys.Safe(source), RowKeys.Safe(id)) { ["Id"] = id, ["Answer"] = answer };
        if (about is { } campaign)
            row[Campaign] = campaign.Value;
        row = row.Checked();
        try
        {
            await StoreFailures.Reach(() => table.AddEntityAsync(row, cancellation), cancellation);
            return answer;
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return await Recall(source, id, cancellation) ?? answer;
        }
    }

    public async Task<string?> Recall(string source, string id, CancellationToken cancellation) =>
        (await table.Find(RowKeys.Safe(source), RowKeys.Safe(id), cancellation))?.GetString("Answer");

    /// <summary>Looks through the whole table: a campaign is erased once, its ids are looked up all the time.</summary>
    public Task Forget(CampaignId about, CancellationToken cancellation) =>
        table.DeleteRows(TableClient.CreateQueryFilter($"Campaign eq {about.Value}"), cancellation);
}
