using System.ComponentModel;
using System.Diagnostics;

namespace Wsis.Local.Azurite;

/// <summary>Runs Node.js and npm, which must be on the path.</summary>
internal static class Node
{
    /// <summary>Starts a process in a session of its own, so that it continues if this process is killed. Its output
    /// goes to a file. Prints the process id.</summary>
    private const string LaunchScript =
        "const { spawn } = require('node:child_process');"
        + "const log = require('node:fs').openSync(process.argv[1], 'w');"
        + "const child = spawn(process.execPath, process.argv.slice(2),"
        + "{ detached: true, windowsHide: true, stdio: ['ignore', log, log] });"
        + "child.unref(); console.log(child.pid);";

    private const string SignalScript =
        "try { process.kill(Number(process.argv[1]), 'SIGINT') } catch (e) { if (e.code !== 'ESRCH') throw e }";

    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    public static async Task<bool> IsInstalled(CancellationToken cancellation)
    {
        try
        {
            await Run("node", ["--version"], null, cancellation);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Installs the packages of the lock file in the folder.</summary>
    public static Task Install(string folder, CancellationToken cancellation) =>
        Run(Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, cancellation);

    /// <summary>Starts a script that does not end with this process.</summary>
    /// <param name="log">The file for its output.</param>
    /// <param name="scriptAndArguments">The script and its arguments, which every user of the machine can
    /// read.</param>
    /// <param name="environment">Environment variables, for secrets.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <returns>The process id.</returns>
    public static async Task<int> Start(
        string log,
        IEnumerable<string> scriptAndArguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation
    ) =>
        int.Parse(
            await Run("node", ["-e", LaunchScript, "--", log, .. scriptAndArguments], null, cancellation, environment),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>Asks a process to end, if it is still running. Windows has no signals; there it ends at once.</summary>
    public static Task Interrupt(int process, CancellationToken cancellation) =>
        Run("node", ["-e", SignalScript, "--", $"{process}"], null, cancellation);

    private static async Task<string> Run(
        string program,
        IEnumerable<string> arguments,
        string? folder,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        // A cancelled program, such as an installation, is ended.
        await using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"'{program} {start.ArgumentList[0]}' failed: {(await errors).Trim()}"
            );
    }
}
