using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>Launches the invitations of a campaign, then waits for the campaign's own times and for the event that it
/// has changed. It continues as new after every change, so that its history does not grow with them.</summary>
public static class CampaignOrchestration
{
    /// <summary>The event that staff launched, paused, resumed or ended the campaign, or moved a date.</summary>
    public const string Changed = "Changed";

    [Function(DurableNames.CampaignOrchestration)]
    public static async Task<CampaignStatus?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var changed = context.WaitForExternalEvent<object?>(Changed);
        try
        {
            if (await Launch(context) is { } failure)
                await context.WaitForRetry(failure, changed);
            else
                while (!changed.IsCompleted)
                {
                    var status = await RefreshStatus(context);
                    if (status.EndsInvitations)
                        await context.EndInvitations();
                    if (status.IsOver && !changed.IsCompleted)
                        return status;
                    await context.WaitFor(changed, status.NextMoment);
                    if (status.SendsNext)
                        break;
                }
        }
        catch (TaskFailedException e)
        {
            await context.WaitForRetry(e.FailureDetails.ErrorMessage, changed);
        }
        context.ContinueAsNew(preserveUnprocessedEvents: true);
        return null;
    }

    private static async Task<string?> Launch(TaskOrchestrationContext context) =>
        await RefreshStatus(context) is { Sends: true, Buckets: var buckets }
            ? await context.CallSubOrchestratorAsync<string?>(
                DurableNames.LaunchOrchestration,
                new LaunchProgress(context.InstanceId, buckets),
                context.NameLaunch()
            )
            : null;

    private static async Task<CampaignStatus> RefreshStatus(TaskOrchestrationContext context)
    {
        var (name, id) = (DurableNames.RefreshCampaignStatus, context.InstanceId);
        var status = await context.CallActivityAsync<CampaignStatus>(name, id, Waiting.Retries);
        context.SetCustomStatus(status);
        return status;
    }
}
