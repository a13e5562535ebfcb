using System.Net.Sockets;
using NodaTime;
using NodaTime.Extensions;

namespace Wsis.Proof.Lives;

/// <summary>Polls the health of the program. It is down while it is unhealthy or answers late, and also while this
/// process did not run, because the machine was busy.</summary>
internal sealed class HealthProbe : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>An answer takes milliseconds. It includes one of the store's.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>Work that failed in an outage resumes some five seconds later.</summary>
    private static readonly Duration Recovery = Duration.FromSeconds(10);

    private readonly HttpClient http = new() { Timeout = Slow };
    private readonly CancellationTokenSource over = new();
    private readonly List<Interval> outages = [];
    private readonly Uri site;
    private readonly Task listening;

    public HealthProbe(Uri site)
    {
        this.site = site;
        listening = Listen();
    }

    /// <summary>Ends the polling. Returns the outages, each with the time in which failed work resumes.</summary>
    public async Task<IReadOnlyList<Interval>> Outages()
    {
        await over.CancelAsync();
        await listening;
        return outages;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await listening;
        http.Dispose();
        over.Dispose();
    }

    private async Task Listen()
    {
        var lastWell = TimeProvider.System.GetCurrentInstant();
        while (!over.IsCancellationRequested)
        {
            var asked = TimeProvider.System.GetCurrentInstant();
            var well = await IsWell();
            var now = TimeProvider.System.GetCurrentInstant();
            // A pause between two answers is an outage too: this process did not run, and the program may not have run
            // either.
            if (!well || asked - lastWell > Duration.FromTimeSpan(Slow))
                outages.Add(new Interval(lastWell, now + Recovery));
            if (well)
                lastWell = now;
            await Task.Delay(PollInterval, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<bool> IsWell()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(site, "health"), CancellationToken.None);
            return answer.IsSuccessStatusCode;
        }
        // A bare SocketException: the program died while the connection was being made.
        catch (Exception e) when (e is HttpRequestException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
