using System.CommandLine;
using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Invitations;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis launch CAMPAIGN</c>: shows what a launch does, asks, and launches an approved campaign of a
/// host.</summary>
internal static class LaunchCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<bool> Preview = new("--preview") { Description = "Only shows what a launch does." };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create() =>
        HostOptions.AddTo(
            new Command(
                "launch",
                "Launches an approved campaign: its letters are sent as planned. A second launch changes nothing. "
                    + "Shows what it does, and asks."
            )
            {
                Campaign,
                Preview,
                Yes,
            },
            Launch
        );

    private static async Task Launch(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Read(Campaign);
        var preview = StaffClient.Address(campaign, "launch");
        if (context.Arguments.GetValue(Preview))
        {
            context.Print(await context.Host.Get<LaunchView>(preview, cancellation), Describe);
            return;
        }
        if (
            (await context.Host.Status(campaign, cancellation)).State == nameof(CampaignState.Draft)
            && await context.Host.Get<LaunchView>(preview, cancellation) is var launch
        )
        {
            // Nobody is asked what the host would refuse, and an approval that comes meanwhile launches nothing.
            if (launch.MissingApproval is { } missing)
                throw new RefusedException(HttpStatusCode.Conflict, [missing]);
            context.Show(Describe(launch));
            context.Require(Yes, $"Launch {campaign}?", $"{campaign} was not launched.");
        }
        context.Print(await context.Host.Post(campaign, "launch", cancellation), c => $"{c.Id} is {c.State}.");
    }

    private static string Describe(LaunchView launch) =>
        string.Join(
            Environment.NewLine,
            [
                .. launch.Warnings.Select(ProblemText.Format),
                .. launch.Approvals.Count > 0
                    ? [$"Approved by {string.Join(", ", launch.Approvals.Select(a => a.By))}."]
                    : Array.Empty<string>(),
                .. launch.MissingApproval is { } missing ? [missing] : Array.Empty<string>(),
                $"{EnglishCount.Format(launch.Invitees, "invitation")}: "
                    + string.Join(", ", launch.Letters.Select(l => $"{l.Invitees} by {l.LettersBy}"))
                    + (launch.First is { } first ? $", the first on {MomentText.Format(first)}." : "none goes out."),
            ]
        );
}
