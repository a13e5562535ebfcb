using System.CommandLine;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Letters;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis invitations</c>: lists the invitations of a campaign, and shows one of them or a letter that it
/// was sent.</summary>
internal static class InvitationsCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<string> Invitee = InviteeArgument.Create();

    private static readonly Argument<string> Letter = new("LETTER")
    {
        Description = "The step of the letter, and its edition if it was sent again: invitation, or invitation~2.",
    };

    public static Command Create()
    {
        var list = new Command("list", "Lists the invitations of a campaign, or those that match the filter.")
        {
            Campaign,
        }.With(InvitationFilterOptions.All);
        var letter = new Command("letter", "Shows a letter as it was sent to an invitee.")
        {
            Campaign,
            Invitee,
            Letter,
        };
        LetterOutput.AddOptionsTo(letter);
        return new Command("invitations", "The invitations of a campaign.")
        {
            HostOptions.AddTo(list, List),
            HostOptions.AddTo(
                new Command("show", "Shows an invitation with its answer, its letters and its journal.")
                {
                    Campaign,
                    Invitee,
                },
                Show
            ),
            HostOptions.AddTo(letter, ShowLetter),
        };
    }

    private static async Task List(CommandContext context, CancellationToken cancellation)
    {
        var filter = InvitationFilterOptions.Read(context.Arguments);
        var found = await Pages.ReadAll(
            next =>
                context.Host.Get<InvitationListView>(
                    StaffClient.Address(context.Read(Campaign), "invitations", Pages.CreateQuery(filter, next)),
                    cancellation
                ),
            page => page.Continuation
        );
        context.Print(
            new InvitationListView([.. found.SelectMany(p => p.Invitations)], null),
            list =>
                string.Join(
                    Environment.NewLine,
                    [
                        .. list.Invitations.Select(Describe),
                        EnglishCount.Format(list.Invitations.Count, "invitation") + ".",
                    ]
                )
        );
    }

    private static async Task Show(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<InvitationView>(
                StaffClient.AddressOf(context.Read(Campaign), context.Read(Invitee)),
                cancellation
            ),
            Describe
        );

    private static async Task ShowLetter(CommandContext context, CancellationToken cancellation)
    {
        var letter = context.Read(Letter);
        if (!letter.Contains('~', StringComparison.Ordinal))
            letter += "~1";
        await LetterOutput.Write(
            context,
            await context.Host.Get<LetterView>(
                StaffClient.AddressOf(
                    context.Read(Campaign),
                    context.Read(Invitee),
                    $"letters/{Uri.EscapeDataString(letter)}"
                ),
                cancellation
            ),
            cancellation
        );
    }

    private static string Describe(InvitationLineView i) =>
        string.Join(
            "  ",
            new[]
            {
                i.Id,
                i.Answer is { } answer ? $"{i.Phase}, {answer}" : i.Phase,
                i.Office.Length > 0 ? $"{i.Name}, {i.Office}" : i.Name,
                i.Language,
                i.Attention.Count > 0 ? $"needs attention: {string.Join(", ", i.Attention)}" : null,
            }.OfType<string>()
        );

    private static string Describe(InvitationView view) =>
        string.Join(
            Environment.NewLine,
            [
                Describe(view.Invitation),
                $"letters by {view.Invitation.LettersBy} to {DescribeAddress(view)}, {view.Zone}",
                .. view.Reply is { } reply ? [DescribeReply(reply)] : (string[])[],
                .. view.Delegation is { } persons ? [DelegationCommand.Describe(persons)] : (string[])[],
                .. view.Letters.Select(l =>
                    $"letter {l.Step}~{l.Edition}  {l.State}, {l.Delivery}{(l.Reason is { } why ? $": {why}" : "")}"
                ),
                .. view.Journal.Select(JournalText.Format),
            ]
        );

    /// <summary>The address to which letters go, in a line.</summary>
    public static string DescribeAddress(InvitationView view) =>
        view.Invitation.Address is { Length: > 0 } address ? address
        : view.Postal is { } lines ? string.Join(", ", lines)
        : view.Fax is { } fax ? $"fax {fax}"
        : "no address";

    private static string DescribeReply(ReplyView reply) =>
        $"answer {reply.Answer} by {reply.Channel} on {MomentText.Format(reply.ReceivedAt)}"
        + (reply.Late ? ", late" : "")
        + (reply.RecordedBy is { } by ? $", recorded by {by}" : "")
        + (reply.Remarks is { } remarks ? $": {remarks}" : "");
}
