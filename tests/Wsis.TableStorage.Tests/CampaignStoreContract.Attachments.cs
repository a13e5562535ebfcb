using Wsis.Invitations.Letters;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <content>Attachments.</content>
public abstract partial class CampaignStoreContract
{
    /// <summary>Sizes at the borders of a property (64 KiB) and of a row (11 of them).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(720_896)]
    [InlineData(720_897)]
    [InlineData(3_500_000)]
    public async Task A_file_is_read_as_it_was_saved(int bytes)
    {
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);

        await Store.Campaigns.SaveAttachments(
            Forum,
            [File("note d’information (1).pdf", content)],
            StoreExtensions.Cancellation
        );

        var read = Assert.Single(await Store.Campaigns.ReadAttachments(Forum, StoreExtensions.Cancellation));
        Assert.Equal(("note d’information (1).pdf", "application/pdf"), (read.FileName, read.MediaType));
        Assert.True(read.Content.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task Saved_files_replace_the_ones_before_and_leave_letters_and_other_campaigns_alone()
    {
        await Store.Campaigns.SaveLetters(
            Forum,
            [new(Language.French, "invitation", "1")],
            StoreExtensions.Cancellation
        );
        await Store.Campaigns.SaveAttachments(new("another"), [File("c.pdf", [9])], StoreExtensions.Cancellation);
        await Store.Campaigns.SaveAttachments(
            Forum,
            [File("b.pdf", new byte[2_000_000]), File("a.pdf", [1])],
            StoreExtensions.Cancellation
        );
        Assert.Equal(["a.pdf 1", "b.pdf 2000000"], await Files());
        await Store.Campaigns.SaveAttachments(Forum, [File("b.pdf", [2, 3])], StoreExtensions.Cancellation);
        Assert.Equal(["b.pdf 2"], await Files());
        await Store.Campaigns.SaveAttachments(Forum, [], StoreExtensions.Cancellation);
        Assert.Empty(await Files());
        Assert.Single(await Letters());
        Assert.Single(await Store.Campaigns.ReadAttachments(new("another"), StoreExtensions.Cancellation));
    }

    [Fact]
    public Task Two_files_of_one_name_are_not_saved() =>
        Assert.ThrowsAsync<ArgumentException>(() =>
            Store.Campaigns.SaveAttachments(
                Forum,
                [File("a.pdf", [1]), File("a.pdf", [2])],
                StoreExtensions.Cancellation
            )
        );

    private async Task<string[]> Files() =>
        [
            .. (await Store.Campaigns.ReadAttachments(Forum, StoreExtensions.Cancellation)).Select(a =>
                $"{a.FileName} {a.Content.Length}"
            ),
        ];

    private static Attachment File(string name, byte[] content) => new(name, "application/pdf", content);
}
