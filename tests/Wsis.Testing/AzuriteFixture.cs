using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Testing;

/// <summary>One emulator for the tests of an assembly, with its own port and folder. Without Node.js the tests that
/// need it are skipped, except on a build server.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string NoNode = "There is no Node.js on this machine's path, so there is no Azurite to test on.";

    private readonly string data = Directory.CreateTempSubdirectory("wsis-azurite-").FullName;
    private AzuriteServer? server;

    /// <summary>The folder in which the emulator is installed for all tests of a working copy.</summary>
    public static string Installation { get; } = Path.Combine(Repository.Root, ".wsis", "azurite");

    private static bool IsBuildServer => Environment.GetEnvironmentVariable("CI") == "true";

    public async ValueTask InitializeAsync() => server = await Start(data, inMemory: false);

    /// <summary>A client with the app's timeouts if it has options, and otherwise with those of the Azure SDK: the
    /// machine runs many tests at once.</summary>
    public TableServiceClient Service(TableClientOptions? options = null)
    {
        Assert.SkipWhen(server is null, NoNode);
        return options is null
            ? new TableServiceClient(server.ConnectionString)
            : TableClients.FromConnectionString(server.ConnectionString, options);
    }

    public BlobServiceClient Blobs(BlobClientOptions? options = null)
    {
        Assert.SkipWhen(server is null, NoNode);
        return BlobClients.FromConnectionString(server.ConnectionString, options);
    }

    /// <summary>Opens stores of their own: their tables and container begin with the prefix.</summary>
    public TableStores OpenStores(string prefix, TableClientOptions? options = null) =>
        new(Service(options), Blobs(), prefix);

    /// <summary>Starts an emulator for one test, with nothing in it. Without Node.js the test is skipped, except on a
    /// build server.</summary>
    public static async Task<AzuriteServer> StartServer(string data)
    {
        var started = await Start(data, inMemory: true);
        Assert.SkipWhen(started is null, NoNode);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private static async Task<AzuriteServer?> Start(string data, bool inMemory)
    {
        var settings = new AzuriteSettings
        {
            Installation = Installation,
            Data = data,
            TablePort = FreePort.Find(),
            BlobPort = FreePort.Find(),
            QueuePort = FreePort.Find(),
            InMemory = inMemory,
        };
        var server = await AzuriteServer.Start(
            settings,
            TestContext.Current.SendDiagnosticMessage,
            TestContext.Current.CancellationToken
        );
        return server is null && IsBuildServer
            ? throw new InvalidOperationException("A build server must have Node.js: the store is tested on Azurite.")
            : server;
    }
}
