using Wsis.InMemory;
using Wsis.Invitations.Ports;

namespace Wsis.TableStorage.Tests;

public sealed class InMemoryStoreTests : StoreContract
{
    protected override IInvitationStore Store { get; } = new InMemoryInvitationStore();

    protected override IInvitationStore SameStoreAgain() => Store;
}
