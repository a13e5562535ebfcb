using System.ComponentModel;
using System.Diagnostics;

namespace Wsis.Local.Azurite;

/// <summary>Node.js and npm as programs on this machine's path.</summary>
internal static class Node
{
    /// <summary>Starts a program that outlives us, even when we are killed: in a session of its own, with a file for
    /// its output. Prints its process id.</summary>
    private const string Launch =
        "const { spawn } = require('node:child_process');"
        + "const log = require('node:fs').openSync(process.argv[1], 'w');"
        + "const child = spawn(process.execPath, process.argv.slice(2), { detached: true, windowsHide: true, stdio: ['ignore', log, log] });"
        + "child.unref(); console.log(child.pid);";

    private const string Signal =
        "try { process.kill(Number(process.argv[1]), 'SIGINT') } catch (e) { if (e.code !== 'ESRCH') throw e }";

    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    public static async Task<bool> IsThere(CancellationToken cancellation)
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

    /// <summary>Installs exactly what the lock file in the folder says.</summary>
    public static Task Install(string folder, CancellationToken cancellation) =>
        Run(Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, cancellation);

    /// <summary>Starts a script that goes on without us.</summary>
    /// <returns>Its process id.</returns>
    public static async Task<int> Start(
        string log,
        IEnumerable<string> scriptAndArguments,
        CancellationToken cancellation
    ) =>
        int.Parse(
            await Run("node", ["-e", Launch, "--", log, .. scriptAndArguments], null, cancellation),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>Asks a process to end, if it has not ended yet. On Windows, which has no signals, it ends at
    /// once.</summary>
    public static Task Interrupt(int process, CancellationToken cancellation) =>
        Run("node", ["-e", Signal, "--", $"{process}"], null, cancellation);

    private static async Task<string> Run(
        string program,
        IEnumerable<string> arguments,
        string? folder,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        // Nobody waits for a program that we do not wait for any more: an installation that is cancelled ends.
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
