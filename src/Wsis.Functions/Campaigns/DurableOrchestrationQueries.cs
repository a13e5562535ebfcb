using System.Text.Json;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using NodaTime;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Functions.Campaigns;

/// <summary>Reports the status of orchestrations in the task hub.</summary>
public sealed class DurableOrchestrationQueries(TaskHub hub) : IOrchestrationQueries
{
    /// <summary>How many instances are read for one page, each with its custom status.</summary>
    private const int MaxScanned = 1000;

    public async Task<Orchestration?> FindCampaign(CampaignEntry campaign, CancellationToken cancellation) =>
        await Find(campaign.Id.Value, cancellation) is { } instance
            ? Map(instance, Status<CampaignStatus>(instance)?.NextMoment, null)
            : null;

    public async Task<Orchestration?> FindInvitation(InvitationKey key, CancellationToken cancellation) =>
        await Find(key.ToString(), cancellation) is { } instance ? Map(instance) : null;

    public async Task<Page<Orchestration>> List(
        CampaignId campaign,
        OrchestrationStatus? only,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        var query = new OrchestrationQuery(
            InstanceIdPrefix: $"{campaign}:",
            PageSize: Math.Min(top, 100),
            FetchInputsAndOutputs: true
        );
        var found = new List<Orchestration>();
        var scanned = 0;
        try
        {
            // A page of the hub is never split, because its continuation cannot return to the middle of a page.
            await foreach (
                var page in hub.Client.GetAllInstancesAsync(query).AsPages(continuation).WithCancellation(cancellation)
            )
            {
                scanned += page.Values.Count;
                found.AddRange(page.Values.Select(Map).Where(o => only is null || o.Status == only));
                continuation = page.ContinuationToken;
                if (continuation is null || scanned >= MaxScanned || found.Count + query.PageSize > top)
                    return new Page<Orchestration>(found, continuation);
            }
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument)
        {
            throw new FormatException("This continuation is not one of this list.", e);
        }
        catch (RpcException e)
        {
            throw Unavailable(e);
        }
        return new Page<Orchestration>(found, null);
    }

    private async Task<OrchestrationMetadata?> Find(string id, CancellationToken cancellation)
    {
        try
        {
            return await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
        }
        catch (RpcException e)
        {
            throw Unavailable(e);
        }
    }

    private static Orchestration Map(OrchestrationMetadata instance)
    {
        var custom = Status<InvitationStatus>(instance);
        return Map(instance, custom?.WakeAt, custom?.LastError);
    }

    private static Orchestration Map(OrchestrationMetadata instance, DateTime? wakeAt, string? error)
    {
        var status = instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Pending => OrchestrationStatus.Pending,
            OrchestrationRuntimeStatus.Suspended => OrchestrationStatus.Suspended,
            OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => OrchestrationStatus.Failed,
            _ => error is null ? OrchestrationStatus.Running : OrchestrationStatus.Failed,
        };
        // On Azure Storage the reason of a failure is in the output, and FailureDetails is null.
        var problem =
            status == OrchestrationStatus.Failed
                ? error ?? instance.FailureDetails?.ErrorMessage ?? instance.SerializedOutput
                : null;
        Instant? wake = wakeAt is { } at ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
        return new Orchestration(
            instance.InstanceId,
            status,
            Instant.FromDateTimeOffset(instance.LastUpdatedAt),
            wake,
            problem is null ? null : new Reason.AttemptFailed(problem)
        );
    }

    /// <summary>Reads the custom status; null if another version of the app wrote it in another form.</summary>
    private static T? Status<T>(OrchestrationMetadata instance)
        where T : class
    {
        try
        {
            return instance.SerializedCustomStatus is { } json
                ? JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StoreUnavailableException Unavailable(RpcException e) => new("The task hub does not answer.", e);
}
