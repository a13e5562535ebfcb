using Spectre.Console;

namespace Wsis.Local.Remote.Output;

/// <summary>Progress bars. They are drawn on the error stream, so that the output has the result only. If the error
/// stream is not a terminal, no bar is drawn.</summary>
internal static class ProgressBars
{
    private static readonly IAnsiConsole Screen = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
    );

    /// <summary>Does work and shows its progress.</summary>
    /// <param name="title">The title of the bar.</param>
    /// <param name="total">The amount of work; null if it is unknown.</param>
    /// <param name="work">The work. It reports the amount done and a text.</param>
    public static Task<T> Show<T>(string title, double? total, Func<Action<double, string>, Task<T>> work) =>
        Screen.Profile.Capabilities.Interactive
            ? Screen
                .Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask(Markup.Escape(title), maxValue: total ?? 1);
                    bar.IsIndeterminate = total is null;
                    return await work(
                        (done, text) =>
                        {
                            bar.Value = done;
                            bar.Description = Markup.Escape($"{title}: {text}");
                        }
                    );
                })
            : work((_, _) => { });
}
