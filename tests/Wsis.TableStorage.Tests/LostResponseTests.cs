using Wsis.Invitations.Ports;
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
    private TableInvitationStore store = null!;
    private TableInvitationStore onlooker = null!;

    public async ValueTask InitializeAsync()
    {
        store = new TableInvitationStore(azurite.Service(wire.Options), prefix);
        onlooker = new TableInvitationStore(azurite.Service(), prefix);
        await store.Open(StoreExtensions.Cancellation);
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
        var rows = await store.CommitSucceeds(
            New(Invitation("fra"), Line("imported")),
            New(Invitation("bel"), Line("imported"))
        );

        wire.LoseResponses(1);
        rows = await store.CommitSucceeds(
            rows[0].To(i => i with { Phase = Phase.Awaiting }, Line("letter claimed")).Claiming(Dispatch("invitation")),
            rows[1].To(i => i)
        );

        rows = await store.CommitSucceeds(rows[0].To(i => i with { Phase = Phase.Answered }), rows[1].To(i => i));
        Assert.Equal(["imported", "letter claimed"], await store.Journal("fra"));
        Assert.Equal(rows.Select(r => Tally.From(r.Invitation)).Aggregate((a, b) => a.Plus(b)), await store.Count());
    }

    [Fact]
    public async Task A_commit_without_journal_or_claims_whose_answer_was_lost_is_known_as_committed()
    {
        wire.LoseResponses(1);
        var row = (await store.CommitSucceeds(New(Invitation())))[0];
        wire.LoseResponses(1);
        row = (await store.CommitSucceeds(row.To(i => i with { Phase = Phase.Awaiting })))[0];
        await store.CommitSucceeds(row.To(i => i with { Phase = Phase.Answered }));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_and_that_another_has_followed_is_known_as_committed_and_as_overtaken()
    {
        var row = (await store.CommitSucceeds(New(Invitation())))[0];
        wire.LoseResponses(1);
        wire.BeforeLoss = async () =>
            await onlooker.CommitSucceeds(
                (await onlooker.Find("fra"))!.To(i => i with { Phase = Phase.Answered }, Line("reply recorded"))
            );

        row = (
            await store.CommitSucceeds(
                row.To(i => i with { Phase = Phase.Awaiting }, Line("letter claimed")).Claiming(Dispatch("invitation"))
            )
        )[0];

        Assert.IsType<CommitResult.Conflict>(await store.TryCommit(row.To(i => i with { Phase = Phase.Withdrawn })));
        Assert.Equal(Phase.Answered, (await store.Find("fra"))!.Invitation.Phase);
        Assert.Equal(["letter claimed", "reply recorded"], await store.Journal("fra"));
    }

    [Fact]
    public async Task A_commit_all_of_whose_answers_are_lost_is_unknown_until_it_is_read()
    {
        wire.LoseResponses(All);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryCommit(New(Invitation(), Line("imported"))));
        wire.LoseResponses(0);
        var row = (await store.Find("fra"))!;
        await store.CommitSucceeds(row.To(i => i with { Phase = Phase.Awaiting }));
        Assert.Equal(1, (await store.Count()).In(Phase.Awaiting));
    }

    [Fact]
    public async Task A_campaign_whose_saving_was_not_answered_is_found_saved_by_who_reads_again()
    {
        wire.LoseResponses(1);
        Assert.Null(
            await store.SaveCampaign(
                new CampaignEntry
                {
                    Id = Forum,
                    Source = "{}",
                    Buckets = 16,
                },
                [],
                StoreExtensions.Cancellation
            )
        );
        Assert.NotNull(await store.FindCampaign(Forum, StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task An_answer_to_remember_survives_the_loss_of_ours()
    {
        wire.LoseResponses(1);
        Assert.Equal(
            "recorded",
            await store.TryAdd("webhook", "msg_1", "recorded", null, StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task The_tally_costs_commits_no_reads_once_it_is_known_and_a_count_reads_each_bucket_once()
    {
        var row = (await store.CommitSucceeds(New(Invitation())))[0];
        var before = wire.Reads;
        for (var n = 0; n < 10; n++)
            row = (await store.CommitSucceeds(row.To(i => i with { Replies = n }, Line($"{n}"))))[0];
        Assert.Equal(0, wire.Reads - before);

        await store.Count(64);
        await store.Count(64);
        Assert.Equal(128, wire.Reads - before);
    }
}
