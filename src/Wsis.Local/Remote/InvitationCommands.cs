using System.CommandLine;
using Wsis.Invitations.Texts;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary>The changes of a host's invitations: <c>add</c>, <c>correct</c>, <c>correct-list</c>, <c>resend</c>,
/// <c>withdraw</c>, <c>reinvite</c>, <c>renew-link</c>.</summary>
internal static class InvitationCommands
{
    private static readonly Argument<FileInfo> List = PathOption.CreateFileArgument(
        "FILE",
        "The invitees, as CSV in the form of invitees.csv, or as a spreadsheet (.xlsx), of which the first sheet is "
            + "read."
    );

    private static readonly Option<string?> Address = new("--address")
    {
        Description = "The correct e-mail address of the office.",
    };

    private static readonly Option<string?> Step = new("--step")
    {
        Description = "The step of the letter. Default: the latest letter of the invitation.",
    };

    private static readonly Option<bool> Notify = new("--notify") { Description = "Notify the office by a letter." };

    private static readonly Option<string?> Reason = new("--reason") { Description = "The reason, for the journal." };

    public static IEnumerable<Command> Create() =>
        [
            CreateAdd(),
            CreateChange(
                "correct",
                "Corrects the address of an invitee. Later letters go there.",
                [Address],
                (context, campaign, invitee, cancellation) =>
                    context.Host.Change(
                        campaign,
                        invitee,
                        "address",
                        new AddressRequest(
                            context.Arguments.GetValue(Address)
                                ?? throw new CommandException("Give the correct address with --address.")
                        ),
                        cancellation
                    ),
                i => $"The address of {i.Invitation.Id} is {i.Invitation.Address}."
            ),
            CorrectListCommand.Create(),
            CreateChange(
                "resend",
                "Sends a letter to an invitee again.",
                [Step],
                (context, campaign, invitee, cancellation) =>
                    context.Host.Change(
                        campaign,
                        invitee,
                        "resend",
                        new ResendRequest(context.Arguments.GetValue(Step)),
                        cancellation
                    ),
                i => $"A letter is sent to {i.Invitation.Id} again."
            ),
            CreateWithdraw(),
            CreateReinvite(),
            CreateChange(
                "renew-link",
                "Gives an invitee a new reply link. The former link no longer works.",
                [],
                (context, campaign, invitee, cancellation) =>
                    context.Host.Change(campaign, invitee, "link", null, cancellation),
                i => $"{i.Invitation.Id} has link number {i.LinkGeneration}. The next letter contains it."
            ),
        ];

    private static Command CreateAdd()
    {
        var campaign = CampaignArgument.Create();
        return HostOptions.AddTo(
            new Command("add", "Adds the invitees of a list to a campaign: all of them, or none if a row has an error.")
            {
                campaign,
                List,
            },
            async (context, cancellation) =>
                context.Print(
                    await context.Host.Add(
                        context.Arguments.GetRequiredValue(campaign),
                        await File.ReadAllBytesAsync(context.Arguments.GetRequiredValue(List).FullName, cancellation),
                        cancellation
                    ),
                    added =>
                        $"{EnglishCount.Format(added.Count, "invitee")} added, {added.ThereAlready} were there already."
                )
        );
    }

    private static Command CreateWithdraw()
    {
        var yes = YesOption.Create();
        return CreateChange(
            "withdraw",
            "Withdraws an invitation: its link answers no more, and no letter is sent. It asks first.",
            [Notify, Reason, yes],
            (context, campaign, invitee, cancellation) =>
            {
                YesOption.Require(
                    context.Arguments.GetValue(yes),
                    $"Withdraw the invitation of {invitee} for ever?",
                    $"The invitation of {invitee} was not withdrawn."
                );
                return context.Host.Change(
                    campaign,
                    invitee,
                    "withdraw",
                    new WithdrawalRequest(context.Arguments.GetValue(Notify), context.Arguments.GetValue(Reason)),
                    cancellation
                );
            },
            i => $"The invitation of {i.Invitation.Id} is {i.Invitation.Phase}."
        );
    }

    private static Command CreateReinvite()
    {
        var yes = YesOption.Create();
        return CreateChange(
            "reinvite",
            "Invites a withdrawn office again, before the deadline: its earlier answer counts no more, and its reply "
                + "links are revoked. It asks first.",
            [yes],
            (context, campaign, invitee, cancellation) =>
            {
                YesOption.Require(
                    context.Arguments.GetValue(yes),
                    $"Invite {invitee} again? An earlier answer counts no more.",
                    $"{invitee} was not invited again."
                );
                return context.Host.Change(campaign, invitee, "reinvite", null, cancellation);
            },
            i => $"{i.Invitation.Id} is invited again. The plan goes on from today."
        );
    }

    private static Command CreateChange(
        string name,
        string description,
        IEnumerable<Option> options,
        Func<CommandContext, string, string, CancellationToken, Task<InvitationView>> change,
        Func<InvitationView, string> format
    )
    {
        var campaign = CampaignArgument.Create();
        var invitee = InviteeArgument.Create();
        var command = new Command(name, description) { campaign, invitee };
        foreach (var option in options)
            command.Options.Add(option);
        return HostOptions.AddTo(
            command,
            async (context, cancellation) =>
                context.Print(
                    await change(
                        context,
                        context.Arguments.GetRequiredValue(campaign),
                        context.Arguments.GetRequiredValue(invitee),
                        cancellation
                    ),
                    format
                )
        );
    }
}
