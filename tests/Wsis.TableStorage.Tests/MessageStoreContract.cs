using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="IMessageStore"/>.</summary>
public abstract class MessageStoreContract(TestStores stores) : StoreContract(stores)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9_000_000)]
    public async Task A_message_is_read_byte_for_byte_as_it_was_stored(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        await PutMessage(NameOf("1"), bytes);
        await using var stored = await SameStoreAgain().Messages.Open(NameOf("1"), StoreExtensions.Cancellation);
        Assert.Equal((size, true), (stored!.Length, stored.CanSeek));
        Assert.Equal(bytes, await ReadAll(stored));
    }

    [Fact]
    public async Task A_message_that_is_stored_again_replaces_the_one_of_its_name()
    {
        await PutMessage(NameOf("1"), "first"u8.ToArray());
        await PutMessage(NameOf("1"), "second"u8.ToArray());
        Assert.Equal("second", await ReadMessage(NameOf("1")));
        Assert.Equal([NameOf("1")], await Names(Forum));
    }

    [Fact]
    public async Task A_message_is_stored_from_the_position_of_the_stream()
    {
        using var stream = new MemoryStream("before after"u8.ToArray()) { Position = 7 };
        await Store.Messages.Put(NameOf("1"), stream, StoreExtensions.Cancellation);
        Assert.Equal("after", await ReadMessage(NameOf("1")));
    }

    [Fact]
    public async Task A_message_whose_content_fails_is_not_stored()
    {
        await using var broken = new BrokenStream();
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Store.Messages.Put(NameOf("1"), broken, StoreExtensions.Cancellation)
        );
        Assert.Null(await Store.Messages.Open(NameOf("1"), StoreExtensions.Cancellation));
        Assert.Empty(await Names(Forum));
    }

    [Fact]
    public async Task A_deleted_message_is_gone_and_may_be_deleted_again()
    {
        await PutMessage(NameOf("1"), [1]);
        await Store.Messages.Delete(NameOf("1"), StoreExtensions.Cancellation);
        await Store.Messages.Delete(NameOf("1"), StoreExtensions.Cancellation);
        Assert.Null(await Store.Messages.Open(NameOf("1"), StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Messages_of_an_erased_campaign_are_gone_and_the_others_stay()
    {
        // The id of one campaign begins with that of the other.
        var (other, none) = (NameOf("1", new CampaignId("forum-2")), new MessageName(null, MessageName.KeyFrom("1")));
        foreach (var name in new[] { NameOf("1"), NameOf("2"), other, none })
            await PutMessage(name, [1]);
        Assert.Equal(
            new[] { NameOf("1"), NameOf("2") }.OrderBy(n => n.Key, StringComparer.Ordinal),
            (await Names(Forum)).OrderBy(n => n.Key, StringComparer.Ordinal)
        );
        await Store.Messages.Erase(Forum, StoreExtensions.Cancellation);
        await Store.Messages.Erase(Forum, StoreExtensions.Cancellation);
        Assert.Empty(await Names(Forum));
        Assert.Equal([other], await Names(new CampaignId("forum-2")));
        Assert.Equal([none], await Names(null));
    }

    private static MessageName NameOf(string sourceId, CampaignId? campaign = null) =>
        new(campaign ?? Forum, MessageName.KeyFrom(sourceId));

    private async Task PutMessage(MessageName name, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        await Store.Messages.Put(name, stream, StoreExtensions.Cancellation);
    }

    private async Task<string> ReadMessage(MessageName name)
    {
        await using var stored = await Store.Messages.Open(name, StoreExtensions.Cancellation);
        return Encoding.UTF8.GetString(await ReadAll(stored!));
    }

    private async Task<List<MessageName>> Names(CampaignId? campaign) =>
        await Store
            .Messages.List(campaign, StoreExtensions.Cancellation)
            .Select(m => m.Name)
            .ToListAsync(StoreExtensions.Cancellation);

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, StoreExtensions.Cancellation);
        return bytes.ToArray();
    }

    /// <summary>Gives 5 MB and then fails, as a connection that ends does.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int given;

        public override long Length => 9_000_000;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellation) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (given > 5_000_000)
                throw new IOException("The connection has ended.");
            given += buffer.Length;
            return buffer.Length;
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellation) =>
            throw new IOException("The connection has ended.");
    }
}

public sealed class InMemoryMessageStoreTests() : MessageStoreContract(new InMemoryTestStores());

public sealed class TableMessageStoreTests(AzuriteFixture azurite) : MessageStoreContract(new TableTestStores(azurite));
