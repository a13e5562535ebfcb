using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

public sealed class TableStoreTests(AzuriteFixture azurite) : StoreContract
{
    private readonly string prefix = $"T{Guid.NewGuid():N}"[..12];
    private Stores? store;

    protected override Stores Store => store ??= SameStoreAgain();

    protected override Stores SameStoreAgain() => azurite.OpenStores(prefix);

    [Fact]
    public async Task Half_a_surrogate_pair_becomes_the_replacement_character_and_loses_nothing_around_it()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation() with { Reply = Reply(new Answer.Declined(), "a\ud83dz") })
        );
        Assert.Equal("a\ufffdz", (await Store.Invitations.Find("fra"))!.Value.Reply!.Remarks);
    }

    [Fact]
    public async Task A_dozen_instances_that_write_to_one_partition_all_get_through()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async instance =>
                {
                    var store = SameStoreAgain();
                    for (var n = 0; n < 10; n++)
                        await store.Invitations.CommitSucceeds(New(Invitation($"i{instance}-{n}"), Line("imported")));
                })
        );
        Assert.Equal(120, (await Store.Invitations.Count()).Invitees);
    }
}
