using System.CommandLine;
using System.Text;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Letters;

/// <summary>Shows a rendered letter: its text on the screen, or its web page or its sheet of paper in a file.</summary>
internal static class LetterOutput
{
    private const string Text = "text";
    private const string Page = "page";
    private const string Sheet = "sheet";

    private static readonly Option<string> Form = new("--form")
    {
        Description = "text, page (the web page) or sheet (as it is printed).",
        DefaultValueFactory = _ => Text,
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write the letter to. Default: it is printed."
    );

    static LetterOutput() => Form.AcceptOnlyFromAmong(Text, Page, Sheet);

    public static void AddOptionsTo(Command command)
    {
        command.Options.Add(Form);
        command.Options.Add(Out);
    }

    public static async Task Write(CommandContext context, LetterView letter, CancellationToken cancellation)
    {
        var content = context.Arguments.GetRequiredValue(Form) switch
        {
            Page => letter.Page,
            Sheet => letter.Sheet,
            _ => Format(letter),
        };
        if (context.Arguments.GetValue(Out) is { } file)
            context.Print(
                await FileDownload.Write(file.FullName, Encoding.UTF8.GetBytes(content), cancellation),
                saved => saved.Describe()
            );
        else
            context.Print(letter, _ => content);
    }

    private static string Format(LetterView letter) =>
        string.Join(
            Environment.NewLine,
            [
                $"From: {letter.From}",
                .. letter.To.Count > 0 ? [$"To: {string.Join(", ", letter.To)}"] : (string[])[],
                .. letter.Copies.Count > 0 ? [$"Copies: {string.Join(", ", letter.Copies)}"] : (string[])[],
                .. letter.Attachments.Count > 0 ? [$"Files: {string.Join(", ", letter.Attachments)}"] : (string[])[],
                $"Subject: {letter.Subject}",
                "",
                letter.Text,
            ]
        );
}
