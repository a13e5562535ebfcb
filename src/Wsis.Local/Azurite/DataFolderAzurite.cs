using Azure;
using Wsis.Local.Files;
using Wsis.TableStorage;

namespace Wsis.Local.Azurite;

/// <summary>The Azurite of a data folder. It has ports and a key of its own, which the folder records. Programs that
/// use the same folder share it, and the last one stops it. If it ends too soon, it is started again.</summary>
internal sealed class DataFolderAzurite : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Folder folder;
    private readonly Action<string> report;
    private readonly CancellationTokenSource ended = new();
    private readonly FileStream use;
    private AzuriteServer server;
    private Task supervision = Task.CompletedTask;

    private DataFolderAzurite(Folder folder, AzuriteServer server, FileStream use, Action<string> report)
    {
        this.folder = folder;
        this.server = server;
        this.use = use;
        this.report = report;
    }

    public string ConnectionString => server.ConnectionString;

    /// <summary>The path of the emulator's data in a data folder.</summary>
    public static string FindData(string data) => new Folder(Path.Combine(data, "azurite"), "").Data;

    /// <summary>Finds the Azurite of a data folder, or starts it.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="report">Receives a line about what was done, then and later.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <param name="installation">The folder of the program. Default: a part of the data folder.</param>
    /// <returns>Null if it is not running and there is no Node.js to start it.</returns>
    /// <exception cref="InvalidOperationException">It cannot be installed or started. The message has the
    /// reason.</exception>
    public static async Task<DataFolderAzurite?> Open(
        string data,
        Action<string> report,
        CancellationToken cancellation,
        string? installation = null
    )
    {
        PrivateFiles.CreateFolder(data);
        var path = PrivateFiles.CreateOwnFolder(Path.Combine(data, "azurite"));
        var folder = new Folder(path, installation ?? Path.Combine(path, "program"));
        await using var startLock = await LockFile.Acquire(folder.StartLock, cancellation);
        var server = await Find(folder, cancellation);
        if (server is not null)
            report($"Found Azurite, the emulator of Azure Storage, running on {server.Endpoint}.");
        else
            server = await Start(folder, report, mayMove: true, cancellation);
        if (server is null)
            return null;
        var opened = new DataFolderAzurite(folder, server, LockFile.Share(folder.UseLock), report);
        opened.supervision = opened.Supervise();
        return opened;
    }

    /// <summary>Stops Azurite if no other program uses the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await supervision;
        await using var startLock = await LockFile.Acquire(folder.StartLock, CancellationToken.None);
        await use.DisposeAsync();
        if (LockFile.TryAcquire(folder.UseLock) is { } last)
            await using (last)
                await server.DisposeAsync();
        ended.Dispose();
    }

    /// <summary>Starts Azurite again when its process has ended. The ports stay the same, because the clients of
    /// the store know them.</summary>
    private async Task Supervise()
    {
        using var timer = new PeriodicTimer(PollInterval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
                if (!server.IsRunning)
                    await Restart(ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task Restart(CancellationToken cancellation)
    {
        await using var startLock = await LockFile.Acquire(folder.StartLock, cancellation);
        try
        {
            report("Azurite, the emulator of Azure Storage, has ended. It is started again.");
            server =
                await Find(folder, cancellation)
                ?? await Start(folder, report, mayMove: false, cancellation)
                ?? throw new InvalidOperationException("Node.js is no longer on the path.");
        }
        catch (InvalidOperationException e)
        {
            report($"Azurite could not be started again and is tried again: {e.Message}");
        }
    }

    /// <summary>Finds the running Azurite of the folder. Another Azurite on the recorded ports does not accept the key
    /// of the folder.</summary>
    private static async Task<AzuriteServer?> Find(Folder folder, CancellationToken cancellation)
    {
        var record = AzuriteRecord.Load(folder.Record);
        if (record.Ports is not { } ports || LocalPort.IsFree(ports.Table))
            return null;
        var settings = folder.SettingsFor(record);
        try
        {
            var tables = TableClients.FromConnectionString(settings.ConnectionString);
            await foreach (var _ in tables.QueryAsync(maxPerPage: 1, cancellationToken: cancellation))
                break;
            return AzuriteServer.Attach(settings, record.Process);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // Another Azurite refuses the key. One that is about to end closes the connection at each try.
            return null;
        }
    }

    private static async Task<AzuriteServer?> Start(
        Folder folder,
        Action<string> report,
        bool mayMove,
        CancellationToken cancellation
    )
    {
        var record = AzuriteRecord.Load(folder.Record);
        if (mayMove && record.Ports is not { AreFree: true })
            record = record with { Ports = AzuritePorts.FindFree() };
        var server = await AzuriteServer.Start(folder.SettingsFor(record), report, cancellation);
        if (server is not null)
            (record with { Process = server.Process!.Value }).Save(folder.Record);
        return server;
    }

    /// <summary>The files of Azurite in a data folder.</summary>
    private sealed record Folder(string Path, string Installation)
    {
        public string Record => System.IO.Path.Combine(Path, "azurite.json");

        public string Data => System.IO.Path.Combine(Path, "data");

        public string StartLock => System.IO.Path.Combine(Path, "start.lock");

        /// <summary>Every program that uses the folder shares this lock.</summary>
        public string UseLock => System.IO.Path.Combine(Path, "in-use.lock");

        public AzuriteSettings SettingsFor(AzuriteRecord record) =>
            new()
            {
                Installation = Installation,
                Data = Data,
                BlobPort = record.Ports!.Blob,
                QueuePort = record.Ports.Queue,
                TablePort = record.Ports.Table,
                AccountKey = record.Key,
            };
    }
}
