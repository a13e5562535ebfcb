using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NodaTime.Serialization.SystemTextJson;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>Stores drafts as blobs: the draft itself as <c>~/{campaign}.json</c>, whose entity tag is its version, and
/// each content as <c>{campaign}/{hash}</c>. No campaign can be called <c>~</c>.</summary>
/// <param name="container">The container, see <see cref="BlobClients"/>.</param>
public sealed class BlobDraftStore(BlobContainerClient container) : IDraftStore
{
    private const string Drafts = "~/";
    private const string Extension = ".json";

    private static readonly JsonSerializerOptions Json = new JsonSerializerOptions(
        JsonSerializerDefaults.Web
    ).ConfigureForNodaTime(NodaTime.DateTimeZoneProviders.Tzdb);

    public async Task<Versioned<Draft>?> Find(CampaignId campaign, CancellationToken cancellation)
    {
        try
        {
            var blob = await StoreFailures.Reach(
                () => DraftOf(campaign).DownloadContentAsync(cancellation),
                cancellation
            );
            var row = blob.Value.Content.ToObjectFromJson<Row>(Json)!;
            var draft = new Draft
            {
                Campaign = campaign,
                Files = [.. row.Files],
                Changes = [.. row.Changes],
                Authors = [.. row.Authors],
                Submitted = row.Submitted,
                Versions = [.. row.Versions ?? []],
            };
            return new Versioned<Draft>(draft, blob.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<CampaignId> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var name in Names(Drafts, cancellation))
            if (
                name.EndsWith(Extension, StringComparison.Ordinal)
                && CampaignId.TryParse(name[Drafts.Length..^Extension.Length], out var id)
            )
                yield return id;
    }

    public async Task<bool> Save(Draft draft, string? version, CancellationToken cancellation)
    {
        var row = new Row(
            [.. draft.Files],
            [.. draft.Changes],
            [.. draft.Authors],
            draft.Submitted,
            [.. draft.Versions],
            Guid.NewGuid().ToString("N")
        );
        var conditions = version is not null
            ? new BlobRequestConditions { IfMatch = new ETag(version) }
            : new BlobRequestConditions { IfNoneMatch = ETag.All };
        var content = BinaryData.FromObjectAsJson(row, Json);
        try
        {
            await StoreFailures.Reach(
                () =>
                    DraftOf(draft.Campaign)
                        .UploadAsync(content, new BlobUploadOptions { Conditions = conditions }, cancellation),
                cancellation
            );
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 || e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return await IsStored(draft.Campaign, content, cancellation);
        }
    }

    /// <summary>Whether this save was carried out after all: the client repeats a request whose response was lost, and
    /// its condition fails then. Another save has other bytes, because its id differs.</summary>
    private async Task<bool> IsStored(CampaignId campaign, BinaryData content, CancellationToken cancellation)
    {
        try
        {
            var blob = await StoreFailures.Reach(
                () => DraftOf(campaign).DownloadContentAsync(cancellation),
                cancellation
            );
            return blob.Value.Content.ToMemory().Span.SequenceEqual(content.ToMemory().Span);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return false;
        }
    }

    public Task PutContent(
        CampaignId campaign,
        string hash,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    ) =>
        StoreFailures.Reach(
            () =>
                ContentOf(campaign, hash)
                    .UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken: cancellation),
            cancellation
        );

    public async Task<byte[]?> ReadContent(CampaignId campaign, string hash, CancellationToken cancellation)
    {
        try
        {
            var blob = await StoreFailures.Reach(
                () => ContentOf(campaign, hash).DownloadContentAsync(cancellation),
                cancellation
            );
            return blob.Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task Erase(CampaignId campaign, CancellationToken cancellation)
    {
        await Delete(DraftOf(campaign), cancellation);
        await foreach (var name in Names($"{campaign}/", cancellation))
            await Delete(container.GetBlobClient(name), cancellation);
    }

    private async IAsyncEnumerable<string> Names(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var blobs = container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)
            .GetAsyncEnumerator(cancellation);
        while (await StoreFailures.Reach(() => blobs.MoveNextAsync().AsTask(), cancellation))
            yield return blobs.Current.Name;
    }

    private static Task<Response<bool>> Delete(BlobClient blob, CancellationToken cancellation) =>
        StoreFailures.Reach(() => blob.DeleteIfExistsAsync(cancellationToken: cancellation), cancellation);

    private BlobClient DraftOf(CampaignId campaign) => container.GetBlobClient($"{Drafts}{campaign}{Extension}");

    private BlobClient ContentOf(CampaignId campaign, string hash) => container.GetBlobClient($"{campaign}/{hash}");

    /// <summary>The draft as it is stored, with the id of the call that stored it. Properties may be added, none may
    /// change its meaning.</summary>
    private sealed record Row(
        IReadOnlyList<DraftFile> Files,
        IReadOnlyList<DraftChange> Changes,
        IReadOnlyList<string> Authors,
        string? Submitted,
        IReadOnlyList<DraftVersion>? Versions = null,
        string? Save = null
    );
}
