using System.Diagnostics;
using System.Text.Json;
using Azure;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Local.Tests.Azurite;

public sealed class DataFolderAzuriteTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-folders-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_data_folder_has_its_own_emulator_which_no_other_can_open()
    {
        ProofForm.RequireTurn(0, of: 3);
        await using var first = await Open("a");
        await using var second = await Open("b");
        Assert.NotEqual(ReadPort("a"), ReadPort("b"));
        await CreateTable(first, "Mine");
        Assert.Empty(await ListTables(second.ConnectionString));

        var stranger = first.ConnectionString.Replace($":{ReadPort("a")}/", $":{ReadPort("b")}/");
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => ListTables(stranger));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task The_last_program_that_uses_a_folder_stops_its_emulator()
    {
        ProofForm.RequireTurn(1, of: 3);
        var first = await Open("a");
        await using (await Open("a"))
        {
            await first.DisposeAsync();
            Assert.True(IsRunning("a"));
        }
        await TestHost.WaitUntil(() => Task.FromResult(!IsRunning("a")));
    }

    [Fact]
    public async Task A_lost_emulator_is_started_again_on_its_port()
    {
        ProofForm.RequireTurn(0, of: 3);
        await using var azurite = await Open("a");
        var port = ReadPort("a");
        using (var process = Process.GetProcessById(ReadProcess("a")))
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }
        await TestHost.WaitUntil(async () =>
        {
            try
            {
                await ListTables(azurite.ConnectionString);
                return true;
            }
            catch (RequestFailedException)
            {
                return false;
            }
            catch (AggregateException)
            {
                return false;
            }
        });
        Assert.Equal(port, ReadPort("a"));
    }

    [Fact]
    public async Task A_port_that_another_folder_took_meanwhile_is_given_up()
    {
        ProofForm.RequireTurn(2, of: 3);
        await (await Open("a")).DisposeAsync();
        Directory.CreateDirectory(Path.Combine(scratch, "b", "azurite"));
        var taken = JsonSerializer.Serialize(Read("a") with { Key = Convert.ToBase64String(new byte[64]) });
        await File.WriteAllTextAsync(Path.Combine(scratch, "b", "azurite", "azurite.json"), taken, Cancellation);

        await using var second = await Open("b");
        await using var first = await Open("a");
        Assert.NotEqual(ReadPort("a"), ReadPort("b"));
        await CreateTable(first, "Mine");
        Assert.Empty(await ListTables(second.ConnectionString));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_tables_and_their_key()
    {
        await using var azurite = await Open("a");
        Assert.All(
            [ModeOf("a"), ModeOf(Path.Combine("a", "azurite"))],
            mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode)
        );
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            ModeOf(Path.Combine("a", "azurite", "azurite.json"))
        );
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private async Task<DataFolderAzurite> Open(string folder)
    {
        var opened = await DataFolderAzurite.Open(
            Path.Combine(scratch, folder),
            _ => { },
            Cancellation,
            AzuriteFixture.Installation
        );
        Assert.SkipWhen(opened is null, "There is no Node.js on this machine's path.");
        return opened;
    }

    private static async Task CreateTable(DataFolderAzurite azurite, string name) =>
        await TableClients.FromConnectionString(azurite.ConnectionString).CreateTableAsync(name, Cancellation);

    private static async Task<List<string>> ListTables(string connection) =>
        await TableClients
            .FromConnectionString(connection)
            .QueryAsync(cancellationToken: Cancellation)
            .Select(t => t.Name)
            .ToListAsync(Cancellation);

    private bool IsRunning(string folder)
    {
        try
        {
            using var process = Process.GetProcessById(ReadProcess(folder));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private UnixFileMode ModeOf(string path)
    {
        if (!OperatingSystem.IsWindows())
            return File.GetUnixFileMode(Path.Combine(scratch, path));
        Assert.Skip("Windows has no modes of files.");
        return default;
    }

    private int ReadPort(string folder) => Read(folder).Ports!.Table;

    private int ReadProcess(string folder) => Read(folder).Process;

    private AzuriteRecord Read(string folder) => AzuriteRecord.Load(RecordOf(folder));

    private string RecordOf(string folder) => Path.Combine(scratch, folder, "azurite", "azurite.json");
}
