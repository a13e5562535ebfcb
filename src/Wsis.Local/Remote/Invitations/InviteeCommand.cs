using System.CommandLine;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary>Creates commands on one invitation of a host: <c>wsis NAME CAMPAIGN INVITEE</c>.</summary>
internal static class InviteeCommand
{
    /// <summary>Creates a command.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">The description.</param>
    /// <param name="options">The options.</param>
    /// <param name="change">Does it, and returns the invitation afterwards.</param>
    /// <param name="format">A sentence that says what was done.</param>
    /// <param name="argument">The argument after the invitee. Null if there is none.</param>
    public static Command Create(
        string name,
        string description,
        IEnumerable<Option> options,
        Func<CommandContext, string, string, CancellationToken, Task<InvitationView>> change,
        Func<InvitationView, string> format,
        Argument? argument = null
    )
    {
        var campaign = CampaignArgument.Create();
        var invitee = InviteeArgument.Create();
        return HostOptions.AddTo(
            new Command(name, description) { campaign, invitee }.With(argument is null ? [] : [argument], options),
            async (context, cancellation) =>
                context.Print(
                    await change(context, context.Read(campaign), context.Read(invitee), cancellation),
                    format
                )
        );
    }

    /// <summary>Asks before a change, unless <c>--yes</c> has answered.</summary>
    public static void Require(this CommandContext context, Option<bool> yes, string question, string refused) =>
        YesOption.Require(context.Arguments.GetValue(yes), question, refused);
}
