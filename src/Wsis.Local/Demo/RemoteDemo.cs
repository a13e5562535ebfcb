using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Local.Remote;
using Wsis.Local.Running;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Demo;

/// <summary>The demo on another host. The invitees and addressees are the same; the campaign is pushed and watched over
/// the staff API.</summary>
internal sealed class RemoteDemo(Uri host, string? key, string letters, double daysPerSecond, int seed)
{
    private static readonly Instant Start = Instant.FromUtc(2017, 12, 8, 6, 0);
    private static readonly Instant End = Instant.FromUtc(2018, 2, 4, 0, 0);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);

    /// <summary>Unique for each run, because the folder may have letters of earlier runs.</summary>
    private readonly string id = $"demo-{TimeProvider.System.GetUtcNow():MMddHHmmss}";

    public async Task<int> Run(CancellationToken cancellation)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018");
        var sample = CampaignFolder.Load(folder).Campaign!;
        var speed = daysPerSecond * TimeSpan.FromDays(1).TotalSeconds;
        using var client = HostOptions.CreateClient(host, key);

        var clock = new AcceleratedClock(Start.ToDateTimeOffset(), speed);
        var campaign = new CompressedCampaign(
            folder,
            sample,
            id,
            TimeProvider.System.GetCurrentInstant(),
            Start,
            speed
        );
        try
        {
            await client.Push(id, campaign.Zip(), null, cancellation);
            await client.Approve(id, null, cancellation);
            await client.Post(id, "launch", cancellation);
        }
        catch (RefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CommandProgram.Refused;
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"{host} cannot be reached: {e.Message}");
            return CommandProgram.Refused;
        }
        clock.Release();
        Console.WriteLine($"Campaign {id} is running on {host}, letters in {letters}.");
        using var addressees = new Addressees(
            letters,
            seed,
            sample.Schedule,
            clock,
            (_, _) => Task.CompletedTask,
            campaign.Days,
            id
        );
        return await RunCampaign(client, addressees, sample, clock, cancellation) ? 0 : 1;
    }

    private async Task<bool> RunCampaign(
        StaffClient client,
        Addressees addressees,
        Campaign sample,
        AcceleratedClock clock,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var life = addressees.Run(ended.Token);
        while (clock.GetCurrentInstant() < End)
        {
            var now = clock.GetCurrentInstant().InZone(sample.Schedule.Zone);
            Console.WriteLine($"{now:ddd d MMMM uuuu HH':'mm}  {await ReadProgress(client, cancellation)}");
            await Task.Delay(RefreshInterval, TimeProvider.System, cancellation);
        }
        await ended.CancelAsync();
        await life;
        await addressees.Finish();
        return Compare(await client.Status(id, cancellation), addressees);
    }

    private static string Line(CampaignStatusView status) =>
        $"phases {Counts(status.Phases)}; letters {Counts(status.Letters)}; replies {status.Replies}";

    /// <summary>Reads the status. A host that does not answer may have been killed and be starting again.</summary>
    private async Task<string> ReadProgress(StaffClient client, CancellationToken cancellation)
    {
        try
        {
            return Line(await client.Status(id, cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or RefusedException)
        {
            return $"the host does not answer: {e.Message}";
        }
    }

    private static string Counts(IReadOnlyDictionary<string, long> group) =>
        string.Join(", ", group.Select(c => $"{c.Key} {c.Value}"));

    /// <summary>Compares the letters received and the replies confirmed with the counts of the host.</summary>
    private static bool Compare(CampaignStatusView status, Addressees addressees)
    {
        var sent = status.Letters.Values.Sum();
        var received = addressees.Received.Values.Sum();
        var duplicates = addressees.Received.Values.Sum(n => n - 1);
        var confirmed = addressees.Confirmed.Values.Sum(c => c.Count);
        var recorded = status.Replies;
        Console.WriteLine($"{Line(status)}; answers {Counts(status.Answers)}; late {status.Late}");
        Console.WriteLine(
            $"letters: {sent} sent, {received} received, {duplicates} duplicates; "
                + $"replies: {confirmed} confirmed, {recorded} recorded, {addressees.Refused.Count} refused"
        );
        return sent == received && duplicates == 0 && confirmed == recorded;
    }
}
