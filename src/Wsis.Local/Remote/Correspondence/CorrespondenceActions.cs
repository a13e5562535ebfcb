using System.CommandLine;
using System.Text;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Invitations;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Correspondence;

/// <summary>Files, classifies and answers messages: <c>wsis correspondence classify</c>, <c>dismiss</c>, <c>assign</c>,
/// <c>reassign</c>, <c>answer</c>.</summary>
internal static class CorrespondenceActions
{
    private static readonly Argument<string> Answer = AnswerOptions.CreateAnswer();

    private static readonly Argument<string> Invitee = InviteeArgument.Create();

    private static readonly Option<string?> Owner = new("--invitee")
    {
        Description = "The invitee that the message belongs to, if that was not known.",
    };

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "The reference of the letter, such as OFCOM/2018/12.",
    };

    private static readonly Option<string?> ToCampaign = new("--to-campaign")
    {
        Description = "The campaign of the invitee, if it is another one. The message then is in its mailbox.",
    };

    private static readonly Option<string> Subject = new("--subject")
    {
        Description = "The subject of the letter.",
        Required = true,
    };

    private static readonly Option<string?> Text = new("--text")
    {
        Description = "The text of the letter, in the language of the invitee.",
    };

    private static readonly Option<FileInfo?> TextFile = PathOption.CreateFile(
        "--file",
        "A file with the text of the letter, in UTF-8. A blank line divides two paragraphs.",
        file => file.Exists ? null : $"{file} does not exist."
    );

    private static readonly Option<bool> Yes = YesOption.Create();

    public static IEnumerable<Command> Create() =>
        [
            Create(
                "classify",
                "Records the answer that a message gives. The office gets an acknowledgement. It asks first.",
                Classify,
                [Answer],
                [Owner, Reference, .. AnswerOptions.All, Yes]
            ),
            Create(
                "dismiss",
                "Marks a message as read: nothing is to be done about it. It asks first.",
                Dismiss,
                [],
                [Owner, Yes]
            ),
            Create(
                "assign",
                "Files a message with an invitee; if it has one already, with a further one.",
                (context, cancellation) => File(context, "assign", cancellation),
                [Invitee],
                [ToCampaign]
            ),
            Create(
                "reassign",
                "Moves a message to another invitee, because it was filed with the wrong one.",
                (context, cancellation) => File(context, "reassign", cancellation),
                [Invitee],
                [ToCampaign]
            ),
            Create(
                "answer",
                "Answers a message with a short letter to the official address of its invitee. It asks first.",
                Write,
                [],
                [Subject, Text, TextFile, Yes]
            ),
        ];

    private static Command Create(
        string name,
        string description,
        Func<CommandContext, CancellationToken, Task<CorrespondenceView>> handle,
        IEnumerable<Argument> arguments,
        IEnumerable<Option> options
    ) =>
        HostOptions.AddTo(
            new Command(name, description) { CorrespondenceCommand.Campaign, CorrespondenceCommand.Message }.With(
                arguments,
                options
            ),
            async (context, cancellation) =>
                context.Print(await handle(context, cancellation), CorrespondenceCommand.Describe)
        );

    private static Task<CorrespondenceView> Classify(CommandContext context, CancellationToken cancellation)
    {
        var answer = context.Read(Answer);
        context.Require(
            Yes,
            $"Record the answer {answer} from this message? The office gets an acknowledgement.",
            "Nothing was recorded."
        );
        return Post(
            context,
            "classify",
            new ClassificationRequest(
                context.Arguments.GetValue(Owner),
                AnswerOptions.Read(context.Arguments, answer),
                context.Arguments.GetValue(Reference)
            ),
            cancellation
        );
    }

    private static Task<CorrespondenceView> Dismiss(CommandContext context, CancellationToken cancellation)
    {
        context.Require(Yes, "Is nothing to be done about this message?", "The message waits as before.");
        var request = new ClassificationRequest(context.Arguments.GetValue(Owner), Dismissed: true);
        return Post(context, "classify", request, cancellation);
    }

    private static Task<CorrespondenceView> File(
        CommandContext context,
        string action,
        CancellationToken cancellation
    ) =>
        Post(
            context,
            action,
            new AssignmentRequest(context.Read(Invitee), context.Arguments.GetValue(ToCampaign)),
            cancellation
        );

    private static async Task<CorrespondenceView> Write(CommandContext context, CancellationToken cancellation)
    {
        var text = context.Arguments.GetValue(Text);
        var file = context.Arguments.GetValue(TextFile);
        if (text is null == file is null)
            throw new CommandException("Give the text of the letter either with --text or with --file.");
        text ??= await System.IO.File.ReadAllTextAsync(file!.FullName, Encoding.UTF8, cancellation);
        var subject = context.Arguments.GetRequiredValue(Subject);
        context.Show($"{subject}{Environment.NewLine}{Environment.NewLine}{text}");
        context.Require(Yes, "Send this letter to the office?", "No letter was sent.");
        return await Post(context, "answer", new AnswerRequest(subject, text), cancellation);
    }

    private static Task<CorrespondenceView> Post(
        CommandContext context,
        string action,
        object body,
        CancellationToken cancellation
    ) =>
        context.Host.Post<CorrespondenceView>(
            StaffClient.Address(
                context.Read(CorrespondenceCommand.Campaign),
                CorrespondenceCommand.PathOf(context.Read(CorrespondenceCommand.Message), action)
            ),
            body,
            cancellation
        );
}
