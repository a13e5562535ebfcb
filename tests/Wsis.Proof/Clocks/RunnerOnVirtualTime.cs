using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Text;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;

namespace Wsis.Proof.Clocks;

/// <summary>The embedded runner at work on the sample campaign, by a clock that the test moves.</summary>
internal sealed class RunnerOnVirtualTime : IAsyncDisposable
{
    private static readonly CampaignId Campaign = SampleCampaign.Folder.Campaign!.Id;

    private readonly InMemoryStores store = new();
    private readonly DueQueue queue;
    private readonly EmbeddedRunner runner;

    private RunnerOnVirtualTime()
    {
        queue = new DueQueue(Clock) { MaxWait = TimeSpan.FromMilliseconds(100) };
        Workflow = new TestWorkflow(store, queue, Clock);
        runner = new EmbeddedRunner(
            queue,
            Workflow.Invitations,
            Workflow.Cache,
            store.Campaigns,
            store.Invitations,
            new RunnerStatus(),
            Clock,
            NullLogger<EmbeddedRunner>.Instance
        );
    }

    public FakeTimeProvider Clock { get; } = new(At("2017-12-08T06:00"));

    public TestWorkflow Workflow { get; }

    /// <summary>Starts the runner and launches the campaign.</summary>
    public static async Task<RunnerOnVirtualTime> Launch()
    {
        var running = new RunnerOnVirtualTime();
        await running.runner.StartAsync(CancellationToken.None);
        var draft = await running.Workflow.Campaigns.Import(SampleCampaign.Folder, CancellationToken.None);
        await new CampaignActions(
            running.store.Campaigns,
            running.Workflow.Cache,
            running.Workflow.Campaigns,
            running.runner,
            running.Clock
        ).ApproveAndLaunch(draft.Id, "staff", CancellationToken.None);
        return running;
    }

    /// <summary>Time passes as it should: timers hear of it.</summary>
    public void PassUntil(string utc) => Clock.SetUtcNow(At(utc));

    /// <summary>The clock jumps without firing timers: the host was asleep, or its clock was set.</summary>
    public void Jump(string utc) => Clock.AdjustTime(At(utc));

    /// <summary>Waits for what the runner has to do now. It may have read the clock just before it was moved, and then
    /// sleeps a minute too long: such a minute of the clock passes every ten seconds.</summary>
    public async Task Until(Func<Task<bool>> done)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var looks = 1; !await done(); looks++)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(5),
                $"By {Clock.GetUtcNow():u} it has not happened; sent: "
                    + $"{string.Join(", ", Workflow.Letters.CountBy(l => l.Step).Select(s => $"{s.Key} {s.Value}"))}."
            );
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            if (looks % 500 == 0)
                Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public Task UntilSent(string step, int letters) => Until(() => Task.FromResult(Workflow.Sent(step) >= letters));

    public async Task<long> In(Phase phase) =>
        (await store.Invitations.Count(Campaign, 16, CancellationToken.None)).In(phase);

    /// <summary>Has everybody woken now, whether it is time or not, as a repair does.</summary>
    public async Task WakeAll()
    {
        foreach (var invitee in SampleCampaign.Folder.Invitees)
            await Workflow.Invitations.Advance(new InvitationKey(Campaign, invitee.Id), CancellationToken.None);
    }

    /// <summary>The number of occurrences of an entry in the journals of all invitations.</summary>
    public async Task<int> Journalled(string what)
    {
        var lines = 0;
        foreach (var invitee in SampleCampaign.Folder.Invitees)
            lines += (
                await store.Invitations.ReadJournal(
                    Partition.Containing(Campaign, invitee.Id, 16),
                    invitee.Id,
                    CancellationToken.None
                )
            ).Count(l => l.Event.ToEnglish().What == what);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await runner.StopAsync(CancellationToken.None);
        runner.Dispose();
        queue.Dispose();
    }

    private static DateTimeOffset At(string utc) =>
        LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Parse(utc)
            .Value.InUtc()
            .ToDateTimeOffset();
}
