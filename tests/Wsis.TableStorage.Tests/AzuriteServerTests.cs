using System.Net;
using System.Net.Sockets;
using Wsis.Local.Azurite;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The emulator is found or started, and keeps what it was given.</summary>
public sealed class AzuriteServerTests : IDisposable
{
    private readonly List<string> said = [];
    private readonly AzuriteSettings settings = new()
    {
        Installation = AzuriteFixture.Installation,
        Data = Directory.CreateTempSubdirectory("wsis-azurite-").FullName,
        TablePort = FreePort.Find(),
        BlobPort = FreePort.Find(),
        QueuePort = FreePort.Find(),
    };

    public void Dispose() => Directory.Delete(settings.Data, recursive: true);

    [Fact]
    public async Task A_running_emulator_is_found_and_left_running_by_who_did_not_start_it()
    {
        await using var first = await Start();
        var second = await Start();
        Assert.Equal((true, false), (first.IsOurs, second.IsOurs));
        await second.DisposeAsync();
        await Store().Initializer.Initialize(StoreExtensions.Cancellation);
        Assert.Equal(
            2,
            said.Count(line =>
                line.Contains("Azurite", StringComparison.Ordinal)
                && !line.StartsWith("Installing", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Data_is_there_after_a_stop_and_a_start()
    {
        ProofForm.RequireTurn(0, of: 4);
        await using (await Start())
        {
            await Store().Initializer.Initialize(StoreExtensions.Cancellation);
            await Store().Invitations.CommitSucceeds(New(Invitation(), Line("imported")));
        }
        await using (await Start())
            Assert.Equal(["imported"], await Store().Invitations.Journal("fra"));
    }

    [Fact]
    public async Task Two_starts_at_once_start_one_emulator()
    {
        ProofForm.RequireTurn(1, of: 4);
        var servers = await Task.WhenAll(Start(), Start(), Start());
        Assert.Single(servers, s => s.IsOurs);
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Tables_blobs_and_queues_are_started()
    {
        await using var server = await Start();
        Assert.Contains(
            $"BlobEndpoint=http://127.0.0.1:{settings.BlobPort}/devstoreaccount1;",
            server.ConnectionString,
            StringComparison.Ordinal
        );
        using var http = new HttpClient();
        foreach (var port in new[] { settings.BlobPort, settings.QueuePort, settings.TablePort })
            Assert.Contains(
                "Azurite",
                (
                    await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"), StoreExtensions.Cancellation)
                ).Headers.Server.ToString(),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_port_of_another_program_is_reported_as_in_use()
    {
        using var other = new HttpListener();
        other.Prefixes.Add($"http://127.0.0.1:{settings.TablePort}/");
        other.Start();
        var answering = Answer(other);
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => Start());
        Assert.Contains("is used by a program that is not Azurite", e.Message, StringComparison.Ordinal);
        await answering;
    }

    [Fact]
    public async Task A_start_that_fails_says_why()
    {
        ProofForm.RequireTurn(2, of: 4);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Start(settings with { BlobPort = ((IPEndPoint)taken.LocalEndpoint).Port })
        );
        Assert.Contains("EADDRINUSE", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_no_emulator()
    {
        ProofForm.RequireTurn(3, of: 4);
        await using (await Start())
            Assert.False(IsFree(settings.TablePort));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(StoreExtensions.Cancellation);
        var start = AzuriteServer.Start(settings, _ => { }, cancelled.Token);
        while (!start.IsCompleted && IsFree(settings.BlobPort))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, StoreExtensions.Cancellation);
        await cancelled.CancelAsync();

        try
        {
            await using var server = await start;
        }
        catch (OperationCanceledException)
        {
            // It was cancelled in time.
        }

        Assert.All(
            [settings.BlobPort, settings.QueuePort, settings.TablePort],
            port => Assert.True(IsFree(port), $"Azurite still listens on {port}.")
        );
    }

    private static bool IsFree(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task Answer(HttpListener listener) => (await listener.GetContextAsync()).Response.Close();

    private async Task<AzuriteServer> Start(AzuriteSettings? other = null)
    {
        var server = await AzuriteServer.Start(
            other ?? settings,
            line =>
            {
                lock (said)
                    said.Add(line);
            },
            StoreExtensions.Cancellation
        );
        Assert.SkipWhen(
            server is null,
            "There is no Node.js on this machine's path, so there is no Azurite to test on."
        );
        return server;
    }

    private TableStores Store() => TableStores.FromConnectionString(settings.ConnectionString);
}
