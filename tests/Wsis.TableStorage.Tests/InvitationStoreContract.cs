using Wsis.Invitations.Journal;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IInvitationStore"/>: commits.</summary>
public abstract partial class InvitationStoreContract(TestStores stores) : StoreContract(stores)
{
    [Fact]
    public async Task A_committed_invitation_is_found_as_it_was_written()
    {
        var full = FullInvitation();
        var committed = await Store.Invitations.CommitSucceeds(New(full) with { After = full });
        var found = await Store.Invitations.Find("fra.1_A-b");
        AssertSame(full, found!.Value);
        Assert.Equal(committed[0].Version, found.Version);
    }

    [Fact]
    public async Task An_invitation_that_was_never_committed_is_not_found() =>
        Assert.Null(await Store.Invitations.Find("fra"));

    [Fact]
    public async Task A_commit_of_nothing_does_nothing() => Assert.Empty(await Store.Invitations.CommitSucceeds());

    [Fact]
    public async Task A_change_names_the_version_it_was_decided_on()
    {
        var rows = await Store.Invitations.CommitSucceeds(New(Invitation()));
        rows = await Store.Invitations.CommitSucceeds(rows[0].To(i => i with { Phase = Phase.Awaiting }));
        rows = await Store.Invitations.CommitSucceeds(rows[0].To(i => i with { Phase = Phase.Answered }));
        Assert.Equal(Phase.Answered, (await Store.Invitations.Find("fra"))!.Value.Phase);
    }

    [Fact]
    public async Task A_change_to_an_overtaken_version_conflicts_and_writes_nothing()
    {
        var stale = (await Store.Invitations.CommitSucceeds(New(Invitation("fra")), New(Invitation("bel"))))[0];
        await Store.Invitations.CommitSucceeds(stale.To(i => i with { Phase = Phase.Awaiting }, Line("first")));
        var tally = await Store.Invitations.Count();

        var result = await Store.Invitations.TryCommit(
            New(Invitation("esp"), Line("new")),
            stale.To(i => i with { Phase = Phase.Withdrawn }, Line("second")).Claiming(Dispatch("withdrawal"))
        );

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Equal(Phase.Awaiting, (await Store.Invitations.Find("fra"))!.Value.Phase);
        Assert.Null(await Store.Invitations.Find("esp"));
        Assert.Equal(["first"], await Store.Invitations.Journal("fra"));
        Assert.Empty(await Store.Invitations.Journal("esp"));
        Assert.Equal(tally, await Store.Invitations.Count());
        await Store.Invitations.CommitSucceeds(
            (await Store.Invitations.Find("fra"))!.To(i => i).Claiming(Dispatch("withdrawal"))
        );
    }

    [Fact]
    public async Task A_new_invitation_that_is_there_already_conflicts()
    {
        await Store.Invitations.CommitSucceeds(New(Invitation()));
        Assert.IsType<CommitResult.Conflict>(await Store.Invitations.TryCommit(New(Invitation(phase: Phase.Awaiting))));
        Assert.Equal(Phase.Scheduled, (await Store.Invitations.Find("fra"))!.Value.Phase);
    }

    [Fact]
    public async Task A_change_to_an_invitation_that_is_not_there_conflicts()
    {
        var elsewhere = (await Store.Invitations.CommitSucceeds(New(Invitation("fra"))))[0];
        Assert.IsType<CommitResult.Conflict>(
            await Store.Invitations.TryCommit(
                new Versioned<Invitation>(Invitation("bel"), elsewhere.Version).To(i => i)
            )
        );
    }

    [Fact]
    public async Task A_dispatch_is_claimed_once_whatever_the_row_says()
    {
        var row = (await Store.Invitations.CommitSucceeds(New(Invitation())))[0];
        row = (await Store.Invitations.CommitSucceeds(row.To(i => i).Claiming(Dispatch("invitation"))))[0];

        Assert.IsType<CommitResult.Conflict>(
            await Store.Invitations.TryCommit(
                row.To(i => i with { Phase = Phase.Awaiting }).Claiming(Dispatch("invitation"))
            )
        );
        Assert.Equal(Phase.Scheduled, (await Store.Invitations.Find("fra"))!.Value.Phase);

        await Store.Invitations.CommitSucceeds(
            row.To(i => i).Claiming(Dispatch("invitation") with { Edition = 2 }, Dispatch("reminder-1"))
        );
    }

    [Fact]
    public async Task Journal_lines_are_kept_in_their_order_and_apart_from_those_of_others_with_a_similar_id()
    {
        var rows = await Store.Invitations.CommitSucceeds(
            New(Invitation("fr"), Line("a"), Line("b")),
            New(Invitation("fra"), Line("x")),
            New(Invitation("fr.a"), Line("y")),
            New(Invitation("FR"), Line("z"))
        );
        await Store.Invitations.CommitSucceeds(rows[0].To(i => i, Line("c"), Line("d")));
        Assert.Equal(["a", "b", "c", "d"], await Store.Invitations.Journal("fr"));
        Assert.Equal(["x"], await Store.Invitations.Journal("fra"));
        Assert.Equal(["y"], await Store.Invitations.Journal("fr.a"));
        Assert.Equal(["z"], await Store.Invitations.Journal("FR"));
    }

    [Fact]
    public async Task A_journal_line_is_read_as_it_was_written()
    {
        var line = new JournalEntry(
            Noon.PlusNanoseconds(7),
            new JournalEvent.ReplyRecorded(Reply(new Answer.Declined(), "sorry")),
            "staff@example.org"
        );
        await Store.Invitations.CommitSucceeds(New(Invitation(), line));
        Assert.Equal(
            line,
            Assert.Single(
                await Store.Invitations.ReadJournal(Bucket, Invitation().Invitee.Id, StoreExtensions.Cancellation)
            )
        );
    }

    [Fact]
    public async Task A_journal_of_more_than_a_thousand_lines_is_read_whole()
    {
        var row = (await Store.Invitations.CommitSucceeds(New(Invitation())))[0];
        for (var n = 0; n < 1030; n += 98)
            row = (
                await Store.Invitations.CommitSucceeds(
                    row.To(i => i, [.. Enumerable.Range(n, 98).Select(k => Line($"{k}"))])
                )
            )[0];
        var journal = await Store.Invitations.Journal("fra");
        Assert.Equal(Enumerable.Range(0, 1078).Select(k => $"{k}"), journal);
    }

    [Fact]
    public async Task A_commit_holds_99_rows_and_no_more()
    {
        await Store.Invitations.CommitSucceeds([.. Enumerable.Range(0, 99).Select(n => New(Invitation($"i{n}")))]);
        var tooMany = Enumerable.Range(0, 50).Select(n => New(Invitation($"j{n}"), Line("imported"))).ToArray();
        var refusal = await Assert.ThrowsAsync<StoreLimitException>(() => Store.Invitations.TryCommit(tooMany));
        Assert.Contains("100 rows", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Store.Invitations.Find("j0"));
    }

    [Fact]
    public Task Two_changes_to_one_invitation_are_a_mistake_of_the_caller() =>
        Assert.ThrowsAsync<ArgumentException>(() => Store.Invitations.TryCommit(New(Invitation()), New(Invitation())));

    [Fact]
    public async Task Commits_side_by_side_from_two_instances_lose_no_count()
    {
        var again = SameStoreAgain();
        await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async n =>
                {
                    var store = n % 2 == 0 ? Store : again;
                    var row = (await store.Invitations.CommitSucceeds(New(Invitation($"i{n}"), Line("imported"))))[0];
                    await store.Invitations.CommitSucceeds(
                        row.To(i => i with { Phase = Phase.Awaiting, Attention = Attention.Refused }, Line("changed"))
                    );
                })
        );
        var all = await Store.Invitations.List();
        Assert.Equal(60, all.Items.Count);
        Assert.Equal(
            all.Items.Select(s => Tally.From(s.Value)).Aggregate(Tally.Empty, (a, b) => a.Plus(b)),
            await Store.Invitations.Count()
        );
    }

    [Fact]
    public async Task One_of_two_commits_to_a_row_from_two_instances_succeeds_each_time()
    {
        var again = SameStoreAgain();
        await Store.Invitations.CommitSucceeds(New(Invitation()));
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async n =>
                {
                    var store = n % 2 == 0 ? Store : again;
                    while (
                        await store.Invitations.TryCommit(
                            (await store.Invitations.Find("fra"))!.To(
                                i => i with { Replies = i.Replies + 1 },
                                Line($"{n}")
                            )
                        ) is CommitResult.Conflict
                    ) { }
                })
        );
        var row = (await Store.Invitations.Find("fra"))!.Value;
        Assert.Equal((20, 20), (row.Replies, row.JournalLength));
        Assert.Equal(20, (await Store.Invitations.Journal("fra")).Distinct().Count());
        Assert.Equal(20, (await Store.Invitations.Count())["replies"]);
    }

    [Fact]
    public async Task A_commit_under_an_earlier_plan_is_refused_by_every_instance_and_writes_nothing()
    {
        var again = SameStoreAgain();
        var row = (await Store.Invitations.CommitUnder(3, New(Invitation("fra"))))[0];
        row = (await again.Invitations.CommitUnder(3, row.To(i => i with { Phase = Phase.Awaiting })))[0];
        // The other instance has the row of the tally in its cache.
        await Store.Invitations.RaisePlan(Bucket, 4, StoreExtensions.Cancellation);
        var tally = await Store.Invitations.Count();

        foreach (var store in new[] { Store, again })
            Assert.IsType<CommitResult.PlanChanged>(
                await store.Invitations.Commit(
                    Bucket,
                    [row.To(i => i with { Phase = Phase.Answered }, Line("late")), New(Invitation("bel"))],
                    StoreExtensions.Cancellation,
                    plan: 3
                )
            );

        Assert.Equal(row, await Store.Invitations.Find("fra"), SameVersion);
        Assert.Null(await Store.Invitations.Find("bel"));
        Assert.Empty(await Store.Invitations.Journal("fra"));
        Assert.Equal(tally, await Store.Invitations.Count());
        await again.Invitations.CommitUnder(4, row.To(i => i with { Phase = Phase.Answered }));
    }

    [Fact]
    public async Task A_commit_that_does_not_depend_on_the_plan_is_never_refused_for_it()
    {
        await Store.Invitations.RaisePlan(Bucket, 7, StoreExtensions.Cancellation);
        await Store.Invitations.CommitSucceeds(New(Invitation()));
    }

    [Fact]
    public async Task A_plan_in_force_is_never_replaced_by_an_earlier_one()
    {
        var again = SameStoreAgain();
        Assert.Equal(0, (await Store.Invitations.ReadMark(Bucket, StoreExtensions.Cancellation)).Plan);
        await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(plan =>
                    (plan % 2 == 0 ? Store : again).Invitations.RaisePlan(Bucket, plan, StoreExtensions.Cancellation)
                )
        );
        Assert.Equal(10, (await Store.Invitations.ReadMark(Bucket, StoreExtensions.Cancellation)).Plan);
        Assert.Equal(10, (await again.Invitations.RaisePlan(Bucket, 5, StoreExtensions.Cancellation)).Plan);
    }

    [Fact]
    public async Task A_commit_under_a_later_plan_puts_it_in_force()
    {
        await Store.Invitations.CommitUnder(2, New(Invitation("fra")));
        Assert.IsType<CommitResult.PlanChanged>(
            await Store.Invitations.Commit(Bucket, [New(Invitation("bel"))], StoreExtensions.Cancellation, plan: 1)
        );
    }

    [Fact]
    public async Task A_partition_knows_its_claimed_letters_and_its_recalls()
    {
        var claimed = Invitation() with
        {
            Dispatches = [Dispatch("invitation") with { State = DispatchState.Claimed }],
        };
        var row = (await Store.Invitations.CommitSucceeds(New(claimed)))[0];
        Assert.Equal(new PlanMark(0, 0, 0, 1), await Mark());

        await Store.Invitations.CommitSucceeds(
            row.To(i => i with { Dispatches = [Dispatch("invitation") with { State = DispatchState.Sent }] }) with
            {
                Recalls = true,
            }
        );
        Assert.Equal(new PlanMark(0, 1, 0, 0), await Mark());

        await SameStoreAgain().Invitations.MarkReplanned(Bucket, 6, StoreExtensions.Cancellation);
        await Store.Invitations.MarkReplanned(Bucket, 5, StoreExtensions.Cancellation);
        Assert.Equal(new PlanMark(0, 1, 6, 0), await Mark());

        Task<PlanMark> Mark() => Store.Invitations.ReadMark(Bucket, StoreExtensions.Cancellation);
    }

    private static bool SameVersion(Versioned<Invitation>? one, Versioned<Invitation>? other) =>
        one?.Version == other?.Version;

    [Fact]
    public async Task The_tally_counts_every_bucket_and_only_this_campaign()
    {
        Assert.Equal(Tally.Empty, await Store.Invitations.Count());
        foreach (var bucket in new[] { 0, 7, 127 })
            await Store.Invitations.Commit(
                new Partition(Forum, bucket),
                [New(Invitation($"b{bucket}"))],
                StoreExtensions.Cancellation
            );
        Assert.Equal(3, (await Store.Invitations.Count(128)).Invitees);
        Assert.Equal(2, (await Store.Invitations.Count(16)).Invitees);
        Assert.Equal(0, (await Store.Invitations.Count(new("another"), 16, StoreExtensions.Cancellation)).Invitees);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task A_text_from_outside_is_kept_to_the_letter(string text)
    {
        var name = text.Length > 200 ? text[..200] : text;
        var reply = Reply(new Answer.Delegated(new Representative(name, name, null), new Participation()), text);
        await Store.Invitations.CommitSucceeds(
            New(Invitation() with { Reply = reply }, new JournalEntry(Noon, new JournalEvent.ReplyRecorded(reply)))
        );
        Assert.Equal(reply, (await Store.Invitations.Find("fra"))!.Value.Reply);
        Assert.Equal(
            reply,
            (await Store.Invitations.ReadJournal(Bucket, Invitation().Invitee.Id, StoreExtensions.Cancellation))[
                0
            ].Reply
        );
        Assert.Equal(reply, (await Store.Invitations.List()).Items[0].Value.Reply);
    }

    public static TheoryData<string> HostileTexts =>
        [
            "",
            " ",
            "\0",
            "a\0b\u0001\u001f\u007f\u0085",
            "line\r\nline\n\rline\u2028\u2029",
            "'; drop table \"x\" -- {\"a\":1}",
            "<script>alert(1)</script>&amp;",
            "\\u0000 \\ \\\\ \"",
            "👩‍👩‍👧‍👦 🇫🇷 𝔘𝔫𝔦",
            "\u202egnirts\u202c \u200f مرحبا \u2066x\u2069",
            "e\u0301 \u00e9 \ufeff \ufffd \uffff",
            "%00 %2F + =cmd|'/C calc'!A0",
            "--changeset_1\r\nPOST http://example.org HTTP/1.1\r\n\r\n{\"PartitionKey\":\"x\"}\r\n--batch--",
            new string('é', Invitations.Replies.Reply.MaxRemarkLength),
            new string('"', Invitations.Replies.Reply.MaxRemarkLength),
            new string('\0', Invitations.Replies.Reply.MaxRemarkLength),
        ];

    /// <summary>Compares element by element: records that hold immutable arrays are equal only where the arrays are the
    /// same ones.</summary>
    private static void AssertSame(Invitation expected, Invitation actual)
    {
        Assert.Equal(expected.Dispatches, actual.Dispatches);
        Assert.Equal(expected.Requests, actual.Requests);
        Assert.Equal(expected.Seen, actual.Seen);
        Assert.Equal(expected.FormerStatements, actual.FormerStatements);
        Assert.Equal(
            expected,
            actual with
            {
                Dispatches = expected.Dispatches,
                FormerStatements = expected.FormerStatements,
                Requests = expected.Requests,
                Seen = expected.Seen,
            }
        );
    }
}

public sealed class InMemoryInvitationStoreTests() : InvitationStoreContract(new InMemoryTestStores());

public sealed class TableInvitationStoreTests(AzuriteFixture azurite)
    : InvitationStoreContract(new TableTestStores(azurite))
{
    [Fact]
    public async Task Half_a_surrogate_pair_becomes_the_replacement_character_and_loses_nothing_around_it()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation() with { Reply = Reply(new Answer.Declined(), "a\ud83dz") })
        );
        Assert.Equal("a\ufffdz", (await Store.Invitations.Find("fra"))!.Value.Reply!.Remarks);
    }

    [Fact]
    public async Task A_dozen_instances_that_write_to_one_partition_all_get_through()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async instance =>
                {
                    var store = SameStoreAgain();
                    for (var n = 0; n < 10; n++)
                        await CommitAtLast(store, New(Invitation($"i{instance}-{n}"), Line("imported")));
                })
        );
        Assert.Equal(120, (await Store.Invitations.Count()).Invitees);
    }

    /// <summary>Commits as a caller does: where the store did not answer in time, it looks and decides again.</summary>
    private static async Task CommitAtLast(Stores store, Change change)
    {
        for (var isStored = false; !isStored; )
            try
            {
                isStored =
                    await store.Invitations.Find(change.After.Invitee.Id.Value) is not null
                    || await store.Invitations.TryCommit(change) is CommitResult.Committed;
            }
            catch (StoreUnavailableException) { }
    }
}
