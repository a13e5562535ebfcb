using NodaTime;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IRateStore"/>.</summary>
public abstract class RateStoreContract(TestStores stores) : StoreContract(stores)
{
    private static readonly Instant Noon = Instant.FromUtc(2017, 12, 12, 12, 0);
    private static readonly Duration Second = Duration.FromSeconds(1);

    [Fact]
    public async Task Slots_follow_each_other_and_none_is_in_the_past()
    {
        Assert.Equal(new RateSlots(true, Noon), await Reserve(Store, 3, Noon));
        Assert.Equal(new RateSlots(true, Noon + 3 * Second), await Reserve(SameStoreAgain(), 2, Noon));
        Assert.Equal(new RateSlots(true, Noon + 60 * Second), await Reserve(Store, 1, Noon + 60 * Second));
    }

    [Fact]
    public async Task Nothing_is_reserved_if_the_first_free_slot_is_too_late()
    {
        await Reserve(Store, 20, Noon);
        Assert.Equal(new RateSlots(false, Noon + 20 * Second), await Reserve(Store, 5, Noon));
        Assert.Equal(new RateSlots(true, Noon + 20 * Second), await Reserve(Store, 5, Noon + 15 * Second));
    }

    [Fact]
    public async Task Concurrent_reservations_of_two_instances_never_overlap()
    {
        var again = SameStoreAgain();
        var reserved = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Reserve(i % 2 == 0 ? Store : again, 1, Noon, Duration.FromMinutes(1)))
        );
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => Noon + i * Second),
            reserved.Select(slots => slots.First).Order()
        );
    }

    private static Task<RateSlots> Reserve(Stores store, int count, Instant now, Duration? maxWait = null) =>
        store.Rates.Reserve(
            "letters",
            count,
            Second,
            maxWait ?? Duration.FromSeconds(10),
            now,
            StoreExtensions.Cancellation
        );
}

public sealed class InMemoryRateStoreTests() : RateStoreContract(new InMemoryTestStores());

public sealed class TableRateStoreTests(AzuriteFixture azurite) : RateStoreContract(new TableTestStores(azurite));
