using Microsoft.DurableTask.Client;

namespace Wsis.Functions;

/// <summary>Hands the task hub's client to code that is not a function. The host gives it with an invocation only,
/// always for the same hub: each function that may wake somebody is given it and leaves it here.</summary>
public sealed class TaskHub
{
    private volatile DurableTaskClient? client;

    /// <exception cref="InvalidOperationException">The function at work has not asked for the client.</exception>
    public DurableTaskClient Client
    {
        get => client ?? throw new InvalidOperationException("No function has been given the task hub's client yet.");
        set => client = value;
    }
}
