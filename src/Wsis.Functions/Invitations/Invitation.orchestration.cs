using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Invitations;

/// <summary>Waits on behalf of one invitation: for its next moment, and then has it advanced; or for word that it has
/// changed, and then waits for what it was told, whichever is first. It knows nothing of the business, so it can stay
/// as it is while everything else changes, in the middle of a campaign too.</summary>
public static class InvitationOrchestration
{
    /// <summary>The event that says where the invitation stands (<see cref="InvitationStatus"/>); without particulars,
    /// that it is to look.</summary>
    public const string Changed = "Changed";

    /// <summary>A turn is some 7 rows of history, all of them read at each replay on another machine.</summary>
    private const int MaxTurns = 100;

    [Function(DurableNames.InvitationOrchestration)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var standing = context.GetInput<InvitationStatus>() ?? InvitationStatus.Unknown;
        var changed = context.WaitForExternalEvent<InvitationStatus?>(Changed);
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            context.SetCustomStatus(standing);
            if (standing.IsAtRest && !changed.IsCompleted)
                return;
            await context.WaitFor(changed, standing.WakeAt);
            if (!changed.IsCompleted)
                standing = await Advance(context, standing);
            // All that has come by now; what was received and not taken in would be lost with this generation.
            for (; changed.IsCompleted; changed = context.WaitForExternalEvent<InvitationStatus?>(Changed))
                standing = standing.Told(await changed);
        }
        context.ContinueAsNew(standing, preserveUnprocessedEvents: true);
    }

    private static async Task<InvitationStatus> Advance(TaskOrchestrationContext context, InvitationStatus standing)
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
            return standing with
            {
                LastError = e.FailureDetails.ErrorMessage,
                Held = false,
                WakeAt = context.CurrentUtcDateTime + Waiting.Pause,
            };
        }
    }
}
