using Azure.Core;
using Azure.Storage.Blobs;

namespace Wsis.TableStorage;

/// <summary>Creates clients of Blob Storage.</summary>
public static class BlobClients
{
    /// <summary>The container of the messages.</summary>
    public const string Messages = "messages";

    /// <summary>The container of the drafts.</summary>
    public const string Drafts = "drafts";

    /// <summary>The timeout of one attempt. A part of 4 MiB must pass within it.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    /// <summary>By a connection string: the emulator, or an account with keys.</summary>
    /// <exception cref="FormatException">It is not a connection string with a blob endpoint.</exception>
    public static BlobServiceClient FromConnectionString(string connectionString, BlobClientOptions? options = null) =>
        new(connectionString, (options ?? new BlobClientOptions()).WithTimeouts(AttemptTimeout));

    /// <summary>By the account's blob endpoint, such as <c>https://account.blob.core.windows.net</c>, and an
    /// identity.</summary>
    public static BlobServiceClient FromAccount(
        Uri endpoint,
        TokenCredential credential,
        BlobClientOptions? options = null
    ) =>
        new(
            endpoint,
            new StoreCredential(credential),
            (options ?? new BlobClientOptions()).WithTimeouts(AttemptTimeout)
        );

    /// <summary>A container of a store. Its name begins with the prefix of the tables if several stores share an
    /// account.</summary>
    public static BlobContainerClient GetContainer(this BlobServiceClient service, string name, string prefix) =>
        service.GetBlobContainerClient(prefix.Length == 0 ? name : $"{prefix.ToLowerInvariant()}-{name}");
}
