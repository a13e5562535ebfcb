using System.CommandLine;
using Wsis.InMemory;
using Wsis.Invitations.Storage;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Local.Serving;

/// <summary>The store: options that <c>demo</c> and <c>serve</c> share.</summary>
internal sealed class StoreChoice
{
    private const string Azurite = "azurite";
    private const string Memory = "memory";

    private readonly Option<string> store = new("--store")
    {
        Description =
            "The store: azurite (an emulator of Azure Storage, which is started and needs Node.js) "
            + "or memory (the data is gone when the program ends).",
        DefaultValueFactory = _ => Azurite,
    };

    private readonly Option<string?> connection = new("--connection")
    {
        Description = "The connection string of a storage account to use instead of Azurite.",
    };

    private readonly Option<DirectoryInfo?> data = PathOption.CreateFolder(
        "--data",
        "The data folder: the data of the emulator, the letters, the keys of the reply links.",
        folder => File.Exists(folder.FullName) ? $"{folder} is a file and not a folder." : null
    );

    public StoreChoice()
    {
        store.AcceptOnlyFromAmong(Azurite, Memory);
        data.DefaultValueFactory = _ => new DirectoryInfo(".wsis");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(store);
        command.Options.Add(connection);
        command.Options.Add(data);
    }

    public string ReadDataFolder(ParseResult result) => result.GetRequiredValue(data)!.FullName;

    /// <summary>Whether the data is gone when the program ends.</summary>
    public bool IsInMemory(ParseResult result) =>
        result.GetValue(connection) is null && result.GetRequiredValue(store) == Memory;

    /// <summary>Whether the store may have data of an earlier run.</summary>
    public bool MayHoldData(ParseResult result) =>
        result.GetValue(connection) is not null
        || (!IsInMemory(result) && Directory.Exists(DataFolderAzurite.FindData(ReadDataFolder(result))));

    /// <summary>Opens the store.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="tablePrefix">The prefix of the table names.</param>
    /// <param name="report">Receives a line about what was done.</param>
    /// <param name="cancellation">Cancels the start of Azurite.</param>
    /// <returns>Null if Azurite is to be used and there is no Node.js to run it.</returns>
    /// <exception cref="CommandException">The store cannot be opened.</exception>
    public async Task<OpenedStore?> Open(
        ParseResult result,
        string tablePrefix,
        Action<string> report,
        CancellationToken cancellation
    )
    {
        if (result.GetValue(connection) is { } account)
            return new OpenedStore(await OpenTables(account, tablePrefix, cancellation), null);
        if (IsInMemory(result))
            return OpenMemory(report);
        try
        {
            return await DataFolderAzurite.Open(ReadDataFolder(result), report, cancellation) is { } azurite
                ? new OpenedStore(await OpenTables(azurite.ConnectionString, tablePrefix, cancellation), azurite)
                : null;
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException(e.Message);
        }
    }

    /// <summary>Opens a store in memory.</summary>
    public static OpenedStore OpenMemory(Action<string> report)
    {
        report("The store is in memory. Its data is gone when this program ends.");
        return new OpenedStore(new InMemoryStores(), null);
    }

    private static async Task<TableStores> OpenTables(string connection, string prefix, CancellationToken cancellation)
    {
        var stores = ConnectTo(connection, prefix);
        await stores.Initializer.Initialize(cancellation);
        return stores;
    }

    private static TableStores ConnectTo(string connection, string prefix)
    {
        try
        {
            return TableStores.FromConnectionString(connection, prefix);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CommandException($"--connection is not the connection string of a storage account: {e.Message}");
        }
    }
}

/// <summary>An open store, and the emulator that it uses, if any.</summary>
internal sealed record OpenedStore(Stores Stores, DataFolderAzurite? Azurite) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
