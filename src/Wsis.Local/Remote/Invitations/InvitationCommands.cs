using System.CommandLine;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary>The changes of one invitation of a host: <c>correct</c>, <c>record-reply</c>, <c>resolve</c>,
/// <c>resend</c>, <c>withdraw</c>, <c>reinvite</c>, <c>renew-link</c>, <c>erase-person</c>. Those that cannot be
/// undone, or that write to the office, ask first.</summary>
internal static class InvitationCommands
{
    private static readonly Option<string?> Step = new("--step")
    {
        Description = "The step of the letter. Default: the latest letter of the invitation.",
    };

    private static readonly Option<bool> Notify = new("--notify") { Description = "Notify the office by a letter." };

    private static readonly Option<string?> Reason = new("--reason") { Description = "The reason, for the journal." };

    private static readonly Argument<string[]> Issues = new("ISSUE")
    {
        HelpName = "ISSUE",
        Description =
            "LateReply, ReplyAfterWithdrawal, Refused, NotSent or Correspondence. Default: all that need attention.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Yes = YesOption.Create();

    static InvitationCommands() =>
        Issues.AcceptOnlyFromAmong([
            .. Enum.GetValues<Attention>().Where(a => a != Attention.None).Select(a => a.ToString()),
        ]);

    public static IEnumerable<Command> Create() =>
        [
            CorrectCommand.Create(),
            RecordReplyCommand.Create(),
            InviteeCommand.Create(
                "resolve",
                "Marks as resolved what needs attention. A late acceptance that is resolved gets the letters of those "
                    + "who take part. It asks first.",
                [Yes],
                Resolve,
                i =>
                    i.Invitation.Attention.Count == 0
                        ? $"Nothing of {i.Invitation.Id} needs attention any more."
                        : $"{i.Invitation.Id} still needs attention: {string.Join(", ", i.Invitation.Attention)}.",
                Issues
            ),
            CreateChange(
                "resend",
                "Sends a letter to an invitee again. It asks first.",
                [Step],
                "resend",
                a => new ResendRequest(a.GetValue(Step)),
                invitee => ($"Send a letter to {invitee} again?", "No letter was sent."),
                i => $"A letter is sent to {i.Invitation.Id} again."
            ),
            CreateChange(
                "withdraw",
                "Withdraws an invitation: its link answers no more, and no letter is sent. It asks first.",
                [Notify, Reason],
                "withdraw",
                a => new WithdrawalRequest(a.GetValue(Notify), a.GetValue(Reason)),
                invitee =>
                    (
                        $"Withdraw the invitation of {invitee} for ever?",
                        $"The invitation of {invitee} was not withdrawn."
                    ),
                i => $"The invitation of {i.Invitation.Id} is {i.Invitation.Phase}."
            ),
            CreateChange(
                "reinvite",
                "Invites a withdrawn office again, before the deadline: its earlier answer counts no more, and its "
                    + "reply links are revoked. It asks first.",
                [],
                "reinvite",
                _ => null,
                invitee =>
                    ($"Invite {invitee} again? An earlier answer counts no more.", $"{invitee} was not invited again."),
                i => $"{i.Invitation.Id} is invited again. The plan goes on from today."
            ),
            CreateChange(
                "renew-link",
                "Gives an invitee a new reply link. The former link no longer works. It asks first.",
                [],
                "link",
                _ => null,
                invitee =>
                    (
                        $"Renew the reply link of {invitee}? The link in the letters it has no longer works.",
                        "The link was not renewed."
                    ),
                i => $"{i.Invitation.Id} has link number {i.LinkGeneration}. The next letter contains it."
            ),
            CreateChange(
                "erase-person",
                "Erases the personal data of one invitation, with its journal and messages. The invitation and its "
                    + "answer stay in the counts, and nothing more is sent. It asks first.",
                [],
                "erase",
                _ => null,
                invitee => ($"Erase the personal data of {invitee} for ever?", $"{invitee} was not erased."),
                i => $"The personal data of {i.Invitation.Id} is erased."
            ),
        ];

    private static async Task<InvitationView> Resolve(
        CommandContext context,
        string campaign,
        string invitee,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<string> issues = context.Arguments.GetValue(Issues) ?? [];
        if (issues.Count == 0)
            issues = (await context.Host.Get<InvitationView>(StaffClient.AddressOf(campaign, invitee), cancellation))
                .Invitation
                .Attention;
        if (issues.Count == 0)
            throw new CommandException($"Nothing of {invitee} needs attention.");
        var names = string.Join(", ", issues);
        context.Require(Yes, $"Mark as resolved for {invitee}: {names}?", "Nothing was marked as resolved.");
        return await context.Host.Change(
            campaign,
            invitee,
            "resolved",
            new ResolutionRequest([.. issues]),
            cancellation
        );
    }

    /// <summary>Creates a command that asks and then performs an action.</summary>
    /// <param name="name">The name of the command.</param>
    /// <param name="description">Its description.</param>
    /// <param name="options">Its options besides <c>--yes</c>.</param>
    /// <param name="action">The action of the API.</param>
    /// <param name="createBody">The body of the request.</param>
    /// <param name="ask">The question, and the sentence for a no.</param>
    /// <param name="format">A sentence that says what was done.</param>
    private static Command CreateChange(
        string name,
        string description,
        IEnumerable<Option> options,
        string action,
        Func<ParseResult, object?> createBody,
        Func<string, (string Question, string Refused)> ask,
        Func<InvitationView, string> format
    ) =>
        InviteeCommand.Create(
            name,
            description,
            [.. options, Yes],
            (context, campaign, invitee, cancellation) =>
            {
                var (question, refused) = ask(invitee);
                context.Require(Yes, question, refused);
                return context.Host.Change(campaign, invitee, action, createBody(context.Arguments), cancellation);
            },
            format
        );
}
