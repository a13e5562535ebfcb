using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions;

/// <summary>The two calls to the task hub that may find things otherwise than expected, with that as their answer
/// instead of an exception.</summary>
internal static class TaskHubCalls
{
    /// <summary>Starts an orchestration.</summary>
    /// <returns>False where one of this id is in one of the states <paramref name="unless"/>.</returns>
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
    /// <returns>False where there is no orchestration of this id, or it has ended.</returns>
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
