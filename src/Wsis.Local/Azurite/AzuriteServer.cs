using System.Net.Sockets;
using Wsis.Local.Files;

namespace Wsis.Local.Azurite;

/// <summary>Azurite, the emulator of Azure Storage. It is started if it is not running.</summary>
/// <remarks>
/// <para>It is a process of its own. If this process is killed, Azurite continues, and the next start finds it.</para>
/// <para>It answers from memory. Every five seconds, and before it ends, it writes all tables to one new file, which
/// then replaces the old one. If Azurite itself is killed, everything since the last file is lost: five seconds, or
/// more for a large file. A power cut may lose more, because Azurite does not wait for the disk. While it writes it
/// does not answer: 0.2 s for 20,000 newly imported invitees, 1.2 s for 100,000. The file cannot exceed half a
/// gigabyte, the maximum length of a string in Node.js. Data that must not be lost, and campaigns of more than 20,000
/// invitees, belong in Azure.</para>
/// </remarks>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The timeout of a start. Azurite reads all its data before it answers.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The timeout of a stop. Azurite writes its data before it ends.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Tables, blobs and queues.</summary>
    private const int Services = 3;

    private readonly AzuriteSettings settings;
    private readonly int? process;
    private readonly TimeProvider time;

    private AzuriteServer(AzuriteSettings settings, int? process, TimeProvider time)
    {
        this.settings = settings;
        this.process = process;
        this.time = time;
    }

    public string ConnectionString => settings.ConnectionString;

    /// <summary>Whether this instance will stop Azurite.</summary>
    public bool IsOurs => process is not null;

    /// <summary>The process id; null if another program started it.</summary>
    internal int? Process => process;

    internal Uri Endpoint => settings.Tables;

    /// <summary>Whether the process still runs.</summary>
    internal bool IsRunning => process is { } id && IsProcessRunning(id);

    /// <summary>Attaches to an Azurite that an earlier program started, and that this instance will stop.</summary>
    internal static AzuriteServer Attach(AzuriteSettings settings, int process) =>
        new(settings, process, TimeProvider.System);

    /// <summary>Finds Azurite on its table port, or starts it.</summary>
    /// <param name="settings">The ports and folders.</param>
    /// <param name="report">Receives a line about what was done.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <param name="time">The clock for waiting. Default: the system clock.</param>
    /// <returns>Null if Azurite is not running and there is no Node.js to start it.</returns>
    /// <exception cref="InvalidOperationException">Another program uses the port, or Azurite cannot be installed or
    /// started. The message has the reason.</exception>
    public static async Task<AzuriteServer?> Start(
        AzuriteSettings settings,
        Action<string> report,
        CancellationToken cancellation,
        TimeProvider? time = null
    )
    {
        time ??= TimeProvider.System;
        if (await Answers(settings, cancellation))
            return UseRunning(settings, report, time);
        if (!await Node.IsInstalled(cancellation))
        {
            report("Azurite, the emulator of Azure Storage, cannot be started, because Node.js is not on the path.");
            return null;
        }
        // Of two concurrent starts the second waits here, and then finds the server that the first has started.
        Directory.CreateDirectory(settings.Installation);
        await using var startLock = await LockFile.Acquire(
            Path.Combine(settings.Installation, "start.lock"),
            cancellation
        );
        if (await Answers(settings, cancellation))
            return UseRunning(settings, report, time);
        var installation = await AzuriteInstallation.Ensure(settings.Installation, report, cancellation);
        Directory.CreateDirectory(settings.Data);
        var server = new AzuriteServer(
            settings,
            await Node.Start(
                settings.Log,
                Arguments(installation, settings),
                new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = settings.Accounts },
                cancellation
            ),
            time
        );
        try
        {
            await server.WaitUntilItAnswers(cancellation);
        }
        catch
        {
            // Nobody else knows of it yet, so nobody else would stop it.
            await server.DisposeAsync();
            throw;
        }
        report(
            $"Started Azurite, the emulator of Azure Storage, on {settings.Tables} with its data in {settings.Data}."
        );
        return server;
    }

    /// <summary>Stops Azurite if this instance started it. Azurite writes its data first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not { } id || !IsProcessRunning(id))
            return;
        await Node.Interrupt(id, CancellationToken.None);
        // Its data is on disk when it logs that it has closed. The process then still waits for the last client to
        // disconnect, and this process may be that client.
        var started = time.GetTimestamp();
        while (IsProcessRunning(id) && !await HasLoggedClosing() && time.GetElapsedTime(started) < StopTimeout)
            await Task.Delay(PollInterval, time);
        using var remaining = FindProcess(id);
        remaining?.Kill();
    }

    private static AzuriteServer UseRunning(AzuriteSettings settings, Action<string> report, TimeProvider time)
    {
        report($"Found Azurite, the emulator of Azure Storage, running on {settings.Tables}.");
        return new AzuriteServer(settings, null, time);
    }

    private static IEnumerable<string> Arguments(AzuriteInstallation installation, AzuriteSettings settings)
    {
        string[] tables = ["--tableHost", settings.Host, "--tablePort", $"{settings.TablePort}"];
        string[] blobs = ["--blobHost", settings.Host, "--blobPort", $"{settings.BlobPort}"];
        string[] queues = ["--queueHost", settings.Host, "--queuePort", $"{settings.QueuePort}"];
        string[] persistence = settings.InMemory ? ["--inMemoryPersistence"] : ["--location", settings.Data];
        string[] options = ["--silent", "--skipApiVersionCheck", "--disableTelemetry"];
        return [installation.Script, .. tables, .. blobs, .. queues, .. persistence, .. options];
    }

    private async Task WaitUntilItAnswers(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!await Answers(settings, cancellation))
        {
            if (!IsProcessRunning(process!.Value))
                throw new InvalidOperationException(
                    $"Azurite ended as soon as it was started: {(await ReadLog()).Trim()}"
                );
            if (time.GetElapsedTime(started) > StartTimeout)
                throw new InvalidOperationException(
                    $"Azurite did not answer on {settings.Tables} within {StartTimeout.TotalSeconds} seconds. "
                        + $"Its log is {settings.Log}."
                );
            await Task.Delay(PollInterval, time, cancellation);
        }
    }

    private async Task<bool> HasLoggedClosing() =>
        (await ReadLog()).Split("service successfully closed").Length > Services;

    private async Task<string> ReadLog()
    {
        await using var log = new FileStream(settings.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Whether Azurite answers on the table port.</summary>
    /// <exception cref="InvalidOperationException">Another program answers.</exception>
    private static async Task<bool> Answers(AzuriteSettings settings, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(settings.Tables, cancellation);
            return answer.Headers.Server.Any(s =>
                s.Product?.Name.StartsWith("Azurite", StringComparison.Ordinal) == true
            )
                ? true
                : throw new InvalidOperationException(
                    $"Port {settings.TablePort} is used by a program that is not Azurite."
                );
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException or IOException)
        {
            // Nothing listens, or an emulator that ends closes the connection.
            return false;
        }
    }

    private static bool IsProcessRunning(int id)
    {
        using var process = FindProcess(id);
        return process is not null;
    }

    private static System.Diagnostics.Process? FindProcess(int id)
    {
        try
        {
            var process = System.Diagnostics.Process.GetProcessById(id);
            return process.HasExited ? null : process;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
