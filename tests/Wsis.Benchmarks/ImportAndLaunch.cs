using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>Importing and launching 10,000 invitees, against the bare minimum of the same: every row written as often
/// as a launch writes it (imported, claimed, sent), in full transactions with the same concurrency, by the client
/// itself; nothing is read, decided, composed or counted. For comparison also against the rows as they are in the end,
/// each written once.</summary>
internal static class ImportAndLaunch
{
    private const int Invitees = 10_000;
    private const int Rounds = 3;

    /// <summary>The columns that a launch changes in a row. The others are written at the import.</summary>
    private static readonly string[] Changing =
    [
        "Phase",
        "Attention",
        "NeedsAttention",
        "Claimed",
        "Data",
        "Commit",
        "WakeAt",
    ];

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        var rounds = new List<(double Ours, double Bare, double Once)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Round(cancellation));
        var (ours, bare, once) = rounds.OrderBy(r => r.Ours / r.Bare).ElementAt(Rounds / 2);
        return new Result(
            $"import and launch 10,000 invitees on Azurite, against the same row writes bare (the "
                + $"rows as they end up, each once: {once:0.0} s)",
            $"{ours:0.0} s",
            $"{bare:0.0} s",
            ours / bare,
            2.0
        );
    }

    private static async Task<(double Ours, double Bare, double Once)> Round(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var folder = BenchmarkEnvironment.Folder(Invitees);
        var ours = await Measure.Once(async () =>
        {
            var entry = await environment.Campaigns.Import(folder, cancellation);
            await environment.Actions.ApproveAndLaunch(entry.Id, "staff", cancellation);
            await environment.Campaigns.AdvanceDue(entry.Id, cancellation);
        });
        var tally = await environment.Store.Invitations.Count(folder.Campaign!.Id, 16, cancellation);
        if (tally["letter:invitation"] != Invitees)
            throw new InvalidDataException($"Only {tally["letter:invitation"]} letters were sent.");
        var rows = await ReadAll(environment.Tables.GetTableClient("Invitations"), cancellation);
        await using var bareStage = await BenchmarkEnvironment.Create(cancellation);
        var bare = await Measure.Once(() => WriteAsALaunch(bareStage.Tables, rows, cancellation));
        await using var onceStage = await BenchmarkEnvironment.Create(cancellation);
        var once = await Measure.Once(() => Write(onceStage.Tables, rows, Add, cancellation));
        return (ours.TotalSeconds, bare.TotalSeconds, once.TotalSeconds);
    }

    private static async Task<List<TableEntity>> ReadAll(TableClient table, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }

    private static async Task WriteAsALaunch(
        TableServiceClient tables,
        List<TableEntity> rows,
        CancellationToken cancellation
    )
    {
        var invitations = rows.Where(r => r.RowKey.StartsWith("I~", StringComparison.Ordinal)).ToList();
        var claims = rows.Where(r => r.RowKey.StartsWith("D~", StringComparison.Ordinal));
        var journal = rows.Where(r => r.RowKey.StartsWith("J~", StringComparison.Ordinal))
            .ToLookup(r => r.RowKey.EndsWith("~000000", StringComparison.Ordinal));
        await Write(tables, [.. invitations, .. journal[true]], Add, cancellation);
        await Write(tables, [.. invitations, .. claims], Change, cancellation);
        await Write(tables, [.. invitations, .. journal[false]], Change, cancellation);
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Change(TableEntity row) =>
        row.RowKey.StartsWith("I~", StringComparison.Ordinal)
            ? new(
                TableTransactionActionType.UpdateMerge,
                new TableEntity(row.Where(p => Changing.Contains(p.Key)).ToDictionary())
                {
                    PartitionKey = row.PartitionKey,
                    RowKey = row.RowKey,
                },
                ETag.All
            )
            : Add(row);

    private static async Task Write(
        TableServiceClient tables,
        List<TableEntity> rows,
        Func<TableEntity, TableTransactionAction> action,
        CancellationToken cancellation
    )
    {
        var table = tables.GetTableClient("Bare");
        await table.CreateIfNotExistsAsync(cancellation);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = CampaignService.MaxConcurrentPartitions,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(
            rows.GroupBy(r => r.PartitionKey),
            options,
            async (partition, token) =>
            {
                foreach (var chunk in partition.Chunk(100))
                    await table.SubmitTransactionAsync(chunk.Select(action), token);
            }
        );
    }
}
