using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>Launches the invitations of a campaign, sends its letters at their times, and waits for the campaign's own
/// times and for the event that it has changed. Activities tell it what is next and when.</summary>
public static class CampaignOrchestration
{
    /// <summary>The event that staff launched, paused, resumed or ended the campaign, or moved a date.</summary>
    public const string Changed = "Changed";

    /// <summary>A turn has 7 rows of history. Every turn reads all rows.</summary>
    private const int MaxTurns = 50;

    [Function(DurableNames.CampaignOrchestration)]
    public static Task<CampaignStatus?> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CompareVersionTo("2") < 0 ? CampaignVersion1.Run(context) : RunLetters(context);

    private static async Task<CampaignStatus?> RunLetters(TaskOrchestrationContext context)
    {
        var changed = context.WaitForExternalEvent<object?>(Changed);
        // Null after a change: then the invitations are launched again.
        var letters = context.GetInput<LettersSent>();
        try
        {
            var status = await context.RefreshStatus();
            if (letters is null && status.Sends)
            {
                letters = await context.SendLetters(status, null);
                status = await context.RefreshStatus();
            }
            letters ??= new LettersSent();
            for (var turn = 0; turn < MaxTurns && letters.Failure is null && !changed.IsCompleted; turn++)
            {
                if (status.EndsInvitations)
                    await context.EndInvitations();
                if (status.IsOver && !changed.IsCompleted)
                    return status;
                var next = letters.Next is { } l && !(status.NextMoment < l) ? l : status.NextMoment;
                context.SetCustomStatus(status with { NextMoment = next });
                await context.WaitFor(changed, next);
                if (!changed.IsCompleted && letters.Next == next)
                    letters = letters.FollowedBy(await context.SendLetters(status, next));
                else if (!changed.IsCompleted)
                    status = await context.RefreshStatus();
            }
            if (letters.Failure is { } failure)
                await context.WaitForRetry(failure, changed);
        }
        catch (TaskFailedException e)
        {
            letters = null;
            await context.WaitForRetry(e.FailureDetails.ErrorMessage, changed);
        }
        context.ContinueAsNew(letters is { Failure: null } && !changed.IsCompleted ? letters : null);
        return null;
    }
}
