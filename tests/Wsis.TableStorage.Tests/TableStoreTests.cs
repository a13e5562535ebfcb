using Wsis.Invitations.Ports;

namespace Wsis.TableStorage.Tests;

public sealed class TableStoreTests(AzuriteFixture azurite) : StoreContract
{
    private readonly string prefix = $"T{Guid.NewGuid():N}"[..12];
    private IInvitationStore? store;

    protected override IInvitationStore Store => store ??= SameStoreAgain();

    protected override IInvitationStore SameStoreAgain() => new TableInvitationStore(azurite.Service(), prefix);
}
