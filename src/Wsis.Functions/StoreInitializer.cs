using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Storage;

namespace Wsis.Functions;

/// <summary>Creates missing tables when the app starts. While the store is down it retries, and the app answers
/// requests with an error.</summary>
public sealed class StoreInitializer(IStoreInitializer store, TimeProvider clock, ILogger<StoreInitializer> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await store.Initialize(stoppingToken);
                return;
            }
            catch (StoreUnavailableException e)
            {
                log.LogError("The store cannot be opened: {Reason}", e.Message);
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
    }
}
