using System.CommandLine;
using Wsis.InMemory;
using Wsis.Invitations.Ports;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Local.Serving;

/// <summary>Where the record is kept: the options that <c>demo</c> and <c>serve</c> share.</summary>
internal sealed class RecordOptions
{
    private readonly Option<string> store = new("--store")
    {
        Description =
            "Where the record is kept: azurite (Table Storage, emulated; started if it does not run) or memory (gone at the end).",
        DefaultValueFactory = _ => "azurite",
    };

    private readonly Option<string?> connection = new("--connection")
    {
        Description =
            "The connection string of a Table Storage account, to keep the record there instead of in Azurite.",
    };

    private readonly Option<DirectoryInfo> data = new("--data")
    {
        Description = "The folder for everything that is kept: the emulator's tables, the letters, the link keys.",
        DefaultValueFactory = _ => new DirectoryInfo(".wsis"),
    };

    public RecordOptions() => store.AcceptOnlyFromAmong("azurite", "memory");

    public void AddTo(Command command)
    {
        command.Options.Add(store);
        command.Options.Add(connection);
        command.Options.Add(data);
    }

    public string DataFolder(ParseResult result) => result.GetRequiredValue(data).FullName;

    /// <summary>Opens the record. Without Node.js, Azurite cannot be started: then it is kept in memory, and that is
    /// said.</summary>
    public async Task<OpenRecord> Open(
        ParseResult result,
        string tablePrefix,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        if (result.GetValue(connection) is { } account)
            return new OpenRecord(await OpenTables(account, tablePrefix, cancellation), null);
        var folder = DataFolder(result);
        var settings = new AzuriteSettings
        {
            Installation = Path.Combine(folder, "azurite", "program"),
            Data = Path.Combine(folder, "azurite", "data"),
        };
        var azurite =
            result.GetRequiredValue(store) == "azurite" ? await AzuriteServer.Start(settings, say, cancellation) : null;
        if (azurite is null)
        {
            say("The record is kept in memory: it is gone when this program ends.");
            return new OpenRecord(new InMemoryInvitationStore(), null);
        }
        return new OpenRecord(await OpenTables(azurite.ConnectionString, tablePrefix, cancellation), azurite);
    }

    private static async Task<TableInvitationStore> OpenTables(
        string connection,
        string prefix,
        CancellationToken cancellation
    )
    {
        var tables = new TableInvitationStore(TableClients.FromConnectionString(connection), prefix);
        await tables.Open(cancellation);
        return tables;
    }
}

/// <summary>The record, and the emulator behind it if there is one.</summary>
internal sealed record OpenRecord(IInvitationStore Store, AzuriteServer? Azurite) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
