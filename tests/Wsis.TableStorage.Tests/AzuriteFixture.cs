using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Wsis.Local.Azurite;

[assembly: AssemblyFixture(typeof(Wsis.TableStorage.Tests.AzuriteFixture))]

namespace Wsis.TableStorage.Tests;

/// <summary>An emulator of these tests' own, on free ports and with a folder of its own. Where there is no Node.js the
/// tests that need it are skipped, except on a build server.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("wsis-azurite-").FullName;
    private AzuriteServer? server;

    /// <summary>Where the emulator is installed for all tests of a working copy: it is large, and the same for
    /// each.</summary>
    public static string Installation { get; } = Path.Combine(Root(AppContext.BaseDirectory), ".wsis", "azurite");

    public async ValueTask InitializeAsync()
    {
        var settings = new AzuriteSettings
        {
            Installation = Installation,
            Data = data,
            TablePort = FreePort(),
        };
        server = await AzuriteServer.Start(
            settings,
            TestContext.Current.SendDiagnosticMessage,
            TestContext.Current.CancellationToken
        );
        if (server is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException("A build server must have Node.js: the store is tested on Azurite.");
    }

    public TableServiceClient Service(TableClientOptions? options = null)
    {
        Assert.SkipWhen(
            server is null,
            "There is no Node.js on this machine's path, so there is no Azurite to test on."
        );
        return TableClients.FromConnectionString(server.ConnectionString, options);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "WsisFunctions.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
