using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Storage;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid.Tests;

public sealed class SendThrottleTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryRateStore rates = new();

    [Fact]
    public async Task Letters_are_spread_evenly_over_the_minute()
    {
        using var throttle = Create(60);
        Assert.Equal([0, 1, 2], await Waits(throttle, 3, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Time_in_which_nothing_was_sent_is_not_made_up_for_by_a_burst()
    {
        using var throttle = Create(60);
        await Reserve(throttle, TimeSpan.Zero);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([0, 1], await Waits(throttle, 2, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Letters_whose_turn_is_too_far_off_are_put_back_with_increasing_times()
    {
        using var throttle = Create(60);
        await Reserve(throttle, TimeSpan.Zero);

        var later = new List<(bool IsReserved, TimeSpan Wait)>();
        for (var i = 0; i < 3; i++)
            later.Add(await Reserve(throttle, TimeSpan.Zero));

        Assert.All(later, turn => Assert.False(turn.IsReserved));
        Assert.Equal([2, 3, 4], later.Select(turn => turn.Wait.TotalSeconds));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await Reserve(throttle, TimeSpan.Zero)).IsReserved);
    }

    [Fact]
    public async Task Two_instances_on_one_store_keep_to_the_rate_together()
    {
        using var first = Create(120);
        using var second = Create(120);
        var turns = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Reserve(i % 2 == 0 ? first : second, TimeSpan.FromMinutes(1)))
        );

        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => i * 0.5),
            turns.Select(turn => turn.Wait.TotalSeconds).Order()
        );
    }

    [Fact]
    public async Task An_instance_reserves_no_more_slots_than_letters_wait_and_none_for_more_than_five_seconds()
    {
        var counted = new CountedRates(rates);
        using var throttle = new SendThrottle(60, () => counted, clock);
        await Reserve(throttle, TimeSpan.FromMinutes(1));
        Assert.Equal([1], counted.Counts);

        counted.Gate = new TaskCompletionSource();
        var waiting = Enumerable.Range(0, 12).Select(_ => Reserve(throttle, TimeSpan.FromMinutes(1))).ToList();
        counted.Gate.SetResult();
        await Task.WhenAll(waiting);

        Assert.All(counted.Counts, count => Assert.InRange(count, 1, 5));
        Assert.Contains(5, counted.Counts);
    }

    [Fact]
    public async Task Without_a_rate_nothing_waits_and_no_store_is_needed()
    {
        using var throttle = new SendThrottle(null, () => throw new InvalidOperationException(), clock);
        Assert.Equal((true, TimeSpan.Zero), await Reserve(throttle, TimeSpan.Zero));
    }

    private SendThrottle Create(int lettersPerMinute) => new(lettersPerMinute, () => rates, clock);

    private static Task<(bool IsReserved, TimeSpan Wait)> Reserve(SendThrottle throttle, TimeSpan maxWait) =>
        throttle.Reserve(maxWait, TestContext.Current.CancellationToken);

    private static async Task<List<double>> Waits(SendThrottle throttle, int letters, TimeSpan maxWait)
    {
        var waits = new List<double>();
        for (var i = 0; i < letters; i++)
            waits.Add((await Reserve(throttle, maxWait)).Wait.TotalSeconds);
        return waits;
    }

    private sealed class CountedRates(IRateStore inner) : IRateStore
    {
        public List<int> Counts { get; } = [];

        public TaskCompletionSource? Gate { get; set; }

        public async Task<RateSlots> Reserve(
            string rate,
            int count,
            NodaTime.Duration interval,
            NodaTime.Duration maxWait,
            NodaTime.Instant now,
            CancellationToken cancellation
        )
        {
            Counts.Add(count);
            await (Gate?.Task ?? Task.CompletedTask);
            return await inner.Reserve(rate, count, interval, maxWait, now, cancellation);
        }
    }
}
