using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>The files that letters take with them, in the partition of their campaign.</summary>
internal sealed class AttachmentTable(TableClient table)
{
    public async Task<IReadOnlyList<Attachment>> Read(CampaignId campaign, CancellationToken cancellation) =>
        [
            .. (
                await table
                    .QueryAsync<TableEntity>(Filter(campaign), cancellationToken: cancellation)
                    .ReadUpTo(int.MaxValue, cancellation)
            )
                .GroupBy(AttachmentRow.FileOf)
                .Select(AttachmentRow.Read)
                .OrderBy(a => a.FileName, StringComparer.Ordinal),
        ];

    /// <summary>Writes the new files first and deletes the others after. Each row by itself: together they would not
    /// fit into a transaction.</summary>
    public async Task Save(CampaignId campaign, IReadOnlyList<Attachment> attachments, CancellationToken cancellation)
    {
        var rows = attachments.SelectMany(a => AttachmentRow.From(campaign, a)).ToList();
        var kept = rows.Select(r => r.RowKey).ToHashSet();
        if (kept.Count < rows.Count)
            throw new ArgumentException("Two attachments have the same name.", nameof(attachments));
        string[] keys = ["PartitionKey", "RowKey"];
        var there = await table
            .QueryAsync<TableEntity>(Filter(campaign), select: keys, cancellationToken: cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        foreach (var row in rows)
            await StoreFailures.Reach(
                () => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation),
                cancellation
            );
        foreach (var gone in there.Where(r => !kept.Contains(r.RowKey)))
            await StoreFailures.Reach(
                () => table.DeleteEntityAsync(gone.PartitionKey, gone.RowKey, cancellationToken: cancellation),
                cancellation
            );
    }

    private static string Filter(CampaignId campaign) =>
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {campaign.Value} and RowKey ge {RowKeys.FirstAttachment} and RowKey lt {RowKeys.AfterAttachments}"
        );
}
