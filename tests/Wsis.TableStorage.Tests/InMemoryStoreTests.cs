using Wsis.InMemory;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage.Tests;

public sealed class InMemoryStoreTests : StoreContract
{
    protected override Stores Store { get; } = new InMemoryStores();

    protected override Stores SameStoreAgain() => Store;
}
