using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Local.Serving;
using Wsis.PickupFolder;

namespace Wsis.Benchmarks;

/// <summary>A campaign imported, launched, answered by 200 clients at once and acknowledged, small and large. Clients,
/// program and emulator share the machine, so replies a second are what they can do together.</summary>
internal static class AnswersAtSize
{
    private const int Small = 1_000;
    private const int Clients = 200;

    /// <summary>After each of so many parts of the replies everything comes to rest, and what the program holds in
    /// memory is looked at.</summary>
    private const int Parts = 5;

    /// <summary>On Azurite: how much storage each invitation costs must not depend on how many there are. More than
    /// some thousands are too many for the emulator, which looks through a partition for each row.</summary>
    public static Task<Result> OnAzurite(CancellationToken cancellation) =>
        Compared("requests to Azurite an invitation", 5_000, load => load.Requests, 1.2, OnAzurite, cancellation);

    /// <summary>With a record in memory: how long the program itself takes for a reply and its acknowledgement must not
    /// depend on how many invitees there are.</summary>
    public static Task<Result> InMemory(CancellationToken cancellation) =>
        Compared(
            "milliseconds a reply and its acknowledgement, the record in memory",
            100_000,
            load => 1000 / load.RepliesASecond,
            1.5,
            InMemory,
            cancellation
        );

    private static async Task<Result> Compared(
        string what,
        int large,
        Func<Load, double> figure,
        double limit,
        Func<int, CancellationToken, Task<Load>> measured,
        CancellationToken cancellation
    )
    {
        // The first is for the compiler and the connections.
        await measured(Small, cancellation);
        var few = await measured(Small, cancellation);
        var many = await measured(large, cancellation);
        return new Result(
            $"{what}, {large:N0} invitees against {Small:N0}; {Clients} clients at once",
            $"{many}",
            $"{few}",
            figure(many) / figure(few),
            limit
        );
    }

    private static async Task<Load> OnAzurite(int invitees, CancellationToken cancellation)
    {
        var wire = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(wire, HttpPipelinePosition.PerRetry);
        await using var environment = await BenchmarkEnvironment.Create(cancellation, options);
        return await Measured(environment, invitees, () => wire.Requests, cancellation);
    }

    private static async Task<Load> InMemory(int invitees, CancellationToken cancellation)
    {
        CountedCalls? calls = null;
        await using var environment = BenchmarkEnvironment.InMemory(store => CountedCalls.Wrap(store, out calls));
        return await Measured(environment, invitees, () => calls!.Calls, cancellation);
    }

    private static async Task<Load> Measured(
        BenchmarkEnvironment environment,
        int invitees,
        Func<long> requests,
        CancellationToken cancellation
    )
    {
        var folder = BenchmarkEnvironment.Folder(invitees);
        var letters = Directory.CreateTempSubdirectory("wsis-bench-");
        var site = new Uri($"http://127.0.0.1:{FreePort.Find()}/");

        var begun = TimeProvider.System.GetTimestamp();
        var before = requests();
        var entry = await environment.Campaigns.Import(folder, cancellation);
        await environment.Actions.ApproveAndLaunch(entry.Id, "staff", cancellation);
        await environment.Campaigns.AdvanceDue(entry.Id, cancellation);
        var (launch, launching) = (TimeProvider.System.GetElapsedTime(begun), requests() - before);

        using var http = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = Clients }
        );
        var times = new TimeSpan[invitees];
        var (took, answering, again, answered, own, record) = (TimeSpan.Zero, 0L, 0, 0, new List<long>(), 0L);
        foreach (var part in Enumerable.Range(0, invitees).Chunk(invitees / Parts))
        {
            var held = await Answered(part);
            record = GC.GetTotalMemory(forceFullCollection: true);
            own.Add(held - record);
        }
        var tally = await environment.Store.Invitations.Count(entry.Id, entry.Buckets, cancellation);
        if (letters.GetFiles().Length != answered || tally["letter:acknowledgement"] != answered)
            throw new InvalidDataException(
                $"Of {answered} replies {tally["letter:acknowledgement"]} were acknowledged."
            );
        letters.Delete(recursive: true);
        var sorted = times.Where(t => t > TimeSpan.Zero).Order().ToList();
        return new Load(
            invitees,
            launch,
            (double)launching / invitees,
            answered,
            (double)answering / answered,
            answered / took.TotalSeconds,
            sorted[answered / 2],
            sorted[answered * 99 / 100],
            again,
            own,
            record
        );

        // The program is started for each part, so that it can be weighed: what is held while it runs, less what is
        // left when it is gone.
        async Task<long> Answered(int[] part)
        {
            await using var app = LocalHost.Compose(
                environment.Store,
                new PickupFolderMailer(letters.FullName, environment.Clock),
                environment.Links,
                site,
                site,
                environment.Clock
            );
            await app.StartAsync(cancellation);
            var runner = app.Services.GetRequiredService<EmbeddedRunner>();
            await ComesToRest(runner);
            before = requests();
            var left = new ConcurrentQueue<int>(part);
            took += await Measure.Once(async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Answer(left)));
                await ComesToRest(runner);
            });
            answering += requests() - before;
            var held = GC.GetTotalMemory(forceFullCollection: true);
            await app.StopAsync(cancellation);
            return held;
        }

        async Task ComesToRest(EmbeddedRunner runner)
        {
            while (!runner.IsIdle)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }

        async Task Answer(ConcurrentQueue<int> left)
        {
            while (left.TryDequeue(out var i))
            {
                var link = new Uri(
                    site,
                    $"r/{environment.Links.Token(new ReplyLink(new InvitationKey(entry.Id, folder.Invitees[i].Id), 1))}"
                );
                var sent = TimeProvider.System.GetTimestamp();
                for (var status = HttpStatusCode.ServiceUnavailable; status != HttpStatusCode.SeeOther; )
                {
                    using var response = await http.PostAsync(
                        link,
                        new FormUrlEncodedContent([
                            new("answer", "declined"),
                            new("saw", "0"),
                            new("replyId", $"r{i}"),
                        ]),
                        cancellation
                    );
                    status = response.StatusCode;
                    if (status == HttpStatusCode.ServiceUnavailable)
                        Interlocked.Increment(ref again);
                    else if (status != HttpStatusCode.SeeOther)
                        throw new InvalidDataException($"Reply {i} was answered with {status}.");
                }
                times[i] = TimeProvider.System.GetElapsedTime(sent);
                Interlocked.Increment(ref answered);
            }
        }
    }

    private sealed record Load(
        int Invitees,
        TimeSpan Launch,
        double Launching,
        int Answered,
        double Answering,
        double RepliesASecond,
        TimeSpan Median,
        TimeSpan NinetyNinth,
        int Again,
        IReadOnlyList<long> Own,
        long Record
    )
    {
        /// <summary>Requests to the store for an invitation's whole life.</summary>
        public double Requests => Launching + Answering;

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Requests:0.00} ({Launching:0.00} to import and launch, in {Launch.TotalSeconds:0} "
                    + $"s; {Answering:0.00} for a reply and its acknowledgement); "
                    + $"{Answered:N0} replies, {RepliesASecond:0} a second, acknowledged; p50 "
                    + $"{Median.TotalMilliseconds:0} ms, p99 {NinetyNinth.TotalMilliseconds:0} ms, "
                    + $"{Again} told to try again; "
                    + $"held by the program after each fifth "
                    + $"{string.Join(", ", Own.Select(h => $"{h / 1048576.0:0.0}"))} MiB, and "
                    + $"{Record >> 20} MiB by all else at the end"
            );
    }

    /// <summary>Counts requests on the wire, repeated ones too. A transaction is one.</summary>
    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        private long requests;

        public long Requests => Interlocked.Read(ref requests);

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref requests);
    }
}
