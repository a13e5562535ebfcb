using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Wsis.Functions.Campaigns;

/// <summary>How far a launch has come.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Buckets">How many partitions it has.</param>
/// <param name="Next">The partition to go on with.</param>
/// <param name="Failure">Why a partition before it could not be taken up; null where all were.</param>
public sealed record LaunchProgress(string Campaign, int Buckets, int Next = 0, string? Failure = null);

/// <summary>Takes up all invitations of a campaign, some partitions at a time and chunk by chunk in each; every few
/// partitions begin a new generation.</summary>
public static class LaunchOrchestration
{
    private const int MaxConcurrentPartitions = 8;

    /// <returns>Why some partition could not be taken up; null where all were. One that fails does not keep the others
    /// waiting.</returns>
    [Function(DurableNames.LaunchOrchestration)]
    public static async Task<string?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var progress = context.GetInput<LaunchProgress>()!;
        context.SetCustomStatus(progress);
        var end = Math.Min(progress.Next + MaxConcurrentPartitions, progress.Buckets);
        var failures = await Task.WhenAll(
            Enumerable
                .Range(progress.Next, end - progress.Next)
                .Select(bucket => TakeUp(context, new PartitionName(progress.Campaign, bucket)))
        );
        var failure = progress.Failure ?? failures.FirstOrDefault(f => f is not null);
        if (end < progress.Buckets)
            context.ContinueAsNew(progress with { Next = end, Failure = failure });
        return failure;
    }

    private static async Task<string?> TakeUp(TaskOrchestrationContext context, PartitionName partition)
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
