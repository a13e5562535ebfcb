using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;

namespace Wsis.Local.Running;

/// <summary>Sends summaries of campaigns to their contacts when they are due. It polls every few seconds.</summary>
public sealed class SummaryRunner(SummaryService summaries, ICampaignStore store, ILogger<SummaryRunner> log)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SendDueSummaries(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task SendDueSummaries(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var campaign in store.List(stoppingToken))
                if (campaign.State == CampaignState.Running && !await summaries.SumUp(campaign.Id, stoppingToken))
                    log.LogWarning(
                        "The summary of campaign {Campaign} could not be sent to its contact. It will be retried",
                        campaign.Id
                    );
        }
        catch (StoreUnavailableException e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(
                "Summaries of campaigns could not be sent, because the store does not answer: {Reason}",
                e.Message
            );
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(e, "Summaries of campaigns could not be sent. They will be retried");
        }
    }
}
