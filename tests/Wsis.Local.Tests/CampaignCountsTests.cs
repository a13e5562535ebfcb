using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

public sealed class CampaignCountsTests
{
    [Fact]
    public async Task Many_callers_cause_one_read_a_second()
    {
        await using var app = await TestHost.Start();
        var clock = new SteppingClock();
        var counts = new CampaignCounts(app.Store.Invitations, clock);
        var entry = (await app.Store.Campaigns.Find(SampleCampaign.Folder.Campaign!.Id, CancellationToken.None))!.Value;
        var first = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => counts.Load(entry, CancellationToken.None)));
        Assert.All(first, t => Assert.Same(first[0], t));
        Assert.Equal(SampleCampaign.Few.Invitees.Count, first[0].Invitees);

        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        Assert.Same(first[0], await counts.Load(entry, CancellationToken.None));
        clock.Step(CampaignCounts.Freshness);
        Assert.Equal(1, (await counts.Load(entry, CancellationToken.None))["answer:accepted"]);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        await using var app = await TestHost.Start();
        var counts = new CampaignCounts(app.Store.Invitations, new SteppingClock());
        var entry = (await app.Store.Campaigns.Find(SampleCampaign.Folder.Campaign!.Id, CancellationToken.None))!.Value;
        app.Store.IsDown = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => counts.Load(entry, CancellationToken.None));
        app.Store.IsDown = false;
        Assert.Equal(SampleCampaign.Few.Invitees.Count, (await counts.Load(entry, CancellationToken.None)).Invitees);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Step(TimeSpan span) => ticks += span.Ticks;
    }
}
