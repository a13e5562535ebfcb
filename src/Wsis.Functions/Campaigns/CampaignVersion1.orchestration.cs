using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>The orchestration of a campaign that was launched before version 2. Its invitations wait for their planned
/// letters themselves. It launches them, then waits for the campaign's own times and for the event that it has changed.
/// It continues as new after every change.</summary>
internal static class CampaignVersion1
{
    public static async Task<CampaignStatus?> Run(TaskOrchestrationContext context)
    {
        var changed = context.WaitForExternalEvent<object?>(CampaignOrchestration.Changed);
        try
        {
            if (await Launch(context) is { } failure)
                await context.WaitForRetry(failure, changed);
            else
                while (!changed.IsCompleted)
                {
                    var status = await context.RefreshStatus();
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
        await context.RefreshStatus() is { Sends: true, Buckets: var buckets }
            ? await context.CallSubOrchestratorAsync<string?>(
                DurableNames.LaunchOrchestration,
                new LaunchProgress(context.InstanceId, buckets),
                context.NameLaunch()
            )
            : null;
}
