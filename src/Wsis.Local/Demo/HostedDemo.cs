using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Local.Running;
using Wsis.Web.Staff;

namespace Wsis.Local.Demo;

/// <summary>The demo on a host that runs elsewhere: the same invitees and addressees, the campaign brought and watched over the staff API.</summary>
internal sealed class HostedDemo(Uri host, string? key, string letters, double daysPerSecond, int seed)
{
    private static readonly Instant Start = Instant.FromUtc(2017, 12, 8, 6, 0);
    private static readonly Instant End = Instant.FromUtc(2018, 2, 4, 0, 0);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    /// <summary>The letters of an earlier run may lie in the folder; they are of other campaigns.</summary>
    private readonly string id = $"demo-{TimeProvider.System.GetUtcNow():MMddHHmmss}";

    public async Task<int> Run(CancellationToken cancellation)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", "wsis-forum-2018");
        var sample = CampaignFolder.Load(folder).Campaign!;
        var speed = daysPerSecond * TimeSpan.FromDays(1).TotalSeconds;
        using var http = new HttpClient { BaseAddress = host, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null)
            http.DefaultRequestHeaders.Add(StaffKeys.Header, key);

        var clock = new AcceleratedClock(Start.ToDateTimeOffset(), speed);
        var campaign = new CompressedCampaign(folder, sample, id, TimeProvider.System.GetCurrentInstant(), Start, speed);
        if (!await Call(http.PutAsync(Address(), new ByteArrayContent(campaign.Zip()), cancellation), cancellation)
            || !await Call(http.PostAsync(Address("proofs/approve"), null, cancellation), cancellation)
            || !await Call(http.PostAsync(Address("launch"), null, cancellation), cancellation))
            return 1;
        clock.Release();
        Console.WriteLine($"Campaign {id} is launched on {host}; letters in {letters}.");
        using var addressees = new Addressees(letters, seed, sample.Schedule, clock, (_, _) => Task.CompletedTask, campaign.Days, id);
        return await Live(http, addressees, sample, clock, cancellation) ? 0 : 1;
    }

    private Uri Address(string? part = null) => new(part is null ? $"api/campaigns/{id}" : $"api/campaigns/{id}/{part}", UriKind.Relative);

    private static async Task<bool> Call(Task<HttpResponseMessage> call, CancellationToken cancellation)
    {
        using var response = await call;
        if (!response.IsSuccessStatusCode)
            await Console.Error.WriteLineAsync($"The host answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
        return response.IsSuccessStatusCode;
    }

    private async Task<bool> Live(HttpClient http, Addressees addressees, Campaign sample, AcceleratedClock clock, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var life = addressees.Live(ended.Token);
        for (; clock.GetCurrentInstant() < End; await Task.Delay(Refresh, TimeProvider.System, cancellation))
            Console.WriteLine($"{clock.GetCurrentInstant().InZone(sample.Schedule.Zone):ddd d MMMM uuuu HH':'mm}  {await Glance(http, cancellation)}");
        await ended.CancelAsync();
        await life;
        await addressees.Finish();
        return Sum(await Status(http, cancellation), addressees);
    }

    private Task<JsonElement> Status(HttpClient http, CancellationToken cancellation) => http.GetFromJsonAsync<JsonElement>(Address("status"), cancellation);

    /// <summary>Where it stands; a host that does not answer just now may be killed and started again in the middle.</summary>
    private async Task<string> Glance(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            return Line(await Status(http, cancellation));
        }
        catch (HttpRequestException e)
        {
            return $"the host does not answer: {e.Message}";
        }
    }

    private static string Line(JsonElement status) =>
        $"phases {Counts(status, "phases")}; letters {Counts(status, "letters")}; replies {status.GetProperty("replies")}";

    private static string Counts(JsonElement status, string group) =>
        string.Join(", ", status.GetProperty(group).EnumerateObject().Select(c => $"{c.Name} {c.Value}"));

    /// <summary>Holds what the addressees received, and were told was recorded, against the host's counts.</summary>
    private static bool Sum(JsonElement status, Addressees addressees)
    {
        var sent = status.GetProperty("letters").EnumerateObject().Sum(c => c.Value.GetInt64());
        var received = addressees.Received.Values.Sum();
        var duplicates = addressees.Received.Values.Sum(n => n - 1);
        var confirmed = addressees.Confirmed.Values.Sum(c => c.Count);
        var recorded = status.GetProperty("replies").GetInt64();
        Console.WriteLine($"{Line(status)}; answers {Counts(status, "answers")}; late {status.GetProperty("late")}");
        Console.WriteLine($"letters: {sent} sent, {received} received, {duplicates} twice; replies: {confirmed} confirmed to their senders, {recorded} recorded, {addressees.Refused.Count} refused");
        return sent == received && duplicates == 0 && confirmed == recorded;
    }
}
