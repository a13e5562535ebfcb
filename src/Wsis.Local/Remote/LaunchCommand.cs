using System.CommandLine;
using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Remote;

/// <summary><c>wsis launch CAMPAIGN</c>: launches an approved campaign of a host.</summary>
internal static class LaunchCommand
{
    public static Command Create()
    {
        var campaign = CampaignArgument.Create();
        var yes = YesOption.Create();
        return HostOptions.AddTo(
            new Command(
                "launch",
                "Launches an approved campaign: its letters are sent as planned. A second launch changes nothing. If "
                    + "the deadline has passed, it asks first."
            )
            {
                campaign,
                yes,
            },
            (context, cancellation) =>
                Launch(
                    context,
                    context.Arguments.GetRequiredValue(campaign),
                    context.Arguments.GetValue(yes),
                    cancellation
                )
        );
    }

    private static async Task Launch(
        CommandContext context,
        string campaign,
        bool launchesLate,
        CancellationToken cancellation
    )
    {
        if (!launchesLate && await IsPastDeadline(context.Host, campaign, cancellation) && !Ask(campaign))
            throw new CommandException(
                $"The deadline of {campaign} has passed, so it was not launched. Launch it all the same with --yes."
            );
        context.Print(await context.Host.Post(campaign, "launch", cancellation), c => $"{c.Id} is {c.State}.");
    }

    private static bool Ask(string campaign) =>
        YesOption.Ask($"The deadline of {campaign} has passed. Launch it all the same?");

    /// <summary>Whether the deadline of a draft has passed, by the clock of the host.</summary>
    private static async Task<bool> IsPastDeadline(StaffClient host, string campaign, CancellationToken cancellation)
    {
        var status = await host.Status(campaign, cancellation);
        return status.State == nameof(CampaignState.Draft) && status.Next.All(moment => moment.What != "deadline");
    }
}
