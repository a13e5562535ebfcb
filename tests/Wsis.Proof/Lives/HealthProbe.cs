using System.Net.Sockets;
using NodaTime;
using NodaTime.Extensions;

namespace Wsis.Proof.Lives;

/// <summary>Asks the program all the time whether it is well, as whoever watches over it would: when it was not, or was
/// slow to say so, it was down. So a machine that had other things to do is told from a program that forgot
/// something.</summary>
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

    /// <summary>When it was down, and the time after it in which it takes up what lay. Asked when all is
    /// over.</summary>
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
            // A pause between two answers is an outage too: then this process did not get to run, and the program may
            // not have either.
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
