using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions;

/// <summary>Calls to the task hub that return false where the client would throw.</summary>
internal static class TaskHubCalls
{
    /// <summary>Starts an orchestration.</summary>
    /// <returns>False if an orchestration with this id has one of the statuses <paramref name="unless"/>.</returns>
    public static async Task<bool> Start(
        this TaskHub hub,
        string orchestration,
        string id,
        object? input,
        OrchestrationRuntimeStatus[] unless,
        CancellationToken cancellation
    )
    {
        try
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                orchestration,
                input,
                new StartOrchestrationOptions(InstanceId: id).WithDedupeStatuses(unless),
                cancellation
            );
            return true;
        }
        catch (Exception e)
            when (e is OrchestrationAlreadyExistsException or RpcException { StatusCode: StatusCode.AlreadyExists })
        {
            return false;
        }
    }

    /// <summary>Raises an event.</summary>
    /// <returns>False if no orchestration with this id exists, or it has ended.</returns>
    public static async Task<bool> Raise(
        this TaskHub hub,
        string id,
        string name,
        object? payload,
        CancellationToken cancellation
    )
    {
        try
        {
            await hub.Client.RaiseEventAsync(id, name, payload, cancellation);
            return true;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }
}
