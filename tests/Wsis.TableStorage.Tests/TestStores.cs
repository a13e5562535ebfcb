using Wsis.InMemory;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage.Tests;

/// <summary>The stores that a contract is tested with.</summary>
public abstract class TestStores
{
    public abstract Stores Store { get; }

    /// <summary>Opens the same rows through another instance.</summary>
    public abstract Stores OpenAgain();
}

public sealed class InMemoryTestStores : TestStores
{
    public override Stores Store { get; } = new InMemoryStores();

    public override Stores OpenAgain() => Store;
}

/// <summary>Stores in tables of their own in Azurite.</summary>
public sealed class TableTestStores(AzuriteFixture azurite) : TestStores
{
    private readonly string prefix = $"T{Guid.NewGuid():N}"[..12];
    private Stores? store;

    public override Stores Store => store ??= OpenAgain();

    public override Stores OpenAgain() => azurite.OpenStores(prefix);
}
