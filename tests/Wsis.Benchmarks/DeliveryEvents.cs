using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid;
using Wsis.Testing.SendGrid;

namespace Wsis.Benchmarks;

/// <summary>10,000 events <c>delivered</c>, one for each letter of a launch, in the order in which they were sent or in
/// a random one, in batches of 1,000, about the size at which SendGrid posts. Against the bare minimum: the rows that
/// the events change and add, in full transactions by the client itself, on an emulator that holds the same rows.
/// Nothing is read, verified or decided.</summary>
internal static class DeliveryEvents
{
    private const int Invitees = 10_000;
    private const int Batch = 1_000;
    private const int Rounds = 3;
    private const double MaxRatio = 1.5;

    /// <summary>The columns of an invitation that an event changes.</summary>
    private static readonly string[] Changing = ["Phase", "Attention", "NeedsAttention", "Claimed", "Data", "Commit"];

    public static Task<Result> InOrder(CancellationToken cancellation) =>
        Run("in the order of the letters", sent => sent, cancellation);

    public static Task<Result> Shuffled(CancellationToken cancellation) =>
        Run("in a random order", Shuffle, cancellation);

    private static async Task<Result> Run(
        string order,
        Func<IReadOnlyCollection<DispatchId>, IEnumerable<DispatchId>> arrange,
        CancellationToken cancellation
    )
    {
        var rounds = new List<(double Ours, double Bare)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Round(arrange, cancellation));
        var (ours, bare) = rounds.OrderBy(r => r.Ours / r.Bare).ElementAt(Rounds / 2);
        return new Result(
            $"10,000 delivery events on Azurite {order}, against the same row writes bare",
            $"{ours:0.0} s",
            $"{bare:0.0} s",
            ours / bare,
            MaxRatio
        );
    }

    private static DispatchId[] Shuffle(IReadOnlyCollection<DispatchId> sent)
    {
        DispatchId[] shuffled = [.. sent];
        new Random(1).Shuffle(shuffled);
        return shuffled;
    }

    private static async Task<(double Ours, double Bare)> Round(
        Func<IReadOnlyCollection<DispatchId>, IEnumerable<DispatchId>> arrange,
        CancellationToken cancellation
    )
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var folder = BenchmarkEnvironment.Folder(Invitees);
        var entry = await environment.Campaigns.Import(folder, cancellation);
        await environment.Actions.ApproveAndLaunch(entry.Id, "staff", cancellation);
        await environment.Campaigns.AdvanceDue(entry.Id, cancellation);
        var before = await ReadAll(environment.Tables, cancellation);

        using var signer = new EventWebhookSigner(environment.Clock);
        var options = new SendGridOptions();
        options.EventPublicKeys.Add(signer.PublicKey);
        var events = new SendGridEvents(
            environment.Invitations,
            environment.Store.Idempotency,
            Options.Create(options),
            environment.Clock,
            NullLogger<SendGridEvents>.Instance
        );
        var delivered = arrange(environment.Sent).Chunk(Batch).ToList();
        var batches = delivered.Select(Body).ToList();
        var ours = await Measure.Once(async () =>
        {
            foreach (var body in batches)
                if (await events.Receive(signer.Sign(body).ToRequest(), cancellation) is { Status: not 200 } answer)
                    throw new InvalidDataException(answer.Text);
        });
        var tally = await environment.Store.Invitations.Count(entry.Id, entry.Buckets, cancellation);

        var written = (await ReadAll(environment.Tables, cancellation))
            .Where(after => !before.TryGetValue(Key(after.Value), out var row) || row.ETag != after.Value.ETag)
            .Select(r => r.Value)
            .ToList();
        Check(written, tally);
        await using var bareStage = await BenchmarkEnvironment.Create(cancellation);
        await Write(bareStage.Tables, before.Values, Add, cancellation);
        // Each batch is answered, so its rows are written, before the next one comes.
        var batchOf = delivered.SelectMany((some, n) => some.Select(d => (d.Key.Invitee.Value, n))).ToDictionary();
        var parts = written
            .Where(r => r.RowKey != "T")
            .GroupBy(r => batchOf[r.RowKey.Split('~')[1]])
            .Select(rows => rows.ToList())
            .ToList();
        var bare = await Measure.Once(async () =>
        {
            foreach (var rows in parts)
                await Write(bareStage.Tables, rows, r => Change(r, before), cancellation);
        });
        return (ours.TotalSeconds, bare.TotalSeconds);
    }

    private static void Check(List<TableEntity> written, Tally tally)
    {
        var (invitations, journal) = (Count("I~"), Count("J~"));
        if (invitations != Invitees || journal != Invitees)
            throw new InvalidDataException($"{invitations} invitations changed, {journal} entries: {tally}.");

        int Count(string prefix) => written.Count(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static byte[] Body(IEnumerable<DispatchId> letters) =>
        Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                letters
                    .Select(d => (Letter: d, Id: d.Key.Invitee.Value))
                    .Select(i => new Dictionary<string, object>
                    {
                        ["email"] = $"{i.Id}@ministry.example",
                        ["event"] = "delivered",
                        ["timestamp"] = 1513080000,
                        ["smtp-id"] = $"<{i.Id}@ismtpd0001p1sjc2>",
                        ["sg_event_id"] = $"ZGVsaXZlcmVkLTAt{i.Id}",
                        ["sg_message_id"] = $"{i.Id}.filter0001p1sjc2-1234-5A2F0000-1.0",
                        ["response"] = "250 2.0.0 OK 1513080000 s12si12345678wmf.123 - gsmtp",
                        ["ip"] = "203.0.113.17",
                        ["tls"] = 1,
                        ["dispatch"] = i.Letter.ToString(),
                    })
            )
        );

    private static async Task<Dictionary<(string, string, string), TableEntity>> ReadAll(
        TableServiceClient tables,
        CancellationToken cancellation
    )
    {
        var rows = new Dictionary<(string, string, string), TableEntity>();
        foreach (var name in new[] { "Invitations", "Receipts" })
        await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            row["Table"] = name;
            rows.Add(Key(row), row);
        }
        return rows;
    }

    private static (string Table, string Partition, string Row) Key(TableEntity row) =>
        (row.GetString("Table"), row.PartitionKey, row.RowKey);

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Change(
        TableEntity row,
        Dictionary<(string, string, string), TableEntity> before
    ) =>
        before.ContainsKey(Key(row))
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

    /// <summary>Writes rows as the store does: many of a partition in one transaction, partitions
    /// concurrently.</summary>
    private static async Task Write(
        TableServiceClient tables,
        IEnumerable<TableEntity> rows,
        Func<TableEntity, TableTransactionAction> action,
        CancellationToken cancellation
    )
    {
        await Parallel.ForEachAsync(
            rows.GroupBy(r => (Table: r.GetString("Table"), r.PartitionKey)),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation },
            async (partition, token) =>
            {
                var table = tables.GetTableClient(partition.Key.Table);
                foreach (var chunk in partition.Chunk(100))
                    await table.SubmitTransactionAsync(chunk.Select(action), token);
            }
        );
    }
}
