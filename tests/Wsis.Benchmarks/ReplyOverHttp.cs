using System.Net;
using Azure.Data.Tables;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Serving;
using Wsis.PickupFolder;

namespace Wsis.Benchmarks;

/// <summary>A reply through <c>POST /r/{token}</c>, against one bare read and one bare transaction of as many rows: one
/// client, medians.</summary>
internal static class ReplyOverHttp
{
    private const int WarmUp = 200;
    private const int Replies = 500;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var folder = BenchmarkEnvironment.Folder(2_000);
        var entry = await environment.Campaigns.Import(folder, cancellation);
        await environment.Actions.ApproveAndLaunch(entry.Id, "staff", cancellation);
        await environment.Campaigns.AdvanceDue(entry.Id, cancellation);
        // Paused: the acknowledgements, which follow a reply and are not part of it, wait.
        await environment.Actions.Pause(entry.Id, new Actor("staff"), cancellation);

        var site = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        await using var app = LocalHost.Compose(
            environment.Store,
            new PickupFolderMailer(Directory.CreateTempSubdirectory("wsis-bench-").FullName, environment.Clock),
            environment.Links,
            site,
            site,
            environment.Clock
        );
        await app.StartAsync(cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var bare = environment.Tables.GetTableClient("Bare");
        await bare.CreateIfNotExistsAsync(cancellation);
        await Measure.InTurns(WarmUp, Post, Bare);
        var (ours, against) = await Measure.InTurns(Replies, i => Post(WarmUp + i), i => Bare(WarmUp + i));
        await app.StopAsync(cancellation);
        return new Result(
            "a reply over HTTP, against one bare read and one bare transaction",
            $"{ours.TotalMilliseconds:0.00} ms",
            $"{against.TotalMilliseconds:0.00} ms",
            ours / against,
            1.5
        );

        async Task Post(int i)
        {
            var link = new Uri(
                site,
                $"r/{environment.Links.Token(new ReplyLink(new InvitationKey(entry.Id, folder.Invitees[i].Id), 1))}"
            );
            using var response = await http.PostAsync(
                link,
                new FormUrlEncodedContent([new("answer", "declined"), new("saw", "0"), new("replyId", $"r{i}")]),
                cancellation
            );
            if (response.StatusCode != HttpStatusCode.SeeOther)
                throw new InvalidDataException($"The reply was answered with {response.StatusCode}.");
        }

        // The minimum of a reply: read the row, and write the row, the journal entry and the tally.
        async Task Bare(int i)
        {
            var invitee = folder.Invitees[^(i + 1)].Id;
            var partition = Partition.Containing(entry.Id, invitee, entry.Buckets);
            var row = (
                await environment
                    .Tables.GetTableClient("Invitations")
                    .GetEntityAsync<TableEntity>(
                        $"{partition.Campaign}~{partition.Bucket:D3}",
                        $"I~{invitee}",
                        cancellationToken: cancellation
                    )
            ).Value;
            row.RowKey = $"I~{i}";
            await bare.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpsertReplace, row),
                    new(
                        TableTransactionActionType.UpsertReplace,
                        new TableEntity(row.PartitionKey, $"J~{i}") { ["Data"] = new string('x', 300) }
                    ),
                    new(
                        TableTransactionActionType.UpsertReplace,
                        new TableEntity(row.PartitionKey, "T") { ["Data"] = new string('x', 1000) }
                    ),
                ],
                cancellation
            );
        }
    }
}
