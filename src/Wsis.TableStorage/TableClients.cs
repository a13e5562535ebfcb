using Azure.Core;
using Azure.Data.Tables;

namespace Wsis.TableStorage;

/// <summary>Creates clients of Table Storage with timeouts short enough for a reply page.</summary>
public static class TableClients
{
    /// <summary>The timeout of one attempt. With two retries, a store that does not respond fails after about ten
    /// seconds, and a store that refuses connections in less than one.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Creates a client for the emulator or an account with keys.</summary>
    /// <exception cref="FormatException">It is not a connection string.</exception>
    public static TableServiceClient FromConnectionString(
        string connectionString,
        TableClientOptions? options = null
    ) => new(connectionString, (options ?? new TableClientOptions()).WithTimeouts(AttemptTimeout));

    /// <summary>Creates a client for the account's table endpoint, such as
    /// <c>https://account.table.core.windows.net</c>, and an identity.</summary>
    public static TableServiceClient FromAccount(
        Uri endpoint,
        TokenCredential credential,
        TableClientOptions? options = null
    ) =>
        new(
            endpoint,
            new StoreCredential(credential),
            (options ?? new TableClientOptions()).WithTimeouts(AttemptTimeout)
        );
}
