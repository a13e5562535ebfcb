using NodaTime;
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

    public void Dispose() => queue.Dispose();
}
