using System.CommandLine;

namespace Wsis.Local.Remote;

/// <summary>The moves of a campaign on a host: <c>approve</c>, <c>launch</c>, <c>pause</c>, <c>resume</c>,
/// <c>repair</c>.</summary>
internal static class ActionCommands
{
    public static IEnumerable<Command> Create() =>
        [
            Approve(),
            Move("launch", "Lets the letters of an approved campaign go. A second launch changes nothing."),
            Move("pause", "Holds all letters of a campaign back; replies are recorded."),
            Move(
                "resume",
                "Lets the letters of a paused campaign go on. What fell due meanwhile is sent, of reminders only the latest."
            ),
            Repair(),
        ];

    private static Command Approve()
    {
        var campaign = CampaignArgument.Create();
        var hash = new Option<string?>("--hash")
        {
            Description =
                "What was looked at, as push named it; where something else is stored by now, nothing is approved.",
        };
        return HostOptions.On(
            new Command(
                "approve",
                "Approves what a campaign sends, exactly as it is stored; without that it is not launched."
            )
            {
                campaign,
                hash,
            },
            async (call, cancellation) =>
                call.Answer(
                    await call.Host.Approve(
                        call.Typed.GetRequiredValue(campaign),
                        call.Typed.GetValue(hash),
                        cancellation
                    ),
                    c =>
                        $"{c.ContentHash} of {c.Id} is approved by {string.Join(", ", c.Approvals.Where(a => a.Current).Select(a => a.By))}."
                )
        );
    }

    private static Command Move(string move, string description)
    {
        var campaign = CampaignArgument.Create();
        return HostOptions.On(
            new Command(move, description) { campaign },
            async (call, cancellation) =>
                call.Answer(
                    await call.Host.Move(call.Typed.GetRequiredValue(campaign), move, cancellation),
                    c => $"{c.Id} is {c.State}."
                )
        );
    }

    private static Command Repair()
    {
        var campaign = CampaignArgument.Create();
        return HostOptions.On(
            new Command(
                "repair",
                "Sees to it that every invitation that waits for a moment will be woken, after a loss of the task hub or whenever in doubt. Sends nothing itself."
            )
            {
                campaign,
            },
            async (call, cancellation) =>
                call.Answer(
                    await ProgressBars.Show(
                        "Looking at every invitation",
                        null,
                        _ => call.Host.Repair(call.Typed.GetRequiredValue(campaign), cancellation)
                    ),
                    r => $"{r.Looked} invitations looked at, {r.Started} taken up, {r.Woken} woken."
                )
        );
    }
}
