using System.CommandLine;
using Wsis.InMemory;
using Wsis.Invitations.Storage;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Local.Serving;

/// <summary>The store: options that <c>demo</c> and <c>serve</c> share.</summary>
internal sealed class StoreChoice
{
    private readonly Option<string> store = new("--store")
    {
        Description =
            "The store: azurite (an emulator of Azure Storage, which is started if it does not run) "
            + "or memory (the data is gone when the program ends).",
        DefaultValueFactory = _ => "azurite",
    };

    private readonly Option<string?> connection = new("--connection")
    {
        Description = "The connection string of a storage account to use instead of Azurite.",
    };

    private readonly Option<DirectoryInfo> data = new("--data")
    {
        Description = "The data folder: the data of the emulator, the letters, the keys of the reply links.",
        DefaultValueFactory = _ => new DirectoryInfo(".wsis"),
    };

    public StoreChoice() => store.AcceptOnlyFromAmong("azurite", "memory");

    public void AddTo(Command command)
    {
        command.Options.Add(store);
        command.Options.Add(connection);
        command.Options.Add(data);
    }

    public string ReadDataFolder(ParseResult result) => result.GetRequiredValue(data).FullName;

    /// <summary>Opens the store. Azurite needs Node.js; without it the store is in memory, which is reported.</summary>
    public async Task<OpenedStore> Open(
        ParseResult result,
        string tablePrefix,
        Action<string> report,
        CancellationToken cancellation
    )
    {
        if (result.GetValue(connection) is { } account)
            return new OpenedStore(await OpenTables(account, tablePrefix, cancellation), null);
        var folder = ReadDataFolder(result);
        var settings = new AzuriteSettings
        {
            Installation = Path.Combine(folder, "azurite", "program"),
            Data = Path.Combine(folder, "azurite", "data"),
        };
        var azurite =
            result.GetRequiredValue(store) == "azurite"
                ? await AzuriteServer.Start(settings, report, cancellation)
                : null;
        if (azurite is null)
        {
            report("The store is in memory. Its data is gone when this program ends.");
            return new OpenedStore(new InMemoryStores(), null);
        }
        return new OpenedStore(await OpenTables(azurite.ConnectionString, tablePrefix, cancellation), azurite);
    }

    private static async Task<TableStores> OpenTables(string connection, string prefix, CancellationToken cancellation)
    {
        var stores = TableStores.FromConnectionString(connection, prefix);
        await stores.Initializer.Initialize(cancellation);
        return stores;
    }
}

/// <summary>An open store, and the emulator that it uses, if any.</summary>
internal sealed record OpenedStore(Stores Stores, AzuriteServer? Azurite) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
