using Azure.Core;
using Azure.Storage.Blobs;

namespace Wsis.TableStorage;

/// <summary>Makes clients of Blob Storage, with the same timeouts as <see cref="TableClients"/>.</summary>
public static class BlobClients
{
    /// <summary>The container of the messages.</summary>
    public const string ContainerName = "correspondence";

    /// <summary>By a connection string: the emulator, or an account with keys.</summary>
    /// <exception cref="FormatException">It is not a connection string with a blob endpoint.</exception>
    public static BlobServiceClient FromConnectionString(string connectionString, BlobClientOptions? options = null) =>
        new(connectionString, WithTimeouts(options));

    /// <summary>By the account's blob endpoint, such as <c>https://account.blob.core.windows.net</c>, and an
    /// identity.</summary>
    public static BlobServiceClient FromAccount(
        Uri endpoint,
        TokenCredential credential,
        BlobClientOptions? options = null
    ) => new(endpoint, new StoreCredential(credential), WithTimeouts(options));

    /// <summary>The container of a store. Its name begins with the prefix of the tables if several stores share an
    /// account.</summary>
    public static BlobContainerClient GetContainer(this BlobServiceClient service, string prefix) =>
        service.GetBlobContainerClient(
            prefix.Length == 0 ? ContainerName : $"{prefix.ToLowerInvariant()}-{ContainerName}"
        );

    private static BlobClientOptions WithTimeouts(BlobClientOptions? options)
    {
        options ??= new BlobClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = AttemptTimeout;
        return options;
    }

    /// <summary>The timeout of one attempt. A part of 4 MiB must pass within it.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);
}
