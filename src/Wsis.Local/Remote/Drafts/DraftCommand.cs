using System.CommandLine;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Drafts;

/// <summary><c>wsis draft</c>: prepares a campaign on a host. <see cref="DraftFileCommands"/> change its
/// files.</summary>
internal static class DraftCommand
{
    public static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<string?> Invitee = new("--invitee")
    {
        Description = "The invitee whose letters are listed, or saved. Default: the days only, or the letters of all.",
    };

    private static readonly Option<FileInfo?> Letters = PathOption.CreateFile(
        "--letters",
        "A zip file to save the rehearsed letters to, as .eml and .html files."
    );

    private static readonly Option<string?> HeadingLanguage = new("--language")
    {
        Description = "The language of the headings: en or fr.",
    };

    private static readonly Option<FileInfo?> TemplateFile = PathOption.CreateFile(
        "--out",
        "The file to write. Default: invitees.xlsx in the current folder."
    );

    public static Command Create()
    {
        HeadingLanguage.AcceptOnlyFromAmong("en", "fr");
        var command = new Command("draft", "A campaign in preparation: its files, its rehearsal, its submission.")
        {
            DraftCreateCommand.Create(),
            CreateCommand("show", "Shows the files of a draft, its errors and warnings, and who changed what.", Show),
            CreateCommand("changes", "Shows what was changed since the approval that the changes withdrew.", Changes),
            CreateCommand(
                "rehearse",
                "Shows which letters go out when, if nobody replies, and what falls together.",
                Rehearse,
                Invitee,
                Letters
            ),
            CreateCommand(
                "template",
                "Saves an empty list of invitees to fill in, as a spreadsheet.",
                SaveTemplate,
                HeadingLanguage,
                TemplateFile
            ),
            CreateCommand("submit", "Submits a draft without errors, so that it can be approved and launched.", Submit),
        };
        foreach (var change in DraftFileCommands.Create())
            command.Subcommands.Add(change);
        return command;
    }

    /// <summary>A draft with what is wrong with it.</summary>
    public static string Describe(DraftView draft)
    {
        var errors = draft.Problems.Count(p => !p.Warning);
        return string.Join(
            Environment.NewLine,
            [
                .. draft.Problems.Select(ProblemText.Format),
                $"{draft.Id} has {EnglishCount.Format(draft.Files.Count, "file")} and "
                    + $"{EnglishCount.Format(errors, "error")}. It is {(draft.Submitted ? "" : "not ")}submitted.",
            ]
        );
    }

    private static Command CreateCommand(
        string name,
        string description,
        Func<CommandContext, CancellationToken, Task> handle,
        params Option[] options
    ) => HostOptions.AddTo(new Command(name, description) { Campaign }.With(options), handle);

    private static async Task Show(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<DraftView>(StaffClient.Address(context.Read(Campaign), "draft"), cancellation),
            draft =>
                string.Join(
                    Environment.NewLine,
                    [
                        .. draft.Files.Select(f => $"{f.Path}  {f.Size:N0} bytes"),
                        .. draft.Changes.Select(c => $"{MomentText.Format(c.At)}  {c.Path} by {c.By}"),
                        .. draft.TestLetters.Select(t =>
                            $"{MomentText.Format(t.At)}  test letter {t.Language}/{t.Letter} by {t.By} to {t.To}"
                        ),
                        Describe(draft),
                    ]
                )
        );

    private static async Task Changes(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<ApprovalChangesView>(
                StaffClient.Address(context.Read(Campaign), "draft/changes"),
                cancellation
            ),
            ApprovalChangesText.Format
        );

    private static async Task Rehearse(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Read(Campaign);
        var invitee = context.Arguments.GetValue(Invitee);
        var query = invitee is null ? "" : new QueryBuilder { { "invitee", invitee } }.ToString();
        if (context.Arguments.GetValue(Letters) is { } file)
            context.Print(
                await FileDownload.Save(
                    context.Host,
                    campaign,
                    $"draft/rehearsal/letters.zip{query}",
                    file.FullName,
                    null,
                    cancellation
                ),
                saved => saved.Describe()
            );
        else
            context.Print(
                await context.Host.Get<RehearsalView>(
                    StaffClient.Address(campaign, "draft/rehearsal", query),
                    cancellation
                ),
                Describe
            );
    }

    private static string Describe(RehearsalView rehearsal) =>
        string.Join(
            Environment.NewLine,
            [
                .. rehearsal.Days.Select(d =>
                    $"{d.Day} {d.First}  {d.Step}  {EnglishCount.Format(d.Letters, "letter")}"
                    + (d.OnPaper > 0 ? $", {d.OnPaper} on paper" : "")
                    + (d.Moved > 0 ? $", {d.Moved} later than planned" : "")
                    + (d.IfComing ? ", to those who come" : "")
                ),
                .. rehearsal.Together.Select(t =>
                    $"{string.Join(" and ", t.Steps)} fall together for {EnglishCount.Format(t.Invitees, "office")}, "
                    + $"such as {t.Example} on {t.Day}"
                    + (t.Sent ? "" : "; the first is not sent")
                ),
                .. (rehearsal.Letters ?? []).Select(l =>
                    $"{MomentText.Format(l.At)}  {l.Step}{(l.OnPaper ? " on paper" : "")}: {l.Subject}"
                ),
                .. rehearsal.Days.Count == 0 ? ["The facts have errors. Nothing can be rehearsed."] : (string[])[],
            ]
        );

    private static async Task SaveTemplate(CommandContext context, CancellationToken cancellation)
    {
        var language = context.Arguments.GetValue(HeadingLanguage) is { } code ? $"?language={code}" : "";
        var file = context.Arguments.GetValue(TemplateFile)?.FullName ?? Path.GetFullPath("invitees.xlsx");
        context.Print(
            await FileDownload.Save(
                context.Host,
                context.Read(Campaign),
                $"draft/invitees/template.xlsx{language}",
                file,
                null,
                cancellation
            ),
            saved => saved.Describe()
        );
    }

    private static async Task Submit(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Post<CampaignView>(
                StaffClient.Address(context.Read(Campaign), "draft/submit"),
                null,
                cancellation
            ),
            c => $"{c.Id} is submitted. The hash of its content is {c.ContentHash}."
        );
}
