using Microsoft.DurableTask.Client;

namespace Wsis.Functions;

/// <summary>Provides the client of the task hub to code that is not a function. The host passes the client with
/// invocations only, and always for the same hub. Functions that receive it store it here.</summary>
public sealed class TaskHub
{
    private volatile DurableTaskClient? client;

    /// <exception cref="InvalidOperationException">No function has stored the client yet.</exception>
    public DurableTaskClient Client
    {
        get =>
            client ?? throw new InvalidOperationException("No function has received the client of the task hub yet.");
        set => client = value;
    }
}
