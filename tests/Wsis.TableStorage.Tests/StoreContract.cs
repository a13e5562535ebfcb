using Wsis.Invitations.Storage;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of a port, for every store that implements it. Each test has an empty store.</summary>
public abstract class StoreContract(TestStores stores) : IAsyncLifetime
{
    protected Stores Store => stores.Store;

    /// <summary>The same rows through another instance, as another process has them.</summary>
    protected Stores SameStoreAgain() => stores.OpenAgain();

    public async ValueTask InitializeAsync() => await Store.Initializer.Initialize(StoreExtensions.Cancellation);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
