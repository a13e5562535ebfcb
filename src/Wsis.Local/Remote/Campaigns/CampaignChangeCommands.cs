using System.CommandLine;
using NodaTime.Text;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Invitations;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary>The changes of a campaign of a host: <c>deadline</c>, <c>close</c>, <c>cancel</c>, <c>erase</c>. Those that
/// cannot be undone ask first.</summary>
internal static class CampaignChangeCommands
{
    private static readonly Argument<string> Deadline = new("DEADLINE")
    {
        Description = "The later deadline in the campaign's time zone, such as 2018-02-15T00:00:00.",
        Validators =
        {
            result =>
            {
                if (!LocalDateTimePattern.GeneralIso.Parse(result.Tokens[0].Value).Success)
                    result.AddError($"'{result.Tokens[0].Value}' is not a moment such as 2018-02-15T00:00:00.");
            },
        },
    };

    private static readonly Option<bool> Announce = new("--announce")
    {
        Description = "Announce it by a letter to all who have not answered.",
    };

    private static readonly Option<string?> Reason = new("--reason") { Description = "The reason, for the journal." };

    private static readonly Option<bool> Exported = new("--exported")
    {
        Description = "States that the list was exported. After the erasure nobody can export it.",
    };

    public static IEnumerable<Command> Create() => [CreateDeadline(), CreateClose(), CreateCancel(), CreateErase()];

    private static Command CreateDeadline()
    {
        var campaign = CampaignArgument.Create();
        var yes = YesOption.Create();
        return HostOptions.AddTo(
            new Command("deadline", "Moves the deadline of a campaign to a later time, for ever. It asks first.")
            {
                campaign,
                Deadline,
                Announce,
                yes,
            },
            async (context, cancellation) =>
            {
                var id = context.Read(campaign);
                var deadline = context.Read(Deadline);
                var announces = context.Arguments.GetValue(Announce);
                context.Require(
                    yes,
                    $"Move the deadline of {id} to {MomentText.FormatLocal(deadline)} for ever"
                        + (announces ? ", and announce it by a letter?" : "?"),
                    $"The deadline of {id} was not moved."
                );
                context.Print(
                    await context.Host.ExtendDeadline(id, new(deadline, announces), cancellation),
                    c => $"The deadline of {c.Id} is {MomentText.FormatLocal(c.Deadline)} ({c.Zone})."
                );
            }
        );
    }

    private static Command CreateClose()
    {
        var campaign = CampaignArgument.Create();
        var yes = YesOption.Create();
        return HostOptions.AddTo(
            new Command("close", "Closes a campaign: no letter is sent any more. It asks first.") { campaign, yes },
            async (context, cancellation) =>
            {
                var id = context.Arguments.GetRequiredValue(campaign);
                YesOption.Require(context.Arguments.GetValue(yes), $"Close {id} for ever?", $"{id} was not closed.");
                context.Print(await context.Host.Post(id, "close", cancellation), c => $"{c.Id} is {c.State}.");
            }
        );
    }

    private static Command CreateCancel()
    {
        var campaign = CampaignArgument.Create();
        var yes = YesOption.Create();
        return HostOptions.AddTo(
            new Command("cancel", "Cancels a campaign: no letter is sent any more. It asks first.")
            {
                campaign,
                Reason,
                yes,
            },
            async (context, cancellation) =>
            {
                var id = context.Arguments.GetRequiredValue(campaign);
                YesOption.Require(
                    context.Arguments.GetValue(yes),
                    $"Cancel {id} for ever?",
                    $"{id} was not cancelled."
                );
                context.Print(
                    await context.Host.Cancel(id, new(context.Arguments.GetValue(Reason)), cancellation),
                    c => $"{c.Id} is {c.State}."
                );
            }
        );
    }

    private static Command CreateErase()
    {
        var campaign = CampaignArgument.Create();
        var yes = YesOption.Create();
        return HostOptions.AddTo(
            new Command(
                "erase",
                "Erases the personal data of a campaign that is over, and keeps its counts. Export the list before. It "
                    + "asks first."
            )
            {
                campaign,
                Exported,
                yes,
            },
            async (context, cancellation) =>
            {
                var id = context.Arguments.GetRequiredValue(campaign);
                YesOption.Require(
                    context.Arguments.GetValue(yes),
                    $"Erase the personal data of {id} for ever?",
                    $"{id} was not erased."
                );
                context.Print(
                    await context.Host.Erase(id, context.Arguments.GetValue(Exported), cancellation),
                    DescribeErasure
                );
            }
        );
    }

    private static string DescribeErasure(CampaignView campaign) =>
        campaign switch
        {
            { State: not "Erasing" } =>
                $"{campaign.Id} is {campaign.State}. Its counts, its letters and its own history are kept.",
            { OrchestrationsLeft: > 0 and var left } =>
                $"{campaign.Id} is Erasing: {left} of its orchestrations have not ended yet. Run this again.",
            _ => $"{campaign.Id} is Erasing. Run this again.",
        };
}
