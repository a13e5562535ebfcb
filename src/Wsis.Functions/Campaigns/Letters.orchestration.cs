using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>Sends the letters to many invitees that are due together: several partitions concurrently, each in chunks.
/// It continues as new after every few partitions.</summary>
public static class LettersOrchestration
{
    private const int MaxConcurrentPartitions = 8;

    [Function(DurableNames.LettersOrchestration)]
    public static async Task<LettersSent> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var progress = context.GetInput<LettersProgress>()!;
        context.SetCustomStatus(progress with { Sent = null });
        var end = Math.Min(progress.Next + MaxConcurrentPartitions, progress.Buckets);
        var sent = await Task.WhenAll(
            Enumerable
                .Range(progress.Next, end - progress.Next)
                .Select(bucket => Send(context, new LetterChunk(progress.Campaign, bucket, progress.Moment)))
        );
        var all = sent.Aggregate(progress.Sent ?? new LettersSent(), (sum, one) => sum.Plus(one));
        if (end < progress.Buckets)
            context.ContinueAsNew(progress with { Next = end, Sent = all });
        return all;
    }

    /// <summary>Sends the letters that are due: to few invitees by activities, to many by an orchestration.</summary>
    /// <param name="context">The orchestration of the campaign.</param>
    /// <param name="status">The campaign.</param>
    /// <param name="moment">The time at which they are due; null launches the invitations.</param>
    internal static Task<LettersSent> SendLetters(
        this TaskOrchestrationContext context,
        CampaignStatus status,
        DateTime? moment
    ) =>
        status.IsSmall
            ? Send(context, new LetterChunk(context.InstanceId, null, moment))
            : context.CallSubOrchestratorAsync<LettersSent>(
                DurableNames.LettersOrchestration,
                new LettersProgress(context.InstanceId, status.Buckets, moment),
                context.NameLaunch()
            );

    private static async Task<LettersSent> Send(TaskOrchestrationContext context, LetterChunk chunk)
    {
        try
        {
            LettersSent sent;
            do sent = await context.CallActivityAsync<LettersSent>(DurableNames.SendLetters, chunk, Waiting.Retries);
            while (sent.HasMore);
            return sent;
        }
        catch (TaskFailedException e)
        {
            return new LettersSent { Failure = e.FailureDetails.ErrorMessage };
        }
    }
}
