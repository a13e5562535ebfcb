using Microsoft.AspNetCore.Builder;
using Wsis.Invitations.Campaigns;
using Wsis.Local.Serving;
using Wsis.PickupFolder;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Benchmarks;

/// <summary>A campaign's status at 100,000 invitees against 100, over HTTP as staff and their pages ask for it: its
/// counts are at most a second old. Said beside it: the counts read from the store each time, where the emulator
/// answers one read after the other and the number of buckets shows.</summary>
internal static class StatusAtSize
{
    private const string Key = "the key of the benchmark";
    private const int Times = 500;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var small = await BenchmarkEnvironment.Create(cancellation);
        await using var large = await BenchmarkEnvironment.Create(cancellation);
        var few = await small.Campaigns.Import(BenchmarkEnvironment.Folder(100), cancellation);
        var many = await large.Campaigns.Import(BenchmarkEnvironment.Folder(100_000), cancellation);
        var (coldMany, coldFew) = await Measure.InTurns(
            20,
            _ => large.Store.Invitations.Count(many.Id, many.Buckets, cancellation),
            _ => small.Store.Invitations.Count(few.Id, few.Buckets, cancellation)
        );
        await using var smallHost = await Serve(small, cancellation);
        await using var largeHost = await Serve(large, cancellation);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(StaffKeys.Header, Key);
        await Measure.InTurns(100, _ => Ask(largeHost, many, 100_000), _ => Ask(smallHost, few, 100));
        var (ours, against) = await Measure.InTurns(
            Times,
            _ => Ask(largeHost, many, 100_000),
            _ => Ask(smallHost, few, 100)
        );
        return new Result(
            $"a campaign's status over HTTP at 100,000 invitees against 100; the counts read afresh "
                + $"from Azurite {coldMany.TotalMilliseconds:0.0} ms ({many.Buckets} reads) against "
                + $"{coldFew.TotalMilliseconds:0.0} ms ({few.Buckets})",
            $"{ours.TotalMilliseconds:0.00} ms",
            $"{against.TotalMilliseconds:0.00} ms",
            ours / against,
            1.5
        );

        async Task Ask(WebApplication host, CampaignEntry entry, long invitees)
        {
            var status = await http.GetStringAsync(
                new Uri($"{host.Urls.First()}/api/campaigns/{entry.Id}/status"),
                cancellation
            );
            if (!status.Contains($"\"invitees\":{invitees},", StringComparison.Ordinal))
                throw new InvalidDataException($"The counts are wrong: {status}");
        }
    }

    private static async Task<WebApplication> Serve(BenchmarkEnvironment environment, CancellationToken cancellation)
    {
        var site = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        var mailer = new PickupFolderMailer(
            Directory.CreateTempSubdirectory("wsis-bench-").FullName,
            environment.Clock
        );
        var app = LocalHost.Compose(environment.Store, mailer, environment.Links, site, site, environment.Clock, Key);
        await app.StartAsync(cancellation);
        return app;
    }
}
