using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;

namespace Wsis.Local.Running;

/// <summary>Looks every few seconds whether a campaign is to be summed up.</summary>
public sealed class SummaryRunner(SummaryService summaries, IInvitationStore store, ILogger<SummaryRunner> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Pause, TimeProvider.System);
        try
        {
            while (await beat.WaitForNextTickAsync(stoppingToken))
                await SumUp(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, or is taken down without having been stopped.
        }
    }

    private async Task SumUp(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var campaign in store.Campaigns(stoppingToken))
                if (campaign.State == CampaignState.Running && !await summaries.SumUp(campaign.Id, stoppingToken))
                    log.LogWarning(
                        "The summary of campaign {Campaign} could not be sent to its contact; it is tried again",
                        campaign.Id
                    );
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(e, "Campaigns could not be summed up; it is tried again");
        }
    }
}
