using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;

namespace Wsis.Functions;

/// <summary>Creates the tables that are missing, and keeps trying while the store is down: the app answers meanwhile,
/// if only to say so.</summary>
public sealed class StoreOpening(IInvitationStore store, TimeProvider clock, ILogger<StoreOpening> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await store.Open(stoppingToken);
                return;
            }
            catch (StoreUnavailableException e)
            {
                log.LogError("The store cannot be opened: {Reason}", e.Message);
                await Task.Delay(Pause, clock, stoppingToken);
            }
    }
}
