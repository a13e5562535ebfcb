using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <content>Reading.</content>
public abstract partial class InvitationStoreContract
{
    [Fact]
    public async Task Due_are_those_whose_wake_up_has_come_to_the_nanosecond()
    {
        await Store.Invitations.CommitSucceeds(
            New(Invitation("long-ago") with { WakeAt = Instant.MinValue }),
            New(Invitation("before") with { WakeAt = Noon.PlusNanoseconds(-1) }),
            New(Invitation("now") with { WakeAt = Noon.PlusNanoseconds(50) }),
            New(Invitation("a-moment-later") with { WakeAt = Noon.PlusNanoseconds(51) }),
            New(Invitation("later") with { WakeAt = Noon.PlusTicks(1) }),
            New(Invitation("some-day") with { WakeAt = Instant.MaxValue }),
            New(Invitation("never"))
        );
        Assert.Equal(["before", "long-ago", "now"], await Store.Invitations.FindDue(Noon.PlusNanoseconds(50)));
        Assert.Equal(["before", "long-ago"], await Store.Invitations.FindDue(Noon));
        Assert.Equal(
            ["a-moment-later", "before", "later", "long-ago", "now", "some-day"],
            await Store.Invitations.FindDue(Instant.MaxValue)
        );
        Assert.Equal(2, (await Store.Invitations.FindDue(Noon.PlusTicks(1), max: 2)).Length);
    }

    [Fact]
    public async Task Due_in_a_campaign_are_those_of_all_its_partitions_and_of_no_other_campaign()
    {
        var other = new CampaignId($"{Forum}-2");
        foreach (
            var (partition, name) in new[]
            {
                (new Partition(Forum, 0), "first"),
                (new Partition(Forum, 9), "second"),
                (new Partition(Forum, 255), "last"),
                (new Partition(other, 0), "of-another"),
                (new Partition(new CampaignId(Forum.Value[..^1]), 0), "of-a-third"),
            }
        )
            Assert.IsType<CommitResult.Committed>(
                await Store.Invitations.Commit(
                    partition,
                    [
                        New(Invitation(name) with { Campaign = partition.Campaign, WakeAt = Noon }),
                        New(
                            Invitation($"{name}-later") with
                            {
                                Campaign = partition.Campaign,
                                WakeAt = Noon + Duration.FromSeconds(1),
                            }
                        ),
                    ],
                    StoreExtensions.Cancellation
                )
            );
        var due = await Store.Invitations.FindDue(Forum, Noon, 1000, StoreExtensions.Cancellation);
        Assert.Equal(
            ["first", "last", "second"],
            due.Select(s => s.Value.Invitee.Id.Value).Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, (await Store.Invitations.FindDue(Forum, Noon, 2, StoreExtensions.Cancellation)).Count);
    }

    [Fact]
    public async Task An_invitation_is_due_at_its_latest_wake_up_only()
    {
        var row = (await Store.Invitations.CommitSucceeds(New(Invitation() with { WakeAt = Noon })))[0];
        row = (
            await Store.Invitations.CommitSucceeds(row.To(i => i with { WakeAt = Noon.Plus(Duration.FromHours(1)) }))
        )[0];
        Assert.Empty(await Store.Invitations.FindDue(Noon));
        Assert.Equal(["fra"], await Store.Invitations.FindDue(Noon.Plus(Duration.FromHours(1))));
        await Store.Invitations.CommitSucceeds(row.To(i => i with { WakeAt = null }));
        Assert.Empty(await Store.Invitations.FindDue(Instant.MaxValue));
    }

    [Fact]
    public async Task A_group_has_its_own_list_and_counts_and_own_columns_are_counted()
    {
        var member = Invitation("member");
        member = member with
        {
            Invitee = member.Invitee with { Group = "members", Own = new OwnCells([new("budget", "17")]) },
        };
        await Store.Invitations.CommitSucceeds(New(member), New(Invitation("other")));
        var page = await Store.Invitations.List(
            Forum,
            16,
            new InvitationFilter(Group: "members"),
            100,
            null,
            StoreExtensions.Cancellation
        );
        Assert.Equal(member.Invitee, Assert.Single(page.Items).Value.Invitee);
        var tally = await Store.Invitations.Count(Forum, 16, StoreExtensions.Cancellation);
        Assert.Equal([("members:Scheduled", 1)], tally.Group("group"));
        Assert.Equal([("budget", 1)], tally.Group("column"));
    }

    [Fact]
    public async Task Invitations_with_a_letter_on_the_print_run_are_listed_until_it_is_posted()
    {
        var waiting = Invitation("waiting") with
        {
            Dispatches = [Dispatch("invitation") with { State = DispatchState.ToPrint, OnPaper = true }],
            WakeAt = Noon,
        };
        waiting = waiting with { Invitee = waiting.Invitee with { Address = "", Postal = "3003 Berne" } };
        var row = (await Store.Invitations.CommitSucceeds(New(waiting), New(Invitation("other"))))[0];
        var toPrint = new InvitationFilter(ToPrint: true);
        var stored = Assert.Single((await Store.Invitations.List(toPrint)).Items).Value;
        Assert.Equal(waiting.Invitee, stored.Invitee);
        Assert.Equal(waiting.Dispatches, stored.Dispatches);
        Assert.Equal(
            ["waiting"],
            (await Store.Invitations.List(new InvitationFilter(Channel: LetterChannel.Paper))).Ids()
        );
        Assert.Equal(0, (await Store.Invitations.ReadMark(Bucket, StoreExtensions.Cancellation)).Claimed);
        await Store.Invitations.CommitSucceeds(
            row.To(i => i with { Dispatches = [i.Dispatches[0] with { State = DispatchState.Sent }] })
        );
        Assert.Empty((await Store.Invitations.List(toPrint)).Items);
    }

    [Fact]
    public async Task Due_is_asked_of_one_partition()
    {
        await Store.Invitations.Commit(
            new Partition(Forum, 8),
            [New(Invitation("bel") with { WakeAt = Noon })],
            StoreExtensions.Cancellation
        );
        await Store.Invitations.Commit(
            new Partition(new("another"), 7),
            [New(Invitation("bel") with { WakeAt = Noon, Campaign = new("another") })],
            StoreExtensions.Cancellation
        );
        Assert.Empty(await Store.Invitations.FindDue(Noon));
    }

    [Fact]
    public async Task More_than_a_thousand_are_due_at_once()
    {
        await Import(Bucket, 1230, (i, _) => i with { WakeAt = Noon });
        Assert.Equal(1230, (await Store.Invitations.FindDue(Noon, max: 5000)).Length);
        Assert.Equal(1100, (await Store.Invitations.FindDue(Noon, max: 1100)).Length);
    }

    [Fact]
    public async Task An_invitation_is_found_by_each_of_its_addresses_and_no_longer_by_one_that_it_had()
    {
        var row = (
            await Store.Invitations.CommitSucceeds(
                New(WithAddress(Invitation(), "a@x.example; O'b@x.example; C@x.example") with { WakeAt = Noon })
            )
        )[0];
        foreach (var address in new[] { "A@x.example", "o'b@x.example", "c@x.example" })
            Assert.Single(await FindAddress(address));
        Assert.Empty(await FindAddress("a@x.example; o'b@x.example; c@x.example"));
        row = (await Store.Invitations.CommitSucceeds(row.To(i => WithAddress(i, "d@x.example; a@x.example"))))[0];
        Assert.Single(await FindAddress("a@x.example"));
        Assert.Empty(await FindAddress("o'b@x.example"));
        Assert.Empty(await FindAddress("c@x.example"));
        await Store.Invitations.CommitSucceeds(row.To(i => WithAddress(i, "d@x.example") with { WakeAt = null }));
        Assert.Single(await FindAddress("d@x.example"));
        Assert.Empty(await FindAddress("a@x.example"));
    }

    [Fact]
    public async Task An_answer_is_found_while_it_counts()
    {
        var row = (await Store.Invitations.CommitSucceeds(New(FullInvitation())))[0];
        var delegated = new InvitationFilter(Answer: AnswerKinds.Delegated);
        Assert.Single((await Store.Invitations.List(delegated)).Items);
        await Store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Withdrawn }));
        Assert.Empty((await Store.Invitations.List(delegated)).Items);
        Assert.Empty((await Store.Invitations.List(delegated with { Text = "fra" })).Items);
    }

    private async Task<IReadOnlyList<string>> FindAddress(string address) =>
        [.. (await Pages(new InvitationFilter(Address: address), top: 10)).SelectMany(p => p.Ids())];

    private static Invitation WithAddress(Invitation invitation, string address) =>
        invitation with
        {
            Invitee = invitation.Invitee with { Address = address },
        };

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Some_invitations_of_a_partition_are_found_together(int count)
    {
        await Import(Bucket, 100);
        await Import(new(Forum, Bucket.Bucket + 1), 100);
        var wanted = Ids(Bucket.Bucket, 100).Where((_, i) => i % 2 == 1).Take(count).Select(i => new InviteeId(i));
        var found = await Store.Invitations.FindAll(
            Bucket,
            [.. wanted, .. wanted, new InviteeId("zz-nobody")],
            StoreExtensions.Cancellation
        );
        Assert.Equal(wanted.Select(i => i.Value).Order(), found.Select(f => f.Value.Invitee.Id.Value).Order());
        var one = await Store.Invitations.Find(Bucket, found[0].Value.Invitee.Id, StoreExtensions.Cancellation);
        Assert.Equal(one!.Version, found[0].Version);
    }

    [Fact]
    public async Task A_list_goes_through_the_buckets_and_by_id_within_them_and_its_pages_are_full()
    {
        await Import(new(Forum, 3), 1500);
        await Import(new(Forum, 4), 1);
        await Import(new(Forum, 15), 900);
        var pages = await Pages(InvitationFilter.None, top: 1000);
        Assert.Equal([1000, 1000, 401], pages.Select(p => p.Items.Count));
        Assert.Equal(Ids(3, 1500).Concat(Ids(4, 1)).Concat(Ids(15, 900)), pages.SelectMany(p => p.Ids()));
    }

    [Fact]
    public async Task A_list_that_just_fills_its_page_has_no_next_one()
    {
        await Import(Bucket, 10);
        Assert.Null((await Store.Invitations.List(top: 10)).Continuation);
        Assert.NotNull((await Store.Invitations.List(top: 9)).Continuation);
        Assert.Equal(
            [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            (await Pages(InvitationFilter.None, top: 1)).Select(p => p.Items.Count)
        );
        Assert.Empty((await Store.Invitations.List(new InvitationFilter(State: "BEL"))).Items);
    }

    [Fact]
    public async Task A_filter_leaves_out_the_others_on_every_page()
    {
        await Import(new(Forum, 1), 1200, (i, n) => i with { Phase = n % 3 == 0 ? Phase.Answered : Phase.Awaiting });
        await Import(new(Forum, 14), 1200, (i, n) => i with { Phase = n % 2 == 0 ? Phase.Answered : Phase.Awaiting });
        var pages = await Pages(new InvitationFilter(Phase.Answered), top: 300);
        Assert.Equal([300, 300, 300, 100], pages.Select(p => p.Items.Count));
        Assert.Equal(1000, pages.SelectMany(p => p.Ids()).Distinct().Count());
        Assert.All(pages.SelectMany(p => p.Items), s => Assert.Equal(Phase.Answered, s.Value.Phase));
    }

    [Fact]
    public async Task Every_filter_filters_and_all_of_them_together()
    {
        var plain = Invitation("plain");
        var wanted = Invitation("wanted", Phase.Answered) with
        {
            Reply = Reply(new Answer.Declined()),
            Attention = Attention.LateReply,
            Dispatches = [StoreTestData.Dispatch("invitation") with { State = DispatchState.Claimed }],
            Invitee = Invitation("wanted").Invitee with
            {
                Language = Language.Russian,
                State = "KAZ",
                Address = "O'Neil+Ünï@Example.org",
            },
        };
        await Store.Invitations.CommitSucceeds(New(plain), New(wanted));
        var address = "o'neil+ÜNÏ@example.ORG";
        InvitationFilter[] filters =
        [
            new(Phase: Phase.Answered),
            new(Answer: "declined"),
            new(Language: Language.Russian),
            new(State: "KAZ"),
            new(NeedsAttention: true),
            new(Issue: Attention.LateReply),
            new(InDoubtAt: StoreTestData.Noon + Duration.FromHours(1)),
            new(Address: address),
            new(Phase.Answered, "declined", Language.Russian, "KAZ", NeedsAttention: true, address),
        ];
        foreach (var filter in filters)
            Assert.Equal(["wanted"], (await Store.Invitations.List(filter)).Ids());
        Assert.Empty((await Store.Invitations.List(new(Phase.Answered, Answer: "accepted"))).Items);
        Assert.Empty((await Store.Invitations.List(new(Issue: Attention.Refused))).Items);
        Assert.Empty((await Store.Invitations.List(new(InDoubtAt: StoreTestData.Noon))).Items);
        Assert.Empty((await Store.Invitations.List(new(State: "' or true or State eq '"))).Items);
        Assert.Equal(["plain", "wanted"], (await Store.Invitations.List()).Ids());
    }

    [Fact]
    public async Task A_text_is_looked_for_in_id_State_name_office_and_address_in_whatever_case()
    {
        await Import(new(Forum, 3), 30, (i, n) => i with { Phase = n % 2 == 0 ? Phase.Answered : Phase.Awaiting });
        await Store.Invitations.CommitSucceeds(
            New(Invitation("by-id-XYZZY")),
            New(Invitation("b") with { Invitee = Invitation("b").Invitee with { Name = "Xyzzy" } }),
            New(Invitation("c") with { Invitee = Invitation("c").Invitee with { Office = "Ministère xyzzy" } }),
            New(
                Invitation("d", Phase.Answered) with
                {
                    Invitee = Invitation("d").Invitee with { Address = "minister@xYzzy.example" },
                }
            )
        );
        Assert.Equal(
            ["b", "by-id-XYZZY", "c", "d"],
            (await Pages(new InvitationFilter(Text: "xyzzy"), top: 2)).SelectMany(p => p.Ids())
        );
        Assert.Equal(["d"], (await Store.Invitations.List(new InvitationFilter(Phase.Answered, Text: "xyzzy"))).Ids());
        Assert.Empty((await Store.Invitations.List(new InvitationFilter(Text: "' or true"))).Items);
    }

    [Fact]
    public async Task A_text_search_finds_a_row_far_down_the_list()
    {
        await Import(new(Forum, 3), 4100);
        await Store.Invitations.CommitSucceeds(New(Invitation("xyzzy")));
        Assert.Equal(["xyzzy"], (await Pages(new InvitationFilter(Text: "xyzzy"), top: 100)).SelectMany(p => p.Ids()));
    }

    [Fact]
    public async Task An_erased_partition_has_its_counts_left_or_nothing_and_can_be_filled_again()
    {
        await Import(Bucket, 130, (i, _) => i with { WakeAt = Noon });
        await Import(new(Forum, 8), 3);
        var row = (
            await Store.Invitations.CommitSucceeds(
                New(Invitation("z"), Line("imported")).Claiming(Dispatch("invitation"))
            )
        )[0];
        await Store.Invitations.Erase(Bucket, keepCounts: true, StoreExtensions.Cancellation);
        await Store.Invitations.Erase(Bucket, keepCounts: true, StoreExtensions.Cancellation);
        Assert.Equal(134, (await Store.Invitations.Count()).Invitees);
        Assert.Equal(3, (await Store.Invitations.List()).Items.Count);
        Assert.Null(await Store.Invitations.Find("z"));
        Assert.Empty(await Store.Invitations.Journal("z"));
        Assert.Empty(await Store.Invitations.FindDue(Instant.MaxValue));
        Assert.IsType<CommitResult.Conflict>(
            await Store.Invitations.TryCommit(row.To(i => i with { Phase = Phase.Answered }))
        );
        await Store.Invitations.Erase(Bucket, keepCounts: false, StoreExtensions.Cancellation);
        Assert.Equal(3, (await Store.Invitations.Count()).Invitees);
        await Store.Invitations.CommitSucceeds(New(Invitation("z"), Line("imported")).Claiming(Dispatch("invitation")));
        Assert.Equal(4, (await Store.Invitations.Count()).Invitees);
    }

    [Fact]
    public async Task A_listed_invitation_can_be_changed()
    {
        await Store.Invitations.CommitSucceeds(New(Invitation() with { WakeAt = Noon }));
        var row = Assert.Single((await Store.Invitations.List()).Items);
        await Store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Awaiting }));
        row = Assert.Single(await Store.Invitations.FindDue(Bucket, Noon, 1, StoreExtensions.Cancellation));
        await Store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Answered }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("d3Npcy1mb3J1bS0yMDE4fjN-")]
    [InlineData("d3Npcy1mb3J1bS0yMDE4fjk5fmE")]
    [InlineData("1!36!d3Npcy1mb3J1bS0yMDE4fjAwMw--!20!SX5mcmE-")]
    public Task A_continuation_that_no_list_gave_out_is_refused(string foreign) =>
        Assert.ThrowsAsync<FormatException>(() => Store.Invitations.List(continuation: foreign));

    [Fact]
    public async Task A_continuation_of_another_campaign_is_refused()
    {
        await Import(Bucket, 2);
        var continuation = (await Store.Invitations.List(top: 1)).Continuation;
        await Assert.ThrowsAsync<FormatException>(() =>
            Store.Invitations.List(
                new("another"),
                16,
                InvitationFilter.None,
                1,
                continuation,
                StoreExtensions.Cancellation
            )
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task A_page_has_one_to_a_thousand_items(int top) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Invitations.List(top: top));

    private async Task<List<Page<Versioned<Invitation>>>> Pages(InvitationFilter filter, int top)
    {
        var pages = new List<Page<Versioned<Invitation>>>();
        do pages.Add(await Store.Invitations.List(filter, top, pages.LastOrDefault()?.Continuation));
        while (pages[^1].Continuation is not null);
        return pages;
    }

    private async Task Import(Partition partition, int count, Func<Invitation, int, Invitation>? change = null)
    {
        var invitations = Ids(partition.Bucket, count).Select(Invitation).Select((i, n) => change?.Invoke(i, n) ?? i);
        foreach (var some in invitations.Chunk(IInvitationStore.MaxRowsPerCommit))
            Assert.IsType<CommitResult.Committed>(
                await Store.Invitations.Commit(partition, [.. some.Select(i => New(i))], StoreExtensions.Cancellation)
            );

        static Invitation Invitation(string id) => StoreTestData.Invitation(id);
    }

    private static IEnumerable<string> Ids(int bucket, int count) =>
        Enumerable.Range(0, count).Select(n => $"b{bucket}-{n:D5}");
}
