using System.CommandLine;
using System.Globalization;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis print-run</c>: lists the letters on paper that wait, writes them to a file, and marks them as
/// posted, or as returned by the post.</summary>
internal static class PrintRunCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<string[]> Letters = new("LETTERS")
    {
        Description = "The letters, by the ids that list prints. Default: all that wait.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Document = new("--document")
    {
        Description = "letters, labels or envelopes.",
        DefaultValueFactory = _ => "letters",
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write. Default: the campaign's id, the document and .html, in the current folder."
    );

    private static readonly Option<string?> Way = new("--way") { Description = "post, fax or pouch. Default: post." };

    private static readonly Option<string?> Date = DayOption.Create(
        "--date",
        "The day on which they were posted, such as 2017-12-11. Default: today."
    );

    private static readonly Option<string?> Number = new("--number")
    {
        Description = "The tracking or note number of all.",
    };

    private static readonly Argument<string> Invitee = InviteeArgument.Create();

    private static readonly Option<string?> Step = new("--step")
    {
        Description = "The step of the letter. Default: the latest letter that was posted.",
    };

    private static readonly Option<string?> Note = new("--note")
    {
        Description = "What the post wrote on it, for the journal.",
    };

    private static readonly Option<bool> Undo = new("--undo")
    {
        Description = "Undo the mark of a letter that did not come back: it counts as sent again.",
    };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create()
    {
        Document.AcceptOnlyFromAmong([.. PrintRunService.Documents]);
        Way.AcceptOnlyFromAmong("post", "fax", "pouch");
        return new Command("print-run", "The letters to offices without e-mail: lists, prints and marks them.")
        {
            HostOptions.AddTo(
                new Command("list", "Lists the letters that wait to be printed and posted.") { Campaign },
                List
            ),
            HostOptions.AddTo(
                new Command("print", "Writes the letters that wait, their labels or envelopes to an HTML file.")
                {
                    Campaign,
                    Document,
                    Out,
                },
                Print
            ),
            HostOptions.AddTo(
                new Command("mark", "Marks letters as posted, faxed or sent by pouch, so that they count as sent.")
                {
                    Campaign,
                    Letters,
                    Way,
                    Date,
                    Number,
                    Yes,
                },
                Mark
            ),
            HostOptions.AddTo(
                new Command(
                    "returned",
                    "Marks a posted letter as returned by the post. It is printed again when its address is corrected."
                )
                {
                    Campaign,
                    Invitee,
                    Step,
                    Note,
                    Undo,
                },
                MarkReturned
            ),
        };
    }

    private static async Task List(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.PrintRun(context.Arguments.GetRequiredValue(Campaign), cancellation),
            Describe
        );

    private static string Describe(PrintRunView run) =>
        string.Join(
            Environment.NewLine,
            run.Letters.Select(Describe)
                .Prepend($"{EnglishCount.Format(run.Letters.Count, "letter")} to print and post.")
        );

    private static string Describe(PrintRunLetterView letter)
    {
        var where = letter.Postal is { } lines ? string.Join(", ", lines) : $"fax {letter.Fax}";
        var copies = letter.Copies is { } to ? $" (copy to {string.Join(", ", to)})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{letter.Id}  {letter.Name}, {where}{copies}");
    }

    private static async Task Print(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var document = context.Arguments.GetRequiredValue(Document);
        var file = context.Arguments.GetValue(Out)?.FullName ?? Path.GetFullPath($"{campaign}-{document}.html");
        context.Print(
            await FileDownload.Save(context.Host, campaign, $"print-run/{document}.html", file, null, cancellation),
            saved => $"{saved.File} is written. Print it, then mark the letters as posted."
        );
    }

    private static async Task MarkReturned(CommandContext context, CancellationToken cancellation)
    {
        var step = context.Arguments.GetValue(Step);
        var isUndone = context.Arguments.GetValue(Undo);
        var (action, body, what) = isUndone
            ? ("returned/undo", (object)new ReturnUndoRequest(step), "counts as sent again")
            : ("returned", new ReturnRequest(step, context.Arguments.GetValue(Note)), "came back");
        context.Print(
            await context.Host.Change(
                context.Arguments.GetRequiredValue(Campaign),
                context.Arguments.GetRequiredValue(Invitee),
                action,
                body,
                cancellation
            ),
            i => $"The letter to {i.Invitation.Id} {what}. The invitation is {i.Invitation.Phase}."
        );
    }

    private static async Task Mark(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var letters = context.Arguments.GetValue(Letters) ?? [];
        if (letters.Length == 0)
            letters = [.. (await context.Host.PrintRun(campaign, cancellation)).Letters.Select(l => l.Id)];
        if (letters.Length == 0)
            throw new CommandException("No letter waits to be printed.");
        YesOption.Require(
            context.Arguments.GetValue(Yes),
            $"Were {EnglishCount.Format(letters.Length, "letter")} posted?",
            "Nothing was marked."
        );
        var request = new PostingRequest(
            [.. letters.Select(l => new PostedLetter(l))],
            context.Arguments.GetValue(Way),
            context.Arguments.GetValue(Date),
            context.Arguments.GetValue(Number)
        );
        context.Print(
            await context.Host.MarkPosted(campaign, request, cancellation),
            posted =>
                string.Join(
                    Environment.NewLine,
                    [
                        $"{posted.Count} marked as posted, {posted.Refused.Count} refused.",
                        .. posted.Refused.Select(r => $"{r.Key}: {r.Value}"),
                    ]
                )
        );
    }
}
