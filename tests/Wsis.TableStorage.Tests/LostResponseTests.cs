using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>A request was carried out, and the connection broke before its answer came. The client sends it
/// again.</summary>
public sealed class LostResponseTests(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>More than the client tries.</summary>
    private const int All = 100;

    private readonly string prefix = $"L{Guid.NewGuid():N}"[..12];
    private readonly FaultyTransport wire = new();
    private TableStores store = null!;
    private TableStores onlooker = null!;

    public async ValueTask InitializeAsync()
    {
        store = azurite.OpenStores(prefix, wire.Options);
        onlooker = azurite.OpenStores(prefix);
        await store.Initializer.Initialize(StoreExtensions.Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        wire.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_known_as_committed()
    {
        wire.LoseResponses(1);
        var rows = await store.Invitations.CommitSucceeds(
            New(Invitation("fra"), Line("imported")),
            New(Invitation("bel"), Line("imported"))
        );

        wire.LoseResponses(1);
        rows = await store.Invitations.CommitSucceeds(
            rows[0].To(i => i with { Phase = Phase.Awaiting }, Line("letter claimed")).Claiming(Dispatch("invitation")),
            rows[1].To(i => i)
        );

        rows = await store.Invitations.CommitSucceeds(
            rows[0].To(i => i with { Phase = Phase.Answered }),
            rows[1].To(i => i)
        );
        Assert.Equal(["imported", "letter claimed"], await store.Invitations.Journal("fra"));
        Assert.Equal(
            rows.Select(r => Tally.From(r.Value)).Aggregate((a, b) => a.Plus(b)),
            await store.Invitations.Count()
        );
    }

    [Fact]
    public async Task A_commit_without_journal_or_claims_whose_answer_was_lost_is_known_as_committed()
    {
        wire.LoseResponses(1);
        var row = (await store.Invitations.CommitSucceeds(New(Invitation())))[0];
        wire.LoseResponses(1);
        row = (await store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Awaiting })))[0];
        await store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Answered }));
    }

    [Fact]
    public async Task A_commit_with_a_lost_response_that_another_commit_followed_is_known_as_superseded()
    {
        var row = (await store.Invitations.CommitSucceeds(New(Invitation())))[0];
        wire.LoseResponses(1);
        wire.BeforeLoss = async () =>
            await onlooker.Invitations.CommitSucceeds(
                (await onlooker.Invitations.Find("fra"))!.To(
                    i => i with { Phase = Phase.Answered },
                    Line("reply recorded")
                )
            );

        row = (
            await store.Invitations.CommitSucceeds(
                row.To(i => i with { Phase = Phase.Awaiting }, Line("letter claimed")).Claiming(Dispatch("invitation"))
            )
        )[0];

        Assert.IsType<CommitResult.Conflict>(
            await store.Invitations.TryCommit(row.To(i => i with { Phase = Phase.Withdrawn }))
        );
        Assert.Equal(Phase.Answered, (await store.Invitations.Find("fra"))!.Value.Phase);
        Assert.Equal(["letter claimed", "reply recorded"], await store.Invitations.Journal("fra"));
    }

    [Fact]
    public async Task A_commit_all_of_whose_answers_are_lost_is_unknown_until_it_is_read()
    {
        wire.LoseResponses(All);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.Invitations.TryCommit(New(Invitation(), Line("imported")))
        );
        wire.LoseResponses(0);
        var row = (await store.Invitations.Find("fra"))!;
        await store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Awaiting }));
        Assert.Equal(1, (await store.Invitations.Count()).In(Phase.Awaiting));
    }

    [Fact]
    public async Task A_campaign_whose_saving_was_not_answered_is_found_saved_by_who_reads_again()
    {
        wire.LoseResponses(1);
        Assert.Null(
            await store.Campaigns.Save(
                new CampaignEntry
                {
                    Id = Forum,
                    Source = "{}",
                    Buckets = 16,
                },
                null,
                [],
                StoreExtensions.Cancellation
            )
        );
        Assert.NotNull(await store.Campaigns.Find(Forum, StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task An_answer_to_remember_survives_the_loss_of_ours()
    {
        wire.LoseResponses(1);
        Assert.Equal(
            "recorded",
            await store.Idempotency.TryAdd("webhook", "msg_1", "recorded", null, StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task The_tally_costs_commits_no_reads_once_it_is_known_and_a_count_reads_each_bucket_once()
    {
        var row = (await store.Invitations.CommitSucceeds(New(Invitation())))[0];
        var before = wire.Reads;
        for (var n = 0; n < 10; n++)
            row = (await store.Invitations.CommitSucceeds(row.To(i => i with { Replies = n }, Line($"{n}"))))[0];
        Assert.Equal(0, wire.Reads - before);

        await store.Invitations.Count(64);
        await store.Invitations.Count(64);
        Assert.Equal(128, wire.Reads - before);
    }
}
