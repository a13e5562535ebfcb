using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>Rows that the service would reject are rejected before a request, with a message that names the
/// row.</summary>
public sealed class LimitTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly string TooLong = new('x', 32_769);

    private TableStores store = null!;

    public async ValueTask InitializeAsync()
    {
        store = azurite.OpenStores($"M{Guid.NewGuid():N}"[..12]);
        await store.Initializer.Initialize(StoreExtensions.Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_longest_prefix_gives_names_that_the_service_accepts()
    {
        var prefix = $"L{Guid.NewGuid():N}".PadRight(StoreTables.MaxPrefixLength, 'x');

        await azurite.OpenStores(prefix).Initializer.Initialize(StoreExtensions.Cancellation);
    }

    [Fact]
    public async Task An_invitation_that_is_too_large_is_refused_by_name()
    {
        var refusal = await ReadRejection(() =>
            store.Invitations.TryCommit(
                New(Invitation("bel")),
                New(Invitation() with { Reply = Reply(new Answer.Declined(), TooLong) })
            )
        );
        Assert.StartsWith(
            "The row 'I~fra' of 'wsis-forum-2018~007' is too large: its Data has 33,",
            refusal,
            StringComparison.Ordinal
        );
        Assert.EndsWith("and a property holds 32,768.", refusal, StringComparison.Ordinal);
        Assert.Null(await store.Invitations.Find("bel"));
    }

    [Fact]
    public async Task The_longest_short_letters_and_a_full_delegation_fit_into_a_row()
    {
        var letter = new PersonalText(
            new string('\"', PersonalText.MaxSubjectLength),
            new string('x', PersonalText.MaxTextLength)
        );
        // As many letters as fit without a delegation.
        var dispatches = Enumerable
            .Range(1, 6)
            .Select(n =>
                Dispatch($"personal-{n}") with
                {
                    Kind = LetterKind.Personal,
                    Text = letter,
                    State = DispatchState.Sent,
                }
            );
        var persons = Enumerable
            .Range(0, Delegation.MaxMembers)
            .Select(_ => new DelegationMember(new string('\"', Delegation.MaxLength / Delegation.MaxMembers)));
        var full = Invitation(phase: Phase.Answered) with
        {
            Reply = Reply(new Answer.Accepted(new Participation())),
            Dispatches = [.. dispatches],
        };
        var written = (await store.Invitations.CommitSucceeds(New(full)))[0];
        var named = new Delegation([.. persons], 1);
        await store.Invitations.CommitSucceeds(written.To(i => i with { Delegation = named }));
        var read = (await store.Invitations.Find("fra"))!;
        Assert.Equal(named, read.Value.Delegation);
        await store.Invitations.CommitSucceeds(read.To(i => i with { Delegation = null }));
        Assert.Null((await store.Invitations.Find("fra"))!.Value.Delegation);
    }

    [Fact]
    public async Task A_journal_line_that_is_too_large_is_refused_by_name() =>
        Assert.Contains(
            "'J~fra~000001'",
            await ReadRejection(() => store.Invitations.TryCommit(New(Invitation(), Line("short"), Line(TooLong)))),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_commit_that_is_too_large_in_sum_is_refused()
    {
        var remark = new string('ü', 30_000);
        var changes = Enumerable
            .Range(0, 40)
            .Select(n => New(Invitation($"i{n}") with { Reply = Reply(new Answer.Declined(), remark) }))
            .ToArray();
        var refusal = await ReadRejection(() => store.Invitations.TryCommit(changes));
        Assert.Contains("a transaction holds 100 rows and 4,194,304 bytes", refusal, StringComparison.Ordinal);
        Assert.Null(await store.Invitations.Find("i0"));
        await store.Invitations.CommitSucceeds(changes[..20]);
    }

    [Fact]
    public async Task A_campaign_a_letter_and_an_answer_that_are_too_large_are_refused()
    {
        var campaign = new CampaignEntry
        {
            Id = Forum,
            Source = TooLong,
            Buckets = 16,
        };
        Assert.Contains(
            "its Source has 32,769 characters",
            await ReadRejection(() => store.Campaigns.Save(campaign, null, [], StoreExtensions.Cancellation)),
            StringComparison.Ordinal
        );
        LetterSource[] letters = [new(Language.French, "short", ""), new(Language.French, "long", TooLong)];
        Assert.Contains(
            "'L~fr~long'",
            await ReadRejection(() => store.Campaigns.SaveLetters(Forum, letters, StoreExtensions.Cancellation)),
            StringComparison.Ordinal
        );
        Assert.Empty(await store.Campaigns.ReadLetters(Forum, StoreExtensions.Cancellation));
        Assert.Contains(
            "its Answer has",
            await ReadRejection(() =>
                store.Idempotency.TryAdd("webhook", "msg_1", TooLong, null, StoreExtensions.Cancellation)
            ),
            StringComparison.Ordinal
        );
    }

    private static async Task<string> ReadRejection(Func<Task> call) =>
        (await Assert.ThrowsAsync<StoreLimitException>(call)).Message;
}
