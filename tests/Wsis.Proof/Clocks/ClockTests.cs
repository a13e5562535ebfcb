using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;

namespace Wsis.Proof.Clocks;

/// <summary>The host's clock does what clocks of hosts do.</summary>
public sealed class ClockTests(ProofReport report)
{
    [Fact]
    public async Task A_host_that_slept_over_two_reminders_sends_the_later_one()
    {
        await using var host = await RunnerOnVirtualTime.Launch();
        host.PassUntil("2017-12-12T12:00");
        await host.UntilSent("invitation", 194);
        // The first reminder is due on 3 January, the second on the 8th.
        host.Jump("2018-01-10T12:00");
        // Awake, it has another look at the clock within a minute, and need not wait for the timer that it set before
        // it slept.
        host.PassUntil("2018-01-10T12:01");
        await host.UntilSent("reminder-2", 194);
        host.PassUntil("2018-01-21T12:00");
        await host.UntilSent("last-call", 194);
        Assert.Equal(
            (194, 0, 194, 194),
            (
                host.Workflow.Sent("invitation"),
                host.Workflow.Sent("reminder-1"),
                host.Workflow.Sent("reminder-2"),
                host.Workflow.Sent("last-call")
            )
        );
        report.Add(
            "clock",
            "A host asleep from 12 December to 10 January, over two reminders of 194 invitees",
            "The later reminder once, the earlier one to nobody; the last call at its time"
        );
    }

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_sends_nothing_twice_and_reopens_nothing()
    {
        await using var host = await RunnerOnVirtualTime.Launch();
        host.PassUntil("2017-12-12T12:00");
        await host.UntilSent("invitation", 194);
        host.Jump("2017-12-12T11:00");
        await host.WakeAll();
        host.PassUntil("2018-01-05T12:00");
        await host.UntilSent("reminder-1", 194);
        host.PassUntil("2018-01-21T23:00");
        await host.Until(async () => await host.In(Phase.Unanswered) == 194);
        host.Jump("2018-01-21T22:00");
        await host.WakeAll();
        Assert.Equal(194, await host.In(Phase.Unanswered));
        host.PassUntil("2018-01-22T12:00");
        await host.WakeAll();
        Assert.Equal(
            (194, 194, 388),
            (host.Workflow.Sent("invitation"), host.Workflow.Sent("reminder-1"), host.Workflow.Letters.Count)
        );
        Assert.Equal(194, await host.Journalled("deadline passed without an answer"));
        report.Add(
            "clock",
            "The clock set back an hour after the invitations went out, and again at the deadline",
            "No letter twice, none after the deadline, each of 194 unanswered once"
        );
    }

    [Theory]
    [InlineData(24 * 31)]
    [InlineData(-1)]
    public async Task A_changed_clock_reaches_the_queue_within_a_minute(int hours)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2017, 12, 8, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMinutes(1), new DueQueue(clock).MaxWait);
        using var queue = new DueQueue(clock) { MaxWait = TimeSpan.FromMilliseconds(200) };
        queue.Set(
            new InvitationKey(new CampaignId("forum"), new InviteeId("CHE")),
            clock.GetCurrentInstant() + Duration.FromDays(30)
        );
        await queue.Wait(TestContext.Current.CancellationToken); // that somebody was put into it
        var wait = queue.Wait(TestContext.Current.CancellationToken);
        clock.AdjustTime(clock.GetUtcNow().AddHours(hours));
        await wait.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(hours > 0, queue.Next <= clock.GetCurrentInstant());
    }
}
