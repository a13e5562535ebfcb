using System.CommandLine;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary><c>wsis remind CAMPAIGN</c>: sends reminders outside the plan to named invitees, or to all that match a
/// filter.</summary>
internal static class RemindCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<string[]> Invitees = InviteeArgument.CreateMany();

    private static readonly Option<string?> Letter = new("--letter")
    {
        Description = "The step whose letter to send. Default: the first reminder of the campaign.",
    };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create()
    {
        var command = new Command(
            "remind",
            "Sends a reminder outside the plan to the named invitees, or to all that match the filter, and lists the "
                + "invitees to whom it was refused, with the reason. It asks first."
        )
        {
            Campaign,
            Invitees,
            Letter,
            Yes,
        };
        foreach (var filter in InvitationFilterOptions.All)
            command.Options.Add(filter);
        return HostOptions.AddTo(command, Remind);
    }

    private static async Task Remind(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var invitees = context.Arguments.GetValue(Invitees) ?? [];
        var letter = context.Arguments.GetValue(Letter);
        var filter = InvitationFilterOptions.Read(context.Arguments);
        if (invitees.Length > 0 == filter.Count > 0)
            throw new CommandException("Give either the ids of invitees, or a filter such as --phase Awaiting.");
        context.Require(
            Yes,
            invitees.Length > 0
                ? $"Send a reminder to {EnglishCount.Format(invitees.Length, "invitee")}?"
                : "Send a reminder to all invitees that match the filter?",
            "Nobody was reminded."
        );
        var reminded = await ProgressBars.Show(
            $"Reminding for {campaign}",
            null,
            report =>
                invitees.Length > 0
                    ? RemindInvitees(context.Host, campaign, invitees, letter, report, cancellation)
                    : RemindMatches(context.Host, campaign, filter, letter, report, cancellation)
        );
        context.Print(reminded, Format);
    }

    private static string Format(RemindedView reminded) =>
        string.Join(
            Environment.NewLine,
            [
                $"{reminded.Count} reminded, {reminded.Refused.Count} refused.",
                .. reminded.Refused.Select(r => $"{r.Key}: {r.Value}"),
            ]
        );

    private static async Task<RemindedView> RemindInvitees(
        StaffClient host,
        string campaign,
        string[] invitees,
        string? letter,
        Action<double, string> report,
        CancellationToken cancellation
    )
    {
        var sum = new RemindedView(0, new Dictionary<string, string>(), null);
        foreach (var chunk in invitees.Chunk(InvitationActions.MaxReminders))
            sum = Add(sum, await host.Remind(campaign, "", new SelectionRequest(chunk, letter), cancellation), report);
        return sum;
    }

    private static async Task<RemindedView> RemindMatches(
        StaffClient host,
        string campaign,
        IReadOnlyDictionary<string, string> filter,
        string? letter,
        Action<double, string> report,
        CancellationToken cancellation
    )
    {
        var sum = new RemindedView(0, new Dictionary<string, string>(), null);
        do
        {
            var query = new QueryBuilder(filter);
            if (sum.Continuation is { } next)
                query.Add("continuation", next);
            sum = Add(
                sum,
                await host.Remind(campaign, query.ToString(), new SelectionRequest(null, letter), cancellation),
                report
            );
        } while (sum.Continuation is not null);
        return sum;
    }

    private static RemindedView Add(RemindedView before, RemindedView page, Action<double, string> report)
    {
        var sum = new RemindedView(
            before.Count + page.Count,
            before.Refused.Concat(page.Refused).ToDictionary(),
            page.Continuation
        );
        report(sum.Count, $"{sum.Count} reminded, {sum.Refused.Count} refused");
        return sum;
    }
}
