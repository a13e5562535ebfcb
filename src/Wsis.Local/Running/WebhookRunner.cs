using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;

namespace Wsis.Local.Running;

/// <summary>Sends pending deliveries to the webhooks of campaigns every few seconds.</summary>
public sealed class WebhookRunner(WebhookDeliveryService deliveries, ILogger<WebhookRunner> log) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the system clock, on which retries depend too, even if the campaign runs on another clock.
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        try
        {
            do await Deliver(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task Deliver(CancellationToken stoppingToken)
    {
        try
        {
            await deliveries.Deliver(stoppingToken);
        }
        catch (StoreUnavailableException e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(
                "Pending webhook deliveries could not be sent, because the store does not answer: {Reason}",
                e.Message
            );
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(e, "Pending webhook deliveries could not be sent. They will be retried");
        }
    }
}
