using Spectre.Console;

namespace Wsis.Local.Remote;

/// <summary>Bars for work that takes long. They are drawn on the error stream, so that whoever reads the output reads
/// only that; where nobody watches, not at all.</summary>
internal static class ProgressBars
{
    private static readonly IAnsiConsole Screen = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
    );

    /// <summary>Does the work, and shows how far it has come.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="of">How much there is to do; null where nobody knows.</param>
    /// <param name="work">The work; it tells its bar how much is done and what to say about it.</param>
    public static Task<T> Show<T>(string what, double? of, Func<Action<double, string>, Task<T>> work) =>
        Screen.Profile.Capabilities.Interactive
            ? Screen
                .Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask(Markup.Escape(what), maxValue: of ?? 1);
                    bar.IsIndeterminate = of is null;
                    return await work(
                        (done, said) =>
                        {
                            bar.Value = done;
                            bar.Description = Markup.Escape($"{what}: {said}");
                        }
                    );
                })
            : work((_, _) => { });
}
