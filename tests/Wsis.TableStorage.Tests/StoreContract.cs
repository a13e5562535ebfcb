using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of every store. Each test has a fresh one.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    protected abstract Stores Store { get; }

    /// <summary>The same record through another instance, as another process has it.</summary>
    protected abstract Stores SameStoreAgain();

    public async ValueTask InitializeAsync() => await Store.Initializer.Initialize(StoreExtensions.Cancellation);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Compares element by element: records that hold immutable arrays are equal only where the arrays are the
    /// same ones.</summary>
    protected static void AssertSame(Invitation expected, Invitation actual)
    {
        Assert.Equal(expected.Dispatches, actual.Dispatches);
        Assert.Equal(expected.Requests, actual.Requests);
        Assert.Equal(expected.Seen, actual.Seen);
        Assert.Equal(
            expected,
            actual with
            {
                Dispatches = expected.Dispatches,
                Requests = expected.Requests,
                Seen = expected.Seen,
            }
        );
    }
}
