using NodaTime;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

public sealed class CampaignCacheTests
{
    private readonly FaultyStore store = new(new InMemoryStores());
    private readonly CampaignCache cache;

    public CampaignCacheTests() =>
        cache = new(
            store.Campaigns,
            new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"),
            new CampaignSettings(new Uri("https://site.example/")),
            TimeProvider.System
        );

    [Fact]
    public async Task A_campaign_that_is_launched_while_it_is_read_sends()
    {
        var draft = await Draft();
        store.OnLetters = async () =>
        {
            store.OnLetters = null;
            await Launch(draft);
        };
        Assert.False((await cache.Get(draft.Value.Id, CancellationToken.None)).Sends);
        Assert.True((await cache.Get(draft.Value.Id, CancellationToken.None)).Sends);
    }

    [Fact]
    public async Task Two_hundred_callers_share_one_read_and_a_cancelled_one_does_not_end_it()
    {
        var draft = await Draft();
        var (readings, slow) = (0, new TaskCompletionSource());
        store.OnLetters = () =>
        {
            readings++;
            return slow.Task;
        };
        using var impatient = new CancellationTokenSource();
        var first = cache.Get(draft.Value.Id, impatient.Token);
        var others = Enumerable.Range(0, 199).Select(_ => cache.Get(draft.Value.Id, CancellationToken.None)).ToList();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            first.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken)
        );
        slow.SetResult();
        Assert.Single((await Task.WhenAll(others)).Distinct());
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task A_caller_after_a_change_does_not_get_the_read_before_it()
    {
        var draft = await Draft();
        var slow = new TaskCompletionSource();
        store.OnLetters = () => slow.Task;
        var before = cache.Get(draft.Value.Id, CancellationToken.None);
        store.OnLetters = null;
        await Launch(draft);
        Assert.True((await cache.Get(draft.Value.Id, CancellationToken.None)).Sends);
        slow.SetResult();
        Assert.False((await before).Sends);
        Assert.True((await cache.Get(draft.Value.Id, CancellationToken.None)).Sends);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        var draft = await Draft();
        store.OnLetters = () => throw new StoreUnavailableException("The store is down.");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cache.Get(draft.Value.Id, CancellationToken.None));
        store.OnLetters = null;
        Assert.Equal(draft.Value.Id, (await cache.Get(draft.Value.Id, CancellationToken.None)).Entry.Id);
    }

    [Fact]
    public async Task The_letters_of_a_launched_campaign_are_not_read_again_after_a_change()
    {
        var draft = await Draft();
        await store.Campaigns.SaveLetters(
            draft.Value.Id,
            [.. SampleCampaign.Folder.Letters.Select(l => l.Source)],
            CancellationToken.None
        );
        var readings = 0;
        store.OnLetters = () =>
        {
            readings++;
            return Task.CompletedTask;
        };
        await Change(CampaignState.Draft, null);
        await Change(CampaignState.Running, Instant.FromUnixTimeSeconds(0));
        Assert.Equal(2, readings);
        var running = await Change(CampaignState.Running, Instant.FromUnixTimeSeconds(0));
        var paused = await Change(CampaignState.Paused, Instant.FromUnixTimeSeconds(0));
        Assert.Equal((2, CampaignState.Paused), (readings, paused.Entry.State));
        Assert.NotEmpty(running.Letters);
        Assert.Equal(running.Letters, paused.Letters);
        // Another campaign of the same id.
        await Change(CampaignState.Running, Instant.FromUnixTimeSeconds(1));
        Assert.Equal(3, readings);

        async Task<LoadedCampaign> Change(CampaignState state, Instant? launchedAt)
        {
            var row = (await store.Campaigns.Find(draft.Value.Id, CancellationToken.None))!;
            var next = row.Value with { State = state, LaunchedAt = launchedAt };
            await store.Campaigns.Save(next, row.Version, [], CancellationToken.None);
            cache.Changed(next.Id);
            return await cache.Get(next.Id, CancellationToken.None);
        }
    }

    private async Task<Versioned<CampaignEntry>> Draft() =>
        (
            await store.Campaigns.Save(
                new CampaignEntry
                {
                    Id = SampleCampaign.Folder.Campaign!.Id,
                    Source = SampleCampaign.Folder.Source,
                    State = CampaignState.Draft,
                    Buckets = 16,
                },
                null,
                [],
                CancellationToken.None
            )
        )!;

    private async Task Launch(Versioned<CampaignEntry> draft)
    {
        await store.Campaigns.Save(
            draft.Value with
            {
                State = CampaignState.Running,
            },
            draft.Version,
            [],
            CancellationToken.None
        );
        cache.Changed(draft.Value.Id);
    }
}
