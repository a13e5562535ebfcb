using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>Runs a campaign as a whole: takes up its invitations, then waits for its own moments and for word that it
/// has changed. Every change begins a new generation, so its history depends on neither invitees nor changes.</summary>
public static class CampaignOrchestration
{
    /// <summary>The event that says: the campaign was launched, paused, resumed or given another schedule.</summary>
    public const string Changed = "Changed";

    [Function(DurableNames.CampaignOrchestration)]
    public static async Task<CampaignStatus?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var changed = context.WaitForExternalEvent<object?>(Changed);
        try
        {
            if (await Launch(context) is { } failure)
                await context.WaitOut(failure, changed);
            else
                while (!changed.IsCompleted)
                {
                    var standing = await RefreshStatus(context);
                    if (standing.IsOver && !changed.IsCompleted)
                        return standing;
                    await context.WaitFor(changed, standing.NextMoment);
                    if (standing.SendsNext)
                        break;
                }
        }
        catch (TaskFailedException e)
        {
            await context.WaitOut(e.FailureDetails.ErrorMessage, changed);
        }
        context.ContinueAsNew(preserveUnprocessedEvents: true);
        return null;
    }

    private static async Task<string?> Launch(TaskOrchestrationContext context) =>
        await RefreshStatus(context) is { Sends: true, Buckets: var buckets }
            ? await context.CallSubOrchestratorAsync<string?>(
                DurableNames.LaunchOrchestration,
                new LaunchProgress(context.InstanceId, buckets)
            )
            : null;

    private static async Task<CampaignStatus> RefreshStatus(TaskOrchestrationContext context)
    {
        var standing = await context.CallActivityAsync<CampaignStatus>(
            DurableNames.RefreshCampaignStatus,
            context.InstanceId,
            Waiting.Retries
        );
        context.SetCustomStatus(standing);
        return standing;
    }
}
