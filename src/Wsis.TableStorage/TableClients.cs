using Azure.Core;
using Azure.Data.Tables;

namespace Wsis.TableStorage;

/// <summary>Makes clients of Table Storage that give up soon enough for a person who waits for a reply page.</summary>
public static class TableClients
{
    /// <summary>How long one attempt may take. With the two repetitions a store that swallows every request is given up
    /// after some ten seconds, one that refuses connections after less than one.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <summary>By a connection string: the emulator, or an account with keys.</summary>
    /// <exception cref="FormatException">It is not a connection string.</exception>
    public static TableServiceClient FromConnectionString(
        string connectionString,
        TableClientOptions? options = null
    ) => new(connectionString, Patient(options));

    /// <summary>By the account's table endpoint, such as <c>https://account.table.core.windows.net</c>, and an
    /// identity.</summary>
    public static TableServiceClient FromAccount(
        Uri endpoint,
        TokenCredential credential,
        TableClientOptions? options = null
    ) => new(endpoint, new StoreCredential(credential), Patient(options));

    private static TableClientOptions Patient(TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = AttemptTimeout;
        return options;
    }
}
