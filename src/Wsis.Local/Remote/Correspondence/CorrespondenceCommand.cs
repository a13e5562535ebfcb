using System.CommandLine;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Correspondence;

/// <summary><c>wsis correspondence</c>: lists the messages that came in, shows and saves them.
/// <see cref="CorrespondenceActions"/> files and answers them.</summary>
internal static class CorrespondenceCommand
{
    public static readonly Argument<string> Campaign = CampaignArgument.Create();

    public static readonly Argument<string> Message = new("MESSAGE")
    {
        Description = "The message, by the id that list prints.",
    };

    private static readonly Argument<int?> Attachment = new("ATTACHMENT")
    {
        Description = "The number of an attachment, as show prints it. Default: the message as it came (.eml).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write. Default: the message's id with .eml, or with the number and the ending of the attachment, "
            + "in the current folder."
    );

    private static readonly Option<bool> Unassigned = new("--unassigned")
    {
        Description = "The messages that name no campaign, which all campaigns share.",
    };

    private static readonly Option<bool> Waiting = new("--waiting")
    {
        Description = "Only messages that a person must read.",
    };

    private static readonly Option<string?> Status = new("--status")
    {
        Description = "Only messages with this status: Waiting, Classified, SetAside or Assigned.",
    };

    private static readonly Option<string?>[] Texts =
    [
        new("--invitee") { Description = "Only messages of this invitee." },
        new("--state") { Description = "Only messages of this State, as an ISO 3166-1 alpha-3 code." },
        new("--sender") { Description = "Only messages whose sender's name or address contains this text." },
        new("--q") { Description = "Only messages that contain this text." },
        DayOption.Create("--since", "Only messages that came on this day or later, such as 2018-01-10, in UTC."),
        DayOption.Create("--until", "Only messages that came on this day or earlier, in UTC."),
    ];

    static CorrespondenceCommand() => Status.AcceptOnlyFromAmong("Waiting", "Classified", "SetAside", "Assigned");

    public static Command Create()
    {
        var list = new Command("list", "Lists the messages of the campaign's mailbox, oldest first.")
        {
            Campaign,
            Waiting,
            Unassigned,
            Status,
        }.With(Texts);
        var command = new Command("correspondence", "The messages that came in: lists, shows, files and answers them.")
        {
            HostOptions.AddTo(list, List),
            HostOptions.AddTo(
                new Command("show", "Shows a whole message: its text, its attachments and where it is filed.")
                {
                    Campaign,
                    Message,
                },
                Show
            ),
            HostOptions.AddTo(
                new Command("save", "Saves a message as it came, or one of its attachments. Open it with care.")
                {
                    Campaign,
                    Message,
                    Attachment,
                    Out,
                },
                Save
            ),
        };
        foreach (var action in CorrespondenceActions.Create())
            command.Subcommands.Add(action);
        return command;
    }

    /// <summary>The address of a message, or of a part of it.</summary>
    public static string PathOf(string message, string? part = null) =>
        $"correspondence/{Uri.EscapeDataString(message)}{(part is null ? "" : $"/{part}")}";

    /// <summary>A message in a line.</summary>
    public static string Describe(CorrespondenceView message) =>
        $"{message.Id}  {message.State}{(message.Answer is { } answer ? $", {answer}" : "")}  "
        + $"{message.Invitee ?? "no invitee"}  {MomentText.Format(message.ReceivedAt)}  {message.From}: "
        + message.Subject
        + (message.AttachmentCount > 0 ? $" ({EnglishCount.Format(message.AttachmentCount, "attachment")})" : "");

    private static async Task List(CommandContext context, CancellationToken cancellation)
    {
        var filter = ReadFilter(context.Arguments);
        var pages = await Pages.ReadAll(
            next =>
                context.Host.Get<CorrespondenceListView>(
                    StaffClient.Address(context.Read(Campaign), "correspondence", Pages.CreateQuery(filter, next)),
                    cancellation
                ),
            page => page.Continuation
        );
        context.Print(
            new CorrespondenceListView([.. pages.SelectMany(p => p.Correspondence)], null, pages[^1].Unassigned),
            list =>
                string.Join(
                    Environment.NewLine,
                    [
                        .. list.Correspondence.Select(Describe),
                        $"{EnglishCount.Format(list.Correspondence.Count, "message")}. "
                            + $"{EnglishCount.Format(list.Unassigned, "message")} without a campaign wait.",
                    ]
                )
        );
    }

    /// <summary>The filter, by the names of the API.</summary>
    private static Dictionary<string, string> ReadFilter(ParseResult arguments)
    {
        var filter = Texts
            .Append(Status)
            .Select(t => (Name: t.Name.TrimStart('-'), Value: arguments.GetValue(t)))
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Name, f => f.Value!);
        foreach (var flag in new[] { Waiting, Unassigned }.Where(arguments.GetValue))
            filter[flag.Name.TrimStart('-')] = "true";
        return filter;
    }

    private static async Task Show(CommandContext context, CancellationToken cancellation) =>
        context.Print(await Read(context, cancellation), Describe);

    private static async Task Save(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Read(Campaign);
        var message = context.Read(Message);
        var number = context.Arguments.GetValue(Attachment);
        var part = number is null ? "raw" : $"attachments/{number}";
        var file = context.Arguments.GetValue(Out)?.FullName;
        if (file is null && number is { } index)
        {
            // Only the ending of a name from outside is used, and only if it is harmless.
            var name = (await Read(context, cancellation)).AttachedFiles.FirstOrDefault(a => a.Index == index)?.Name;
            var ending = Path.GetExtension(name ?? "");
            file = $"{message}-{index}{(ending.Skip(1).All(char.IsAsciiLetterOrDigit) ? ending : "")}";
        }
        context.Print(
            await FileDownload.Save(
                context.Host,
                campaign,
                PathOf(message, part),
                Path.GetFullPath(file ?? $"{message}.eml"),
                null,
                cancellation
            ),
            saved => saved.Describe()
        );
    }

    private static Task<CorrespondenceDetailView> Read(CommandContext context, CancellationToken cancellation) =>
        context.Host.Get<CorrespondenceDetailView>(
            StaffClient.Address(context.Read(Campaign), PathOf(context.Read(Message))),
            cancellation
        );

    private static string Describe(CorrespondenceDetailView view) =>
        string.Join(
            Environment.NewLine,
            [
                Describe(view.Message),
                $"To: {view.Message.To}",
                .. view.Message.ProposedAnswer is { } proposed ? [$"Proposed answer: {proposed}"] : (string[])[],
                .. view.AlsoFiledWith.Select(f => $"Also filed with {f.Invitee ?? "no invitee"}: {f.Id}, {f.State}"),
                .. view.Notes.Select(n => $"Note: {n.Code} {n.Detail}"),
                .. view.AttachedFiles.Select(a => $"Attachment {a.Index}: {a.Name}, {a.MediaType}, {a.Bytes:N0} bytes"),
                "",
                string.Concat(view.Segments.Select(s => s.Text)),
            ]
        );
}
