using Microsoft.Extensions.Time.Testing;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid.Tests;

public sealed class SendThrottleTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Letters_are_spread_evenly_over_the_minute()
    {
        var throttle = new SendThrottle(60, clock);

        Assert.Equal(
            [0, 1, 2],
            Enumerable.Range(0, 3).Select(_ => throttle.Reserve(TimeSpan.FromMinutes(1)).Wait.TotalSeconds)
        );
    }

    [Fact]
    public void Time_in_which_nothing_was_sent_is_not_made_up_for_by_a_burst()
    {
        var throttle = new SendThrottle(60, clock);
        throttle.Reserve(TimeSpan.Zero);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(
            [0, 1],
            Enumerable.Range(0, 2).Select(_ => throttle.Reserve(TimeSpan.FromMinutes(1)).Wait.TotalSeconds)
        );
    }

    [Fact]
    public void Letters_whose_turn_is_too_far_off_are_put_back_with_increasing_times()
    {
        var throttle = new SendThrottle(60, clock);
        throttle.Reserve(TimeSpan.Zero);

        var later = Enumerable.Range(0, 3).Select(_ => throttle.Reserve(TimeSpan.Zero)).ToList();

        Assert.All(later, turn => Assert.False(turn.IsReserved));
        Assert.Equal([2, 3, 4], later.Select(turn => turn.Wait.TotalSeconds));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(throttle.Reserve(TimeSpan.Zero).IsReserved);
    }

    [Fact]
    public void Without_a_pace_nothing_waits() =>
        Assert.Equal((true, TimeSpan.Zero), new SendThrottle(null, clock).Reserve(TimeSpan.Zero));
}
