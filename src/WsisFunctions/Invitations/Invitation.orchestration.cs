using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace WsisFunctions.Invitations;

/// <summary>Waits on behalf of one invitation: for its next moment or for word that it has changed, whichever is first, and then has it
/// advanced. It knows nothing of the business, so it can stay as it is while everything else changes, in the middle of a campaign too.</summary>
public static class InvitationOrchestration
{
    /// <summary>The event that says: look at the row again.</summary>
    public const string Changed = "Changed";

    /// <summary>A turn is some 7 rows of history, all of them read at each replay on another machine.</summary>
    private const int MostTurns = 100;

    [Function(nameof(InvitationOrchestration))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var standing = context.GetInput<Standing>() ?? Standing.Unknown;
        var changed = context.WaitForExternalEvent<object?>(Changed);
        // An event that has been received but not acted upon would be lost with this generation: one more turn, then.
        for (var turn = 0; turn < MostTurns || changed.IsCompleted; turn++)
        {
            context.SetCustomStatus(standing);
            if (standing.IsAtRest && !changed.IsCompleted)
                return;
            await context.WaitFor(changed, standing.WakeAt);
            // Those that have come together say the same: look again. One look does for all.
            while (changed.IsCompleted)
                changed = context.WaitForExternalEvent<object?>(Changed);
            standing = await Advance(context, standing);
        }
        context.ContinueAsNew(standing, preserveUnprocessedEvents: true);
    }

    private static async Task<Standing> Advance(TaskOrchestrationContext context, Standing standing)
    {
        try
        {
            return await context.CallActivityAsync<Standing>(nameof(AdvanceInvitation), context.InstanceId, Waiting.Retries);
        }
        catch (TaskFailedException e)
        {
            return standing with { LastError = e.FailureDetails.ErrorMessage, Held = false, WakeAt = context.CurrentUtcDateTime + Waiting.Pause };
        }
    }
}
