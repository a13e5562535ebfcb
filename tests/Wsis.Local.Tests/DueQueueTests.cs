using NodaTime;
using NodaTime.Extensions;
using Wsis.Local.Running;

namespace Wsis.Local.Tests;

public sealed class DueQueueTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2018, 1, 15, 8, 0);

    private readonly DueQueue queue = new(TimeProvider.System);

    [Fact]
    public void A_dequeued_entry_is_in_flight_until_it_is_completed()
    {
        Assert.True(queue.IsIdle(Now));
        queue.Set(TestHost.Key("CHE"), Now);
        queue.Set(TestHost.Key("FRA"), Now);
        Assert.False(queue.IsIdle(Now));

        var due = queue.TakeDue(Now);
        Assert.Equal(2, due.Count);
        Assert.Null(queue.Next);
        Assert.False(queue.IsIdle(Now));
        queue.PutBack(due[0], Now + Duration.FromHours(1));
        queue.Complete(1);
        Assert.True(queue.IsBusy);
        queue.Complete(1);
        Assert.False(queue.IsBusy);
        Assert.True(queue.IsIdle(Now));
        Assert.False(queue.IsIdle(Now + Duration.FromHours(1)));
    }

    [Fact]
    public async Task It_is_never_at_rest_while_something_passes_from_due_to_work_and_back()
    {
        var (rests, stopped) = (0, 0);
        queue.Set(TestHost.Key("CHE"), Now);
        var worker = Task.Run(
            () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    var due = queue.TakeDue(Now);
                    foreach (var key in due)
                        queue.PutBack(key, Now);
                    queue.Complete(due.Count);
                }
                Volatile.Write(ref stopped, 1);
            },
            TestContext.Current.CancellationToken
        );
        while (Volatile.Read(ref stopped) == 0)
            rests += queue.IsIdle(Now) ? 1 : 0;
        await worker;
        Assert.Equal(0, rests);
    }

    [Fact]
    public async Task An_empty_queue_on_a_fast_clock_waits_by_the_system_clock()
    {
        var clock = Accelerate(daysPerSecond: 20);
        using var fast = new DueQueue(clock);
        var wait = fast.Wait(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        fast.SignalChange();
        await wait;
    }

    [Fact]
    public async Task A_wait_on_a_fast_clock_ends_when_the_entry_is_due_and_not_before()
    {
        var clock = Accelerate(daysPerSecond: 20);
        using var fast = new DueQueue(clock);
        var due = clock.GetCurrentInstant() + Duration.FromDays(3);
        fast.Set(TestHost.Key("CHE"), due);
        var waits = 0;
        for (; clock.GetCurrentInstant() < due; waits++)
            await fast.Wait(TestContext.Current.CancellationToken);
        // The first wait ends at once, because the entry was set. A timer may be early by its resolution.
        Assert.InRange(waits, 1, 4);
    }

    [Fact]
    public void A_retry_on_a_fast_clock_waits_by_the_system_clock()
    {
        var clock = Accelerate(daysPerSecond: 2);
        var before = clock.GetCurrentInstant();
        Assert.True(clock.GetInstantAfter(TimeSpan.FromSeconds(5)) >= before + Duration.FromDays(10));
    }

    public void Dispose() => queue.Dispose();

    private static AcceleratedClock Accelerate(double daysPerSecond)
    {
        var clock = new AcceleratedClock(Now.ToDateTimeOffset(), daysPerSecond * TimeSpan.FromDays(1).TotalSeconds);
        clock.Release();
        return clock;
    }
}
