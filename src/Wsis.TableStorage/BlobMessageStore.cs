using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Stores whole messages as blobs: <c>{campaign}/{key}.eml</c>, and <c>~/{key}.eml</c> for the shared mailbox.
/// No campaign can be called <c>~</c>.</summary>
/// <param name="container">The container, see <see cref="BlobClients"/>.</param>
public sealed class BlobMessageStore(BlobContainerClient container) : IMessageStore
{
    private const string NoCampaign = "~";
    private const string Extension = ".eml";

    /// <summary>A message is uploaded in parts of 4 MiB, one after the other, so that a large one needs little
    /// memory.</summary>
    private static readonly StorageTransferOptions Parts = new()
    {
        InitialTransferSize = 4 * 1024 * 1024,
        MaximumTransferSize = 4 * 1024 * 1024,
        MaximumConcurrency = 1,
    };

    public Task Put(MessageName name, Stream content, CancellationToken cancellation) =>
        StoreFailures.Reach(
            () =>
                BlobOf(name)
                    .UploadAsync(
                        content,
                        new BlobUploadOptions
                        {
                            TransferOptions = Parts,
                            HttpHeaders = new BlobHttpHeaders { ContentType = "message/rfc822" },
                        },
                        cancellation
                    ),
            cancellation
        );

    /// <remarks>The blob is copied to a temporary file, because a message is read several times and at any
    /// position.</remarks>
    public async Task<Stream?> Open(MessageName name, CancellationToken cancellation)
    {
        var file = TemporaryFile.Create();
        try
        {
            await StoreFailures.Reach(
                () => BlobOf(name).DownloadToAsync(file, transferOptions: Parts, cancellationToken: cancellation),
                cancellation
            );
            file.Position = 0;
            return file;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            await file.DisposeAsync();
            return null;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public Task Delete(MessageName name, CancellationToken cancellation) =>
        StoreFailures.Reach(() => BlobOf(name).DeleteIfExistsAsync(cancellationToken: cancellation), cancellation);

    public async IAsyncEnumerable<StoredMessage> List(
        CampaignId? campaign,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var prefix = Prefix(campaign);
        await using var blobs = container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)
            .GetAsyncEnumerator(cancellation);
        while (await StoreFailures.Reach(() => blobs.MoveNextAsync().AsTask(), cancellation))
            if (KeyIn(blobs.Current.Name, prefix) is { } key)
                yield return new StoredMessage(new MessageName(campaign, key), StoredAt(blobs.Current));
    }

    public async Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        await foreach (var message in List(campaign, cancellation))
            await Delete(message.Name, cancellation);
    }

    private BlobClient BlobOf(MessageName name) =>
        container.GetBlobClient(Prefix(name.Campaign) + name.Key + Extension);

    private static Instant StoredAt(BlobItem blob) =>
        Instant.FromDateTimeOffset(blob.Properties.LastModified ?? DateTimeOffset.MaxValue);

    private static string Prefix(CampaignId? campaign) => $"{campaign?.Value ?? NoCampaign}/";

    private static string? KeyIn(string blob, string prefix) =>
        blob.EndsWith(Extension, StringComparison.Ordinal)
        && blob[prefix.Length..^Extension.Length] is var key
        && MessageName.IsKey(key)
            ? key
            : null;
}
