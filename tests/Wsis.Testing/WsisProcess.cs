using System.Diagnostics;
using System.Text;
using Wsis.Local.Serving;

namespace Wsis.Testing;

/// <summary>The program <c>wsis</c> as its user starts it: a process of its own.</summary>
public sealed class WsisProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private WsisProcess(string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        foreach (var argument in (string[])[typeof(StoreChoice).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>The memory that it occupies now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static WsisProcess Start(params string[] arguments) => new(arguments);

    public static WsisProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new(arguments, variables);

    public static Task<(int ExitCode, string Said)> Run(params string[] arguments) =>
        Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it to its end with these variables in its environment.</summary>
    public static async Task<(int ExitCode, string Said)> Run(
        IReadOnlyDictionary<string, string> variables,
        params string[] arguments
    )
    {
        await using var run = new WsisProcess(arguments, variables);
        return (await run.RunToEnd(), run.Output);
    }

    /// <summary>Waits until it has said something, five minutes at most: the machine may have other things to
    /// do.</summary>
    public async Task WaitForOutput(string text)
    {
        for (
            var begun = TimeProvider.System.GetTimestamp();
            !Output.Contains(text, StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)
        )
            Assert.True(
                !process.HasExited && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(5),
                $"It did not say '{text}' but: {Output}"
            );
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code: 128 and the signal's number where a signal ended it.</returns>
    /// <exception cref="OperationCanceledException">It has not, within that time.</exception>
    public async Task<int> WaitForExit(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Ends it as <c>kill -9</c> does: at once, wherever it is.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private async Task<int> RunToEnd()
    {
        await process.WaitForExitAsync();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The end of a stream is reported as a line that is null.</summary>
    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
    }
}
