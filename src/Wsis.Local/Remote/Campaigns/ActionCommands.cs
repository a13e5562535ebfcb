using System.CommandLine;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;

namespace Wsis.Local.Remote.Campaigns;

/// <summary>The actions on a campaign of a host: <c>approve</c>, <c>launch</c>, <c>pause</c>, <c>resume</c>,
/// <c>repair</c>.</summary>
internal static class ActionCommands
{
    private static readonly Option<string?> Hash = new("--hash")
    {
        Description =
            "The hash that push printed. If the host has another version of the campaign, nothing is approved.",
    };

    public static IEnumerable<Command> Create() =>
        [
            CreateApprove(),
            LaunchCommand.Create(),
            CreateAction("pause", "Pauses a campaign: no letter is sent, and replies are recorded."),
            CreateAction(
                "resume",
                "Resumes a paused campaign. Letters that became due meanwhile are sent; of several reminders only the "
                    + "latest."
            ),
            CreateRepair(),
        ];

    private static Command CreateApprove()
    {
        var campaign = CampaignArgument.Create();
        var command = new Command(
            "approve",
            "Approves the content of a campaign exactly as the host stores it. Without approval it cannot be launched."
        )
        {
            campaign,
            Hash,
        };
        return HostOptions.AddTo(command, (context, cancellation) => Approve(context, campaign, cancellation));
    }

    private static async Task Approve(
        CommandContext context,
        Argument<string> campaign,
        CancellationToken cancellation
    ) =>
        context.Print(
            await context.Host.Approve(
                context.Arguments.GetRequiredValue(campaign),
                context.Arguments.GetValue(Hash),
                cancellation
            ),
            c =>
                $"{c.ContentHash} of {c.Id} is approved by "
                + $"{string.Join(", ", c.Approvals.Where(a => a.Current).Select(a => a.By))}."
        );

    private static Command CreateAction(string action, string description)
    {
        var campaign = CampaignArgument.Create();
        return HostOptions.AddTo(
            new Command(action, description) { campaign },
            async (context, cancellation) =>
                context.Print(
                    await context.Host.Post(context.Arguments.GetRequiredValue(campaign), action, cancellation),
                    c => $"{c.Id} is {c.State}."
                )
        );
    }

    private static Command CreateRepair()
    {
        var campaign = CampaignArgument.Create();
        var command = new Command(
            "repair",
            "Makes sure that every invitation with a wake-up time will be woken, for example after a loss of the task "
                + "hub. It sends nothing itself."
        )
        {
            campaign,
        };
        return HostOptions.AddTo(command, (context, cancellation) => Repair(context, campaign, cancellation));
    }

    private static async Task Repair(
        CommandContext context,
        Argument<string> campaign,
        CancellationToken cancellation
    ) =>
        context.Print(
            await ProgressBars.Show(
                "Checking every invitation",
                null,
                _ => context.Host.Repair(context.Arguments.GetRequiredValue(campaign), cancellation)
            ),
            r => $"{EnglishCount.Format(r.Looked, "invitation")} checked, {r.Started} started, {r.Woken} woken."
        );
}
