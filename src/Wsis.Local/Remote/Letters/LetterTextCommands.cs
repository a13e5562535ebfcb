using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Drafts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Letters;

/// <summary>Shows a letter of a campaign and sends it to oneself: <c>wsis letters show</c>, <c>preview</c>,
/// <c>test</c>; and proposes those of a language: <c>wsis letters add-language</c>.</summary>
internal static class LetterTextCommands
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<LetterPath> Letter = new("LETTER")
    {
        Description = "The letter, such as fr/reminder-1.",
        CustomParser = result =>
        {
            if (!LetterPath.TryParse(result.Tokens[0].Value, out var path))
                result.AddError($"'{result.Tokens[0].Value}' is not a letter such as fr/reminder-1.");
            return path;
        },
    };

    private static readonly Option<string?> Invitee = new("--invitee")
    {
        Description = "The invitee for whom it is written. Default: the first one with its language.",
    };

    private static readonly Option<FileInfo?> Source = PathOption.CreateFile(
        "--file",
        "A file with the text, such as letters/fr/reminder-1.md. Default: the text that the host has.",
        file => file.Exists ? null : $"{file} does not exist."
    );

    private static readonly Option<string> To = new("--to")
    {
        Description = "An e-mail address with the domain of the campaign's sender or contact.",
        Required = true,
    };

    public static IEnumerable<Command> Create()
    {
        var preview = new Command(
            "preview",
            "Shows a letter as an invitee would receive it, also one that is in a file only. Nothing is changed."
        )
        {
            Campaign,
            Letter,
            Invitee,
            Source,
        };
        LetterOutput.AddOptionsTo(preview);
        return
        [
            HostOptions.AddTo(
                new Command("show", "Shows the text of a letter of a launched campaign.") { Campaign, Letter },
                Show
            ),
            HostOptions.AddTo(preview, Preview),
            HostOptions.AddTo(
                new Command(
                    "test",
                    "Sends a letter to yourself, marked as a test, as an invitee would receive it. Its reply link does "
                        + "not work."
                )
                {
                    Campaign,
                    Letter,
                    To,
                    Invitee,
                    Source,
                },
                SendTest
            ),
            HostOptions.AddTo(
                new Command(
                    "add-language",
                    "Proposes the standard letters of a language for those that a launched campaign does not have. "
                        + "They are sent after their approval only."
                )
                {
                    Campaign,
                    LanguageArgument.Value,
                },
                AddLanguage
            ),
        ];
    }

    private static async Task Show(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<LetterTextView>(
                StaffClient.Address(context.Read(Campaign), $"letters/{context.Arguments.GetRequiredValue(Letter)}"),
                cancellation
            ),
            letter => letter.Text ?? letter.Correction?.Text ?? ""
        );

    private static async Task Preview(CommandContext context, CancellationToken cancellation)
    {
        var path = $"draft/letters/{context.Arguments.GetRequiredValue(Letter)}/preview";
        var campaign = context.Read(Campaign);
        var invitee = context.Arguments.GetValue(Invitee);
        var preview = await ReadSource(context, cancellation) is { } text
            ? await context.Host.Post<LetterPreviewView>(
                StaffClient.Address(campaign, path),
                new LetterTextBody(text, invitee),
                cancellation
            )
            : await context.Host.Get<LetterPreviewView>(
                StaffClient.Address(
                    campaign,
                    path,
                    invitee is null ? "" : new QueryBuilder { { "invitee", invitee } }.ToString()
                ),
                cancellation
            );
        if (preview.Letter is not { } letter)
            throw new RefusedException(
                HttpStatusCode.BadRequest,
                [.. preview.Problems.Select(ProblemText.Format), "The letter has errors."]
            );
        await LetterOutput.Write(context, letter, cancellation);
    }

    private static async Task SendTest(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Post<TestLetterView>(
                StaffClient.Address(
                    context.Read(Campaign),
                    $"draft/letters/{context.Arguments.GetRequiredValue(Letter)}/test"
                ),
                new TestLetterBody(
                    context.Arguments.GetRequiredValue(To),
                    context.Arguments.GetValue(Invitee),
                    await ReadSource(context, cancellation)
                ),
                cancellation
            ),
            sent => $"'{sent.Subject}' is sent to {sent.To}."
        );

    private static async Task AddLanguage(CommandContext context, CancellationToken cancellation)
    {
        var language = context.Read(LanguageArgument.Value);
        context.Print(
            await context.Host.Post<LetterListView>(
                StaffClient.Address(context.Read(Campaign), $"letters/languages/{language}"),
                null,
                cancellation
            ),
            list =>
                string.Join(
                    Environment.NewLine,
                    list.Letters.Where(l => l.Language == language)
                        .Select(l => $"{l.Language}/{l.Letter}{(l.Waiting ? "  waits for an approval" : "")}")
                )
        );
    }

    private static async Task<string?> ReadSource(CommandContext context, CancellationToken cancellation) =>
        context.Arguments.GetValue(Source) is { } file
            ? LetterPreview.Decode(await File.ReadAllBytesAsync(file.FullName, cancellation))
            : null;
}
