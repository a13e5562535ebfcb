using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="ICorrespondenceStore"/>.</summary>
public abstract class CorrespondenceStoreContract(TestStores stores) : StoreContract(stores)
{
    [Fact]
    public async Task Correspondence_is_found_as_it_was_filed()
    {
        var item = CreateItem(
            "1",
            i =>
                i with
                {
                    Invitee = new InviteeId("fra"),
                    Text = new string('م', CorrespondenceItem.MaxTextLength),
                    Headers =
                    [
                        .. Enumerable
                            .Range(0, CorrespondenceItem.MaxListed)
                            .Select(n => new CorrespondenceHeader(
                                $"X-{n}",
                                new string('م', CorrespondenceItem.MaxLineLength)
                            )),
                    ],
                    Attachments =
                    [
                        .. Enumerable
                            .Range(0, CorrespondenceItem.MaxListed)
                            .Select(n => new CorrespondenceAttachment(
                                new string('م', 150),
                                new string('\u2028', 100),
                                n == 0 ? null : long.MaxValue
                            )),
                    ],
                    Verdict = "spam score 0.1",
                    IsAutomatic = true,
                    State = CorrespondenceState.Dismissed,
                    Resolution = new Resolution("staff@example.org", Noon, "declined", "reply-1", "forum:fra"),
                    Confirmation = new UnmatchedConfirmation
                    {
                        Answer = "accepted",
                        Reason = new Reason.UnknownInvitee(),
                    },
                }
        );
        var filed = await Store.Correspondence.Add(item, StoreExtensions.Cancellation);
        var found = await Found(Forum, item.Id);
        Assert.NotNull(filed.Version);
        Assert.Equal(filed.Version, found!.Version);
        Assert.Equal(
            (item.Headers, item.Attachments),
            (found.Value.Headers, found.Value.Attachments),
            (a, b) => a.Headers.SequenceEqual(b.Headers) && a.Attachments.SequenceEqual(b.Attachments)
        );
        Assert.Equal(item, found.Value with { Headers = item.Headers, Attachments = item.Attachments });
    }

    [Fact]
    public async Task Correspondence_that_is_filed_again_is_left_as_it_is()
    {
        var first = await Store.Correspondence.Add(
            CreateItem("1", i => i with { Subject = "first" }),
            StoreExtensions.Cancellation
        );
        var again = await Store.Correspondence.Add(
            CreateItem("1", i => i with { Subject = "second" }),
            StoreExtensions.Cancellation
        );
        Assert.Equal(("first", first.Version), (again.Value.Subject, again.Version));
        Assert.Single((await Listed(Forum)).Items);
    }

    [Fact]
    public async Task Correspondence_is_saved_over_the_version_that_was_read_and_no_other()
    {
        var first = await Store.Correspondence.Add(CreateItem("1"), StoreExtensions.Cancellation);
        var dismissed = first.Value with { State = CorrespondenceState.Dismissed };
        var second = await Store.Correspondence.Save(dismissed, first.Version, StoreExtensions.Cancellation);
        var classified = first.Value with { State = CorrespondenceState.Classified };
        Assert.Null(await Store.Correspondence.Save(classified, first.Version, StoreExtensions.Cancellation));
        var now = await Found(Forum, first.Value.Id);
        Assert.Equal((CorrespondenceState.Dismissed, second!.Version), (now!.Value.State, now.Version));
        Assert.Null(await Store.Correspondence.Save(CreateItem("2"), first.Version, StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Each_campaign_has_a_mailbox_and_messages_of_no_campaign_have_a_shared_one()
    {
        await Store.Correspondence.Add(CreateItem("1"), StoreExtensions.Cancellation);
        await Store.Correspondence.Add(
            CreateItem("1", i => i with { Campaign = new CampaignId("another") }),
            StoreExtensions.Cancellation
        );
        await Store.Correspondence.Add(
            CreateItem("1", i => i with { Campaign = null, Subject = "unmatched" }),
            StoreExtensions.Cancellation
        );
        Assert.Equal(Forum, Assert.Single((await Listed(Forum)).Items).Value.Campaign);
        Assert.Equal("unmatched", Assert.Single((await Listed(null)).Items).Value.Subject);
        Assert.Equal("unmatched", (await Found(null, CreateItem("1").Id))!.Value.Subject);
        Assert.Null(await Found(null, CreateItem("2").Id));
    }

    [Fact]
    public async Task Correspondence_is_listed_in_the_order_of_its_coming_by_pages_and_by_filter()
    {
        foreach (var n in new[] { 3, 1, 4, 2, 5 })
            await Store.Correspondence.Add(
                CreateItem(
                    $"{n}",
                    i =>
                        i with
                        {
                            Id = CorrespondenceId.Create(Noon + Duration.FromMinutes(n), $"{n}"),
                            Invitee = new InviteeId(n % 2 == 0 ? "fra" : "FRA"),
                            State = n == 4 ? CorrespondenceState.Classified : CorrespondenceState.Waiting,
                        }
                ),
                StoreExtensions.Cancellation
            );
        var page = await Listed(Forum, top: 3);
        Assert.Equal(["1", "2", "3"], page.Items.Select(i => i.Value.Subject));
        page = await Listed(Forum, top: 3, continuation: page.Continuation);
        Assert.Equal(["4", "5"], page.Items.Select(i => i.Value.Subject));
        Assert.Null(page.Continuation);
        Assert.Null((await Listed(Forum, top: 5)).Continuation);
        Assert.Equal(
            ["2"],
            (await Listed(Forum, new(CorrespondenceState.Waiting, new InviteeId("fra")))).Items.Select(i =>
                i.Value.Subject
            )
        );
        Assert.Equal(
            ["4"],
            (await Listed(Forum, new(CorrespondenceState.Classified))).Items.Select(i => i.Value.Subject)
        );
        page = await Listed(Forum, new(CorrespondenceState.Waiting), top: 2);
        Assert.Equal(
            ["3", "5"],
            (await Listed(Forum, new(CorrespondenceState.Waiting), 2, page.Continuation)).Items.Select(i =>
                i.Value.Subject
            )
        );
        await Assert.ThrowsAsync<FormatException>(() => Listed(Forum, continuation: "' or RowKey gt '"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Listed(Forum, top: 1001));
    }

    [Fact]
    public async Task Dismissed_correspondence_is_found_by_its_state()
    {
        await Store.Correspondence.Add(CreateItem("waiting"), StoreExtensions.Cancellation);
        await Store.Correspondence.Add(
            CreateItem("dismissed", i => i with { State = CorrespondenceState.Dismissed }),
            StoreExtensions.Cancellation
        );
        var found = Assert.Single((await Listed(Forum, new(CorrespondenceState.Dismissed))).Items).Value;
        Assert.Equal(("dismissed", CorrespondenceState.Dismissed), (found.Subject, found.State));
    }

    [Fact]
    public async Task An_erased_mailbox_is_empty_and_the_others_are_unchanged()
    {
        for (var n = 0; n < 130; n++)
            await Store.Correspondence.Add(CreateItem($"{n}"), StoreExtensions.Cancellation);
        await Store.Correspondence.Add(
            CreateItem("1", i => i with { Campaign = new CampaignId("another") }),
            StoreExtensions.Cancellation
        );
        await Store.Correspondence.Add(CreateItem("1", i => i with { Campaign = null }), StoreExtensions.Cancellation);
        await Store.Correspondence.Erase(Forum, StoreExtensions.Cancellation);
        await Store.Correspondence.Erase(Forum, StoreExtensions.Cancellation);
        Assert.Empty((await Listed(Forum)).Items);
        Assert.Null(await Found(Forum, CreateItem("1").Id));
        Assert.Single((await Listed(new CampaignId("another"))).Items);
        Assert.Single((await Listed(null)).Items);
    }

    private static CorrespondenceItem CreateItem(
        string subject,
        Func<CorrespondenceItem, CorrespondenceItem>? change = null
    )
    {
        var message = new CorrespondenceItem
        {
            Id = CorrespondenceId.Create(Noon, subject),
            Campaign = Forum,
            ReceivedAt = Noon.PlusTicks(3),
            Source = CorrespondenceSource.Mail,
            From = "minister@fra.example",
            Subject = subject,
            Text = "",
        };
        return change?.Invoke(message) ?? message;
    }

    private Task<Versioned<CorrespondenceItem>?> Found(CampaignId? campaign, CorrespondenceId id) =>
        Store.Correspondence.Find(campaign, id, StoreExtensions.Cancellation);

    private Task<Page<Versioned<CorrespondenceItem>>> Listed(
        CampaignId? campaign,
        CorrespondenceFilter? filter = null,
        int top = 1000,
        string? continuation = null
    ) =>
        Store.Correspondence.List(
            campaign,
            filter ?? CorrespondenceFilter.None,
            top,
            continuation,
            StoreExtensions.Cancellation
        );
}

public sealed class InMemoryCorrespondenceStoreTests() : CorrespondenceStoreContract(new InMemoryTestStores());

public sealed class TableCorrespondenceStoreTests(AzuriteFixture azurite)
    : CorrespondenceStoreContract(new TableTestStores(azurite));
