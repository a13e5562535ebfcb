using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IDraftStore"/>.</summary>
public abstract class DraftStoreContract(TestStores stores) : StoreContract(stores)
{
    [Fact]
    public async Task A_draft_is_read_as_it_was_saved_and_replaces_exactly_the_version_that_was_read()
    {
        var draft = new Draft
        {
            Campaign = Forum,
            Files = [new DraftFile("letters/fr/invitation.md", "aa", 12)],
            Changes =
            [
                new DraftChange("letters/fr/invitation.md", null, "aa", "Ada", Instant.FromUtc(2026, 1, 2, 3, 4)),
            ],
            Versions = [new DraftVersion("cc", "dd")],
            Authors = ["Ada"],
            Submitted = "bb",
        };
        Assert.Null(await Store.Drafts.Find(Forum, StoreExtensions.Cancellation));

        Assert.True(await Store.Drafts.Save(draft, null, StoreExtensions.Cancellation));

        var (read, version) = (await SameStoreAgain().Drafts.Find(Forum, StoreExtensions.Cancellation))!;
        Assert.Equal(draft.Files, read.Files);
        Assert.Equal(draft.Changes, read.Changes);
        Assert.Equal(draft.Authors, read.Authors);
        Assert.Equal(draft.Submitted, read.Submitted);
        Assert.Equal(draft.Versions, read.Versions);
        Assert.False(await Store.Drafts.Save(draft, null, StoreExtensions.Cancellation));
        Assert.True(await Store.Drafts.Save(read with { Authors = [] }, version, StoreExtensions.Cancellation));
        Assert.False(await Store.Drafts.Save(read, version, StoreExtensions.Cancellation));
        Assert.Equal(
            [Forum],
            await Store.Drafts.List(StoreExtensions.Cancellation).ToListAsync(StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task A_content_stays_until_its_draft_is_erased()
    {
        byte[] content = [0, 1, 255];
        await Store.Drafts.PutContent(Forum, "aa", content, StoreExtensions.Cancellation);
        await Store.Drafts.PutContent(Forum, "aa", content, StoreExtensions.Cancellation);
        await Store.Drafts.Save(new Draft { Campaign = Forum, Files = [] }, null, StoreExtensions.Cancellation);
        Assert.Equal(content, await SameStoreAgain().Drafts.ReadContent(Forum, "aa", StoreExtensions.Cancellation));
        Assert.Null(await Store.Drafts.ReadContent(Forum, "bb", StoreExtensions.Cancellation));
        Assert.Null(await Store.Drafts.ReadContent(new CampaignId("other"), "aa", StoreExtensions.Cancellation));

        await Store.Drafts.Erase(Forum, StoreExtensions.Cancellation);
        await Store.Drafts.Erase(Forum, StoreExtensions.Cancellation);

        Assert.Null(await Store.Drafts.Find(Forum, StoreExtensions.Cancellation));
        Assert.Null(await Store.Drafts.ReadContent(Forum, "aa", StoreExtensions.Cancellation));
    }
}

public sealed class InMemoryDraftStoreTests() : DraftStoreContract(new InMemoryTestStores());

public sealed class BlobDraftStoreTests(AzuriteFixture azurite) : DraftStoreContract(new TableTestStores(azurite));
