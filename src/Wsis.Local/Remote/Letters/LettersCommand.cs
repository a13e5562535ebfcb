using System.CommandLine;
using System.Text;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Drafts.Changes;

namespace Wsis.Local.Remote.Letters;

/// <summary><c>wsis letters</c>: lists the letters of a campaign, proposes corrections of them from files, shows what
/// differs, approves and withdraws.</summary>
internal static class LettersCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<FileSystemInfo> Source = new Argument<FileSystemInfo>("PATH")
    {
        Description =
            "A campaign folder, of which the letters are compared and those that differ are proposed, or the file of "
            + "one letter, such as letters/fr/reminder-1.md.",
    }.AcceptExistingOnly();

    private static readonly Argument<string[]> Letters = new("LETTERS")
    {
        Description = "The letters, such as fr/reminder-1. Default: all whose correction waits.",
        Arity = ArgumentArity.ZeroOrMore,
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(t => !LetterPath.TryParse(t.Value, out _)))
                    result.AddError($"'{token.Value}' is not a letter such as fr/reminder-1.");
            },
        },
    };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create()
    {
        var command = new Command(
            "letters",
            "The letters of a campaign and, once it is launched, their corrections for what has not been sent yet."
        )
        {
            HostOptions.AddTo(
                new Command("list", "Lists the letters, with those whose correction waits for an approval.")
                {
                    Campaign,
                },
                List
            ),
            HostOptions.AddTo(
                new Command("diff", "Shows what the corrections that wait change in the text that is sent now.")
                {
                    Campaign,
                    Letters,
                },
                ShowDifferences
            ),
            HostOptions.AddTo(
                new Command(
                    "propose",
                    "Proposes corrected letters, and letters that the campaign does not have yet. Shows what changes, "
                        + "and asks first. They are sent after their approval only."
                )
                {
                    Campaign,
                    Source,
                    Yes,
                },
                Propose
            ),
            HostOptions.AddTo(
                new Command(
                    "approve",
                    "Approves corrections that wait: what is sent from now on has their text. Shows what changes, and "
                        + "asks first."
                )
                {
                    Campaign,
                    Letters,
                    Yes,
                },
                Approve
            ),
            HostOptions.AddTo(
                new Command("withdraw", "Withdraws corrections that wait. It asks first.") { Campaign, Letters, Yes },
                Withdraw
            ),
        };
        foreach (var text in LetterTextCommands.Create())
            command.Subcommands.Add(text);
        return command;
    }

    private static async Task List(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.ListLetters(context.Arguments.GetRequiredValue(Campaign), cancellation),
            list => string.Join(Environment.NewLine, list.Letters.Select(Describe))
        );

    private static string Describe(LetterItemView letter)
    {
        var name = $"{letter.Language}/{letter.Letter}";
        if (letter.Corrections > 0)
            name += $"  {EnglishCount.Format(letter.Corrections, "correction")} approved";
        return letter.Waiting ? $"{name}  waits for an approval" : name;
    }

    private static async Task ShowDifferences(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            (await ReadWaiting(context, cancellation)).Select(w => w.View).ToList(),
            letters => letters.Count == 0 ? "No correction waits for an approval." : Compare(letters)
        );

    private static async Task Propose(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var changed = new List<(LetterPath Path, string Text, string Replaced)>();
        var differences = new List<string>();
        foreach (var (path, text) in ReadLetters(context.Arguments.GetRequiredValue(Source)))
        {
            var view = await context.Host.FindLetter(campaign, path, cancellation);
            var current = view?.Correction?.Text ?? view?.Text;
            if (current == text)
                continue;
            changed.Add((path, text, view?.Correction?.Hash ?? view?.Hash ?? DraftService.NoFile));
            differences.Add(Compare($"{path}", current ?? "", text));
        }
        if (changed.Count > 0)
            Ask(
                context,
                differences,
                $"Propose {EnglishCount.Format(changed.Count, "letter")}?",
                "Nothing was proposed."
            );
        var proposed = new List<LetterTextView>();
        foreach (var (path, text, replaced) in changed)
            proposed.Add(await context.Host.ProposeCorrection(campaign, path, text, replaced, cancellation));
        Print(context, proposed, "waits for an approval", "The host has these letters already.");
    }

    private static async Task Approve(CommandContext context, CancellationToken cancellation)
    {
        var waiting = await RequireWaiting(context, "Approve", "Nothing was approved.", cancellation);
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var approved = new List<LetterTextView>();
        foreach (var (path, view) in waiting)
            approved.Add(await context.Host.ApproveCorrection(campaign, path, view.Correction!.Hash, cancellation));
        Print(context, approved, "is approved", "");
    }

    private static async Task Withdraw(CommandContext context, CancellationToken cancellation)
    {
        var waiting = await RequireWaiting(context, "Withdraw", "Nothing was withdrawn.", cancellation);
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var withdrawn = new List<LetterTextView>();
        foreach (var (path, view) in waiting)
            withdrawn.Add(await context.Host.WithdrawCorrection(campaign, path, view.Correction!.Hash, cancellation));
        Print(context, withdrawn, "stays as it was", "");
    }

    /// <summary>The corrections that are named, or all that wait, after a question.</summary>
    private static async Task<IReadOnlyList<(LetterPath Path, LetterTextView View)>> RequireWaiting(
        CommandContext context,
        string action,
        string refused,
        CancellationToken cancellation
    )
    {
        var waiting = await ReadWaiting(context, cancellation);
        if (waiting.Count == 0)
            throw new CommandException("No correction waits for an approval.");
        var question = $"{action} {EnglishCount.Format(waiting.Count, "correction")}?";
        Ask(context, [Compare([.. waiting.Select(w => w.View)])], question, refused);
        return waiting;
    }

    private static async Task<IReadOnlyList<(LetterPath Path, LetterTextView View)>> ReadWaiting(
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var named = context.Arguments.GetValue(Letters) ?? [];
        if (named.Length == 0)
            named =
            [
                .. (await context.Host.ListLetters(campaign, cancellation))
                    .Letters.Where(l => l.Waiting)
                    .Select(l => $"{l.Language}/{l.Letter}"),
            ];
        var waiting = new List<(LetterPath, LetterTextView)>();
        foreach (var name in named)
            waiting.Add(
                LetterPath.TryParse(name, out var path)
                && await context.Host.FindLetter(campaign, path, cancellation) is { Correction: not null } view
                    ? (path, view)
                    : throw new CommandException($"No correction of {name} waits for an approval.")
            );
        return waiting;
    }

    /// <summary>The letters of a folder, or the one of a file. The host checks them.</summary>
    /// <exception cref="CommandException">A file is not a letter of a campaign folder.</exception>
    private static IEnumerable<(LetterPath Path, string Text)> ReadLetters(FileSystemInfo source)
    {
        if (source is FileInfo file)
            return [Read(file)];
        var letters = new DirectoryInfo(Path.Combine(source.FullName, "letters"));
        if (!letters.Exists)
            throw new CommandException($"{source} is not a campaign folder: it has no folder letters.");
        return letters
            .EnumerateFiles("*.md", SearchOption.AllDirectories)
            .Where(f => !f.Name.StartsWith('.'))
            .OrderBy(f => f.FullName, StringComparer.Ordinal)
            .Select(Read);
    }

    private static (LetterPath Path, string Text) Read(FileInfo file) =>
        file.Extension == ".md"
        && LetterPath.TryParse($"{file.Directory!.Name}/{Path.GetFileNameWithoutExtension(file.Name)}", out var path)
            ? (path, LetterPreview.Decode(File.ReadAllBytes(file.FullName)).ReplaceLineEndings("\n"))
            : throw new CommandException($"{file} is not a letter such as letters/fr/reminder-1.md.");

    private static void Ask(CommandContext context, IEnumerable<string> differences, string question, string refused)
    {
        context.Show(string.Join(Environment.NewLine, differences));
        YesOption.Require(context.Arguments.GetValue(Yes), question, refused);
    }

    private static void Print(
        CommandContext context,
        IReadOnlyList<LetterTextView> letters,
        string state,
        string none
    ) =>
        context.Print(
            letters,
            all =>
                all.Count == 0
                    ? none
                    : string.Join(Environment.NewLine, all.Select(l => $"{Warn(l)}{l.Language}/{l.Letter} {state}."))
        );

    private static string Compare(IReadOnlyList<LetterTextView> letters) =>
        string.Join(
            Environment.NewLine,
            letters.Select(l =>
                Compare(
                    $"{l.Language}/{l.Letter}, written by {string.Join(", ", l.Correction!.By)}",
                    l.Text ?? "",
                    l.Correction.Text
                ) + Warn(l)
            )
        );

    /// <summary>What a check warns of in a correction that waits, one line a warning.</summary>
    private static string Warn(LetterTextView letter) =>
        string.Concat(
            letter.Warnings?.Select(w => $"{w.File}:{w.Line}: warning: {w.Message}{Environment.NewLine}") ?? []
        );

    private static string Compare(string title, string former, string text) =>
        new StringBuilder()
            .AppendLine(title)
            .AppendJoin(Environment.NewLine, DifferentLine.CompareBriefly(former, text).Select(l => l.Text))
            .AppendLine()
            .ToString();
}
