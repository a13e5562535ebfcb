using Wsis.Invitations.Ports;
using Wsis.InMemory;

namespace Wsis.TableStorage.Tests;

public sealed class MemoryStoreTests : StoreContract
{
    protected override IInvitationStore Store { get; } = new MemoryInvitationStore();

    protected override IInvitationStore SameStoreAgain() => Store;
}
