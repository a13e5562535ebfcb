using System.CommandLine;
using System.Net.Http.Json;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis record-reply</c>: records an answer that came by letter, by telephone or in person.</summary>
internal static class RecordReplyCommand
{
    /// <summary>The parts of the form that the host takes.</summary>
    private const string ReplyPart = "reply";
    private const string ScanPart = "scan";

    private static readonly Argument<string> Answer = AnswerOptions.CreateAnswer();

    private static readonly Option<string?> Date = DayOption.Create(
        "--date",
        "The date on the letter, such as 2018-01-10. It decides whether the answer is late. Default: today."
    );

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "The reference of the letter, such as OFCOM/2018/12.",
    };

    private static readonly Option<FileInfo?> Scan = PathOption.CreateFile(
        "--scan",
        "A scan of the letter (PDF, PNG, JPEG or GIF), which stays with the answer.",
        file => file.Exists ? null : $"{file} does not exist."
    );

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create() =>
        InviteeCommand.Create(
            "record-reply",
            "Records an answer that came by letter, by telephone or in person. The office gets an acknowledgement. It "
                + "asks first.",
            [Date, Reference, Scan, .. AnswerOptions.All, Yes],
            Record,
            i =>
                i.Reply is { } reply
                    ? $"{i.Invitation.Id} is {i.Invitation.Phase}: {reply.Answer}{(reply.Late ? ", late" : "")}."
                    : $"{i.Invitation.Id} is {i.Invitation.Phase}.",
            Answer
        );

    private static async Task<InvitationView> Record(
        CommandContext context,
        string campaign,
        string invitee,
        CancellationToken cancellation
    )
    {
        var answer = context.Read(Answer);
        var scan = context.Arguments.GetValue(Scan);
        var content = scan is null ? null : await File.ReadAllBytesAsync(scan.FullName, cancellation);
        var reply = new ReplyRequest(
            AnswerOptions.Read(context.Arguments, answer),
            context.Arguments.GetValue(Date),
            context.Arguments.GetValue(Reference)
        );
        context.Require(
            Yes,
            $"Record that {invitee} has {answer}? The office gets an acknowledgement.",
            "Nothing was recorded."
        );
        return await context.Host.PostContent<InvitationView>(
            StaffClient.AddressOf(campaign, invitee, "replies"),
            () => CreateContent(reply, scan?.Name, content),
            cancellation
        );
    }

    private static HttpContent CreateContent(ReplyRequest reply, string? name, byte[]? scan)
    {
        var json = JsonContent.Create(reply, options: Json.Options);
        if (scan is null)
            return json;
        return new MultipartFormDataContent { { json, ReplyPart }, { new ByteArrayContent(scan), ScanPart, name! } };
    }
}
