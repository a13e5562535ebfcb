using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Stores campaigns, their journals, letter templates and attachments: a partition for each
/// campaign.</summary>
public sealed class TableCampaignStore(StoreTables tables) : ICampaignStore
{
    private readonly TableClient table = tables.Campaigns;

    public async Task<Versioned<CampaignEntry>?> Find(CampaignId id, CancellationToken cancellation) =>
        await table.Find(id.Value, RowKeys.Campaign, cancellation) is { } row
            ? new Versioned<CampaignEntry>(CampaignRow.Read(row), row.ETag.ToString())
            : null;

    public async IAsyncEnumerable<CampaignEntry> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Campaign}");
        foreach (
            var row in await table
                .QueryAsync<TableEntity>(filter, cancellationToken: cancellation)
                .ReadUpTo(int.MaxValue, cancellation)
        )
            yield return CampaignRow.Read(row);
    }

    public async Task<Versioned<CampaignEntry>?> Save(
        CampaignEntry entry,
        string? version,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    )
    {
        var row = CampaignRow.From(entry).Checked();
        var write = version is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(version));
        var lines = journal.Select(line => new TableTransactionAction(
            TableTransactionActionType.Add,
            CampaignJournalRow.From(entry.Id, line).Checked()
        ));
        try
        {
            var answer = await StoreFailures.Reach(
                () => table.SubmitTransactionAsync(lines.Prepend(write), cancellation),
                cancellation
            );
            return new Versioned<CampaignEntry>(entry, answer.Value[0].Headers.ETag.GetValueOrDefault().ToString());
        }
        catch (RequestFailedException e) when (StoreFailures.IsConflict(e))
        {
            return null;
        }
    }

    public Task AddJournalEntry(CampaignId campaign, JournalEntry entry, CancellationToken cancellation) =>
        StoreFailures.Reach(
            () => table.AddEntityAsync(CampaignJournalRow.From(campaign, entry).Checked(), cancellation),
            cancellation
        );

    public async Task<IReadOnlyList<JournalEntry>> ReadJournal(CampaignId campaign, CancellationToken cancellation)
    {
        var (from, to) = RowKeys.CampaignJournal;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {campaign.Value} and RowKey ge {from} and RowKey lt {to}"
        );
        var rows = await table
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        return [.. rows.Select(CampaignJournalRow.Read)];
    }

    public async Task<IReadOnlyList<LetterSource>> ReadLetters(CampaignId campaign, CancellationToken cancellation)
    {
        var rows = await LetterRows(campaign, cancellation);
        return
        [
            .. rows.Select(LetterRow.Read)
                .OrderBy(l => l.Language.Code, StringComparer.Ordinal)
                .ThenBy(l => l.Name, StringComparer.Ordinal),
        ];
    }

    /// <remarks>Writes the new letters first and deletes the others after, in as few transactions as the limits allow.
    /// A reader may see letters of both meanwhile, never none.</remarks>
    public async Task SaveLetters(
        CampaignId campaign,
        IReadOnlyList<LetterSource> letters,
        CancellationToken cancellation
    )
    {
        var rows = letters.Select(l => LetterRow.From(campaign, l).Checked()).ToList();
        var kept = rows.Select(r => r.RowKey).ToHashSet();
        if (kept.Count < rows.Count)
            throw new ArgumentException("Two letters have the same language and name.", nameof(letters));
        var gone = (await LetterRows(campaign, cancellation)).Where(r => !kept.Contains(r.RowKey));
        var actions = rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r))
            .Concat(gone.Select(r => new TableTransactionAction(TableTransactionActionType.Delete, r, ETag.All)));
        foreach (var transaction in Transactions(actions))
            await StoreFailures.Reach(() => table.SubmitTransactionAsync(transaction, cancellation), cancellation);
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadCorrectedTexts(
        CampaignId campaign,
        CancellationToken cancellation
    )
    {
        var from = RowKeys.FirstCorrectedText;
        var to = RowKeys.AfterCorrectedTexts;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {campaign.Value} and RowKey ge {from} and RowKey lt {to}"
        );
        var rows = await table
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        return rows.ToDictionary(r => r.GetString("Hash"), r => r.GetString("Text"));
    }

    public Task PutCorrectedText(CampaignId campaign, string hash, string text, CancellationToken cancellation)
    {
        var row = new TableEntity(campaign.Value, RowKeys.CorrectedText(hash))
        {
            ["Hash"] = hash,
            ["Text"] = text,
        }.Checked();
        return StoreFailures.Reach(
            () => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation),
            cancellation
        );
    }

    public async Task<IReadOnlyList<Attachment>> ReadAttachments(CampaignId campaign, CancellationToken cancellation) =>
        [
            .. (
                await table
                    .QueryAsync<TableEntity>(AttachmentFilter(campaign), cancellationToken: cancellation)
                    .ReadUpTo(int.MaxValue, cancellation)
            )
                .GroupBy(AttachmentRow.FileOf)
                .Select(AttachmentRow.Read)
                .OrderBy(a => a.FileName, StringComparer.Ordinal),
        ];

    /// <remarks>Writes the new files first and deletes the others after. Each row is written by itself: together they
    /// do not fit into a transaction.</remarks>
    public async Task SaveAttachments(
        CampaignId campaign,
        IReadOnlyList<Attachment> attachments,
        CancellationToken cancellation
    )
    {
        var rows = attachments.SelectMany(a => AttachmentRow.From(campaign, a)).ToList();
        var kept = rows.Select(r => r.RowKey).ToHashSet();
        if (kept.Count < rows.Count)
            throw new ArgumentException("Two attachments have the same name.", nameof(attachments));
        string[] keys = ["PartitionKey", "RowKey"];
        var there = await table
            .QueryAsync<TableEntity>(AttachmentFilter(campaign), select: keys, cancellationToken: cancellation)
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

    private async Task<List<TableEntity>> LetterRows(CampaignId campaign, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {campaign.Value} and RowKey ge {RowKeys.FirstLetter} and RowKey lt {RowKeys.AfterLetters}"
        );
        return await table
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
    }

    private static IEnumerable<ImmutableArray<TableTransactionAction>> Transactions(
        IEnumerable<TableTransactionAction> actions
    )
    {
        var some = ImmutableArray.CreateBuilder<TableTransactionAction>();
        var bytes = 0;
        foreach (var action in actions)
        {
            var size = Limits.Encoded((TableEntity)action.Entity);
            if (
                some.Count > 0
                && (some.Count == Limits.MaxOperationsPerTransaction || bytes + size > Limits.MaxBytesPerTransaction)
            )
            {
                yield return some.DrainToImmutable();
                bytes = 0;
            }
            some.Add(action);
            bytes += size;
        }
        if (some.Count > 0)
            yield return some.DrainToImmutable();
    }

    private static string AttachmentFilter(CampaignId campaign)
    {
        var from = RowKeys.FirstAttachment;
        var to = RowKeys.AfterAttachments;
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {campaign.Value} and RowKey ge {from} and RowKey lt {to}"
        );
    }
}
