using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>The progress of a launch.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Buckets">The number of its partitions.</param>
/// <param name="Next">The next partition.</param>
/// <param name="Failure">Why an earlier partition could not be launched; null if none failed.</param>
public sealed record LaunchProgress(string Campaign, int Buckets, int Next = 0, string? Failure = null);

/// <summary>Launches all invitations of a campaign, several partitions concurrently and each partition in chunks. It
/// continues as new after every few partitions.</summary>
public static class LaunchOrchestration
{
    private const int MaxConcurrentPartitions = 8;

    /// <returns>Why a partition could not be launched; null if none failed. A failure does not stop the other
    /// partitions.</returns>
    [Function(DurableNames.LaunchOrchestration)]
    public static async Task<string?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var progress = context.GetInput<LaunchProgress>()!;
        context.SetCustomStatus(progress);
        var end = Math.Min(progress.Next + MaxConcurrentPartitions, progress.Buckets);
        var failures = await Task.WhenAll(
            Enumerable
                .Range(progress.Next, end - progress.Next)
                .Select(bucket => Launch(context, new PartitionName(progress.Campaign, bucket)))
        );
        var failure = progress.Failure ?? failures.FirstOrDefault(f => f is not null);
        if (end < progress.Buckets)
            context.ContinueAsNew(progress with { Next = end, Failure = failure });
        return failure;
    }

    private static async Task<string?> Launch(TaskOrchestrationContext context, PartitionName partition)
    {
        try
        {
            while (await context.CallActivityAsync<bool>(DurableNames.LaunchPartition, partition, Waiting.Retries)) { }
            return null;
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorMessage;
        }
    }
}
