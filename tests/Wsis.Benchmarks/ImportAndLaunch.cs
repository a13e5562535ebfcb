using Azure.Data.Tables;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>Importing and launching 10,000 invitees, against writing the same rows bare: no decisions, no letters, each row once.</summary>
internal static class ImportAndLaunch
{
    private const int Invitees = 10_000;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        var ratios = new List<(double Ours, double Bare)>();
        for (var round = 0; round < 3; round++)
        {
            await using var stage = await Stage.Set(cancellation);
            var folder = Stage.Folder(Invitees);
            var ours = await Measure.Once(async () =>
            {
                var entry = await stage.Campaigns.Import(folder, cancellation);
                await stage.Campaigns.Launch(entry.Id, cancellation);
                await stage.Campaigns.AdvanceDue(entry.Id, cancellation);
            });
            var tally = await stage.Store.Count(folder.Campaign!.Id, 16, cancellation);
            if (tally["letter:invitation"] != Invitees)
                throw new InvalidDataException($"Only {tally["letter:invitation"]} letters were sent.");
            var rows = await ReadAll(stage.Tables.GetTableClient("Invitations"), cancellation);
            await using var bare = await Stage.Set(cancellation);
            var against = await Measure.Once(() => WriteAll(bare.Tables, rows, cancellation));
            ratios.Add((ours.TotalSeconds, against.TotalSeconds));
        }
        var (o, b) = ratios.OrderBy(r => r.Ours / r.Bare).ElementAt(1);
        return new Result("import and launch 10,000 invitees on Azurite, against the same rows written bare", $"{o:0.0} s", $"{b:0.0} s", o / b, 2.0);
    }

    private static async Task<List<TableEntity>> ReadAll(TableClient table, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }

    private static async Task WriteAll(TableServiceClient tables, List<TableEntity> rows, CancellationToken cancellation)
    {
        var table = tables.GetTableClient("Bare");
        await table.CreateIfNotExistsAsync(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = CampaignService.PartitionsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(rows.GroupBy(r => r.PartitionKey), options, async (partition, token) =>
        {
            foreach (var chunk in partition.Chunk(100))
                await table.SubmitTransactionAsync(chunk.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), token);
        });
    }
}
