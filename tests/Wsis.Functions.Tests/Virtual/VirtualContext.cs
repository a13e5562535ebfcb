using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Wsis.Functions.Tests.Virtual;

/// <summary>One generation of an orchestration on virtual time.</summary>
internal sealed class VirtualContext(VirtualTime time, string id, VirtualInstance instance, object? input)
    : TaskOrchestrationContext
{
    private readonly Stack<TaskCompletionSource<object?>> waits = new();

    /// <summary>The next generation's input, if there is to be one.</summary>
    public (object? Input, bool Keep)? Next { get; private set; }

    public override TaskName Name => default;

    public override string InstanceId => id;

    public override ParentOrchestrationInstance? Parent => null;

    public override string Version => instance.Version;

    public override DateTime CurrentUtcDateTime => time.Now;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default => (T?)input;

    public override async Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var policy = options?.Retry?.Policy;
        for (var (attempt, pause) = (1, policy?.FirstRetryInterval ?? TimeSpan.Zero); ; attempt++)
            try
            {
                return await Call<TResult>(name.Name, input);
            }
            catch (TaskFailedException) when (policy is not null && attempt < policy.MaxNumberOfAttempts)
            {
                await CreateTimer(time.Now + pause, CancellationToken.None);
                pause = TimeSpan.FromTicks(
                    Math.Min((pause * policy.BackoffCoefficient).Ticks, policy.MaxRetryInterval.Ticks)
                );
            }
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    ) => Call<TResult>(orchestratorName.Name, input);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var fired = new TaskCompletionSource();
        cancellationToken.Register(() => fired.TrySetCanceled());
        time.At(fireAt, () => fired.TrySetResult());
        return fired.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(
        string eventName,
        CancellationToken cancellationToken = default
    )
    {
        if (instance.TryTakeBuffered(out var payload))
            return (T)payload!;
        var wait = new TaskCompletionSource<object?>();
        waits.Push(wait);
        return (T)(await wait.Task)!;
    }

    /// <summary>Hands an event to the latest pending wait; false where there is none.</summary>
    public bool Take(string name, object? payload)
    {
        _ = name;
        if (!waits.TryPop(out var wait))
            return false;
        wait.SetResult(payload);
        return true;
    }

    public override void SetCustomStatus(object? customStatus) => instance.Statuses.Add(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Next = (newInput, preserveUnprocessedEvents);

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException();

    /// <summary>Names launches, which the tests do not tell apart.</summary>
    public override Guid NewGuid() => Guid.Empty;

    private Task<TResult> Call<TResult>(string name, object? input)
    {
        var done = new TaskCompletionSource<TResult>();
        time.At(
            time.Now + VirtualInstance.Latency,
            () =>
            {
                instance.Calls.Add((time.Now, name));
                try
                {
                    done.SetResult((TResult)instance.Activities[name](input).GetAwaiter().GetResult()!);
                }
                catch (Exception e)
                {
                    done.SetException(
                        new TaskFailedException(
                            name,
                            0,
                            new TaskFailureDetails(e.GetType().FullName!, e.Message, null, null, null)
                        )
                    );
                }
            }
        );
        return done.Task;
    }
}
