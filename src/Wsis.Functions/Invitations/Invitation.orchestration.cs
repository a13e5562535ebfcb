using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Invitations;

/// <summary>Waits for the wake-up of one invitation and advances it, or for the event that it has changed. It knows no
/// business rules, so its code stays the same when everything else changes in the middle of a campaign.</summary>
public static class InvitationOrchestration
{
    /// <summary>The event with the new status of the invitation. Without a status it is advanced.</summary>
    public const string Changed = "Changed";

    /// <summary>A turn has 7 rows of history. A replay on another machine reads all rows.</summary>
    private const int MaxTurns = 100;

    [Function(DurableNames.InvitationOrchestration)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var status = context.GetInput<InvitationStatus>() ?? InvitationStatus.Unknown;
        var changed = context.WaitForExternalEvent<InvitationStatus?>(Changed);
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            context.SetCustomStatus(status);
            if (status.IsAtRest && !changed.IsCompleted)
                return;
            await context.WaitFor(changed, status.WakeAt);
            if (!changed.IsCompleted)
                status = await Advance(context, status);
            // An event that was received and not read would be lost when the orchestration continues as new.
            while (changed.IsCompleted)
            {
                status = status.Merge(await changed);
                changed = context.WaitForExternalEvent<InvitationStatus?>(Changed);
            }
        }
        context.ContinueAsNew(status, preserveUnprocessedEvents: true);
    }

    private static async Task<InvitationStatus> Advance(TaskOrchestrationContext context, InvitationStatus status)
    {
        try
        {
            return await context.CallActivityAsync<InvitationStatus>(
                DurableNames.AdvanceInvitation,
                context.InstanceId,
                Waiting.Retries
            );
        }
        catch (TaskFailedException e)
        {
            return status with
            {
                LastError = e.FailureDetails.ErrorMessage,
                Held = false,
                WakeAt = context.CurrentUtcDateTime + Waiting.OutageRetryInterval,
            };
        }
    }
}
