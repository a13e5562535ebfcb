using System.Diagnostics;
using System.Net.Sockets;

namespace Wsis.Local.Azurite;

/// <summary>Azurite, the emulator of Azure Storage: found running, or started.</summary>
/// <remarks>
/// <para>It runs on its own: when our process is killed it goes on listening, and the next start finds it.</para>
/// <para>It answers from memory. Every five seconds, and when it is asked to end, it writes all its tables to one file,
/// which replaces the one before when it is complete. A kill of Azurite itself loses what was written since (five
/// seconds, and longer the larger the file); a power cut may lose more, for it does not wait for the disk. While it
/// writes it does not answer: some 0.2 s for 20,000 invitees who were just imported, 1.2 s for 100,000. Half a gigabyte
/// is the most the file can have (the longest string of Node.js). What must not be lost, and a campaign of more than
/// some 20,000, belong into Azure.</para>
/// </remarks>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>How long it may take to answer after its start. It reads all its data first.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to write its data when it ends.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly AzuriteSettings settings;
    private readonly int? process;
    private readonly TimeProvider time;

    private AzuriteServer(AzuriteSettings settings, int? process, TimeProvider time) =>
        (this.settings, this.process, this.time) = (settings, process, time);

    public string ConnectionString => settings.ConnectionString;

    /// <summary>Whether this instance started it, and will stop it.</summary>
    public bool IsOurs => process is not null;

    /// <summary>Finds the emulator on its table port, or starts it there.</summary>
    /// <param name="settings">Where and how.</param>
    /// <param name="say">Is told in a line what was done.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <returns>Null where there is neither a running one nor Node.js to start one with.</returns>
    /// <exception cref="InvalidOperationException">Something else has the port, or it does not install or start; the
    /// message says why.</exception>
    public static async Task<AzuriteServer?> Start(
        AzuriteSettings settings,
        Action<string> say,
        CancellationToken cancellation,
        TimeProvider? time = null
    )
    {
        time ??= TimeProvider.System;
        if (await Answers(settings, cancellation))
            return Found(settings, say, time);
        if (!await Node.IsThere(cancellation))
        {
            say(
                "Azurite, the emulator of Azure Storage, cannot be started: there is no Node.js on this machine's path."
            );
            return null;
        }
        // Two starts at once: the second waits here, and then finds what the first has started.
        await using var turn = await Turn(settings.Installation, time, cancellation);
        if (await Answers(settings, cancellation))
            return Found(settings, say, time);
        var installation = await AzuriteInstallation.Ensure(settings.Installation, say, cancellation);
        Directory.CreateDirectory(settings.Data);
        var server = new AzuriteServer(
            settings,
            await Node.Start(settings.Log, Arguments(installation, settings), cancellation),
            time
        );
        await server.UntilItAnswers(cancellation);
        say($"Started Azurite, the emulator of Azure Storage, on {settings.Tables} with its data in {settings.Data}.");
        return server;
    }

    /// <summary>Stops the emulator if this instance started it. It writes its data first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not { } id || !IsRunning(id))
            return;
        await Node.Interrupt(id, CancellationToken.None);
        // Its data is on disk as soon as it says so; the process would still wait for the last client to hang up, which
        // may be ourselves.
        var begun = time.GetTimestamp();
        while (IsRunning(id) && !await SaysItHasClosed() && time.GetElapsedTime(begun) < StopTime)
            await Task.Delay(PollInterval, time);
        using var left = Running(id);
        left?.Kill();
    }

    private static AzuriteServer Found(AzuriteSettings settings, Action<string> say, TimeProvider time)
    {
        say($"Found Azurite, the emulator of Azure Storage, running on {settings.Tables}.");
        return new AzuriteServer(settings, null, time);
    }

    private static IEnumerable<string> Arguments(AzuriteInstallation installation, AzuriteSettings settings)
    {
        string[] tables = ["--tableHost", settings.Host, "--tablePort", $"{settings.TablePort}"];
        string[] blobs = ["--blobHost", settings.Host, "--blobPort", $"{settings.BlobPort}"];
        string[] queues = ["--queueHost", settings.Host, "--queuePort", $"{settings.QueuePort}"];
        string[] persistence = settings.InMemory ? ["--inMemoryPersistence"] : ["--location", settings.Data];
        string[] manners = ["--silent", "--skipApiVersionCheck", "--disableTelemetry"];
        return settings.TablesOnly
            ? [installation.TablesScript, .. tables, .. persistence, .. manners]
            : [installation.AllServicesScript, .. tables, .. blobs, .. queues, .. persistence, .. manners];
    }

    private async Task UntilItAnswers(CancellationToken cancellation)
    {
        for (
            var begun = time.GetTimestamp();
            !await Answers(settings, cancellation);
            await Task.Delay(PollInterval, time, cancellation)
        )
        {
            if (!IsRunning(process!.Value))
                throw new InvalidOperationException(
                    $"Azurite ended as soon as it was started: {(await ReadLog()).Trim()}"
                );
            if (time.GetElapsedTime(begun) > StartTime)
                throw new InvalidOperationException(
                    $"Azurite does not answer on {settings.Tables} {StartTime.TotalSeconds} seconds after its start; see {settings.Log}."
                );
        }
    }

    private async Task<bool> SaysItHasClosed() =>
        (await ReadLog()).Split("service successfully closed").Length > (settings.TablesOnly ? 1 : 3);

    private async Task<string> ReadLog()
    {
        await using var log = new FileStream(settings.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Whether an emulator answers on the table port.</summary>
    /// <exception cref="InvalidOperationException">Something else does.</exception>
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
                    $"Port {settings.TablePort} is taken by a program that is not Azurite."
                );
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException)
        {
            return false;
        }
    }

    private static bool IsRunning(int id)
    {
        using var process = Running(id);
        return process is not null;
    }

    private static Process? Running(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            return process.HasExited ? null : process;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static async Task<FileStream> Turn(string folder, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(folder, "start.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(PollInterval, time, cancellation);
            }
        }
    }
}
