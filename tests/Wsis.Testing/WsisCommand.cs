using System.Text;
using Wsis.Local;

namespace Wsis.Testing;

/// <summary>The program <c>wsis</c> run in this process, which takes a fraction of the time of a process of its own.
/// What it prints is kept apart from what other tests print at the same time.</summary>
public static class WsisCommand
{
    private static readonly AsyncLocal<TextWriter?> Output = new();
    private static readonly AsyncLocal<TextWriter?> Errors = new();

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Said)> Run(params string[] arguments)
    {
        var (code, said, _) = await RunForOutput(arguments);
        return (code, said);
    }

    /// <summary>The same, with what it printed for a program to read.</summary>
    public static async Task<(int ExitCode, string Said, string Printed)> RunForOutput(params string[] arguments)
    {
        using var said = new StringWriter();
        using var printed = new StringWriter();
        using var output = new BothWriter(said, printed);
        using var both = TextWriter.Synchronized(output);
        using var errors = TextWriter.Synchronized(said);
        (Output.Value, Errors.Value) = (both, errors);
        var code = await CommandProgram.Run(arguments, errors);
        return (code, said.ToString(), printed.ToString());
    }

    static WsisCommand()
    {
        Console.SetOut(new RoutedWriter(Output, Console.Out));
        Console.SetError(new RoutedWriter(Errors, Console.Error));
    }

    private sealed class BothWriter(TextWriter first, TextWriter second) : TextWriter
    {
        public override Encoding Encoding => first.Encoding;

        public override void Write(char value)
        {
            first.Write(value);
            second.Write(value);
        }

        public override void Write(string? value)
        {
            first.Write(value);
            second.Write(value);
        }
    }

    /// <summary>Writes where the test that runs wants it.</summary>
    private sealed class RoutedWriter(AsyncLocal<TextWriter?> wanted, TextWriter console) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        private TextWriter Target => wanted.Value ?? console;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(string? value) => Target.Write(value);

        public override void Flush() => Target.Flush();
    }
}
