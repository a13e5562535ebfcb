using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Webhooks;

namespace Wsis.Local.Running;

/// <summary>Tells the campaigns' webhooks every few seconds what has happened.</summary>
public sealed class WebhookRunner(WebhookDeliveryService announcements, ILogger<WebhookRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the wall clock, on which the others' retries depend too, whatever clock the campaign runs by.
        using var beat = new PeriodicTimer(Pause, TimeProvider.System);
        try
        {
            do await Deliver(stoppingToken);
            while (await beat.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, or is taken down without having been stopped.
        }
    }

    private async Task Deliver(CancellationToken stoppingToken)
    {
        try
        {
            await announcements.Deliver(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is (the store is down, most likely), what waits goes on waiting.
            log.LogError(e, "What waits to be told could not be told");
        }
    }
}
