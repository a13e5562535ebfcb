using System.CommandLine;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis statements</c>: shows the running order of policy statements, and fixes places in it.</summary>
internal static class StatementsCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<string> Invitee = InviteeArgument.Create();

    private static readonly Argument<string> Day = DayOption.CreateArgument("DAY", "The day, such as 2018-03-20.");

    private static readonly Argument<int> Place = new("PLACE")
    {
        Description = "The place on that day, from 1.",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var place) && place > 0)
                return place;
            result.AddError("PLACE must be a number from 1.");
            return 0;
        },
    };

    public static Command Create() =>
        new("statements", "The running order of policy statements.")
        {
            HostOptions.AddTo(new Command("list", "Shows the running order.") { Campaign }, List),
            HostOptions.AddTo(
                new Command("fix", "Fixes the place of an invitee on a day.") { Campaign, Invitee, Day, Place },
                Fix
            ),
            HostOptions.AddTo(
                new Command("release", "Releases a fixed place: the rule of the campaign decides again.")
                {
                    Campaign,
                    Invitee,
                },
                Release
            ),
        };

    private static async Task List(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<RunningOrderView>(
                StaffClient.Address(context.Read(Campaign), "statements"),
                cancellation
            ),
            Describe
        );

    private static async Task Fix(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Post<RunningOrderView>(
                AddressOf(context),
                new PlaceRequest(context.Read(Day), context.Arguments.GetRequiredValue(Place)),
                cancellation
            ),
            Describe
        );

    private static async Task Release(CommandContext context, CancellationToken cancellation) =>
        context.Print(await context.Host.Delete<RunningOrderView>(AddressOf(context), null, cancellation), Describe);

    private static Uri AddressOf(CommandContext context) =>
        StaffClient.Address(context.Read(Campaign), $"statements/{Uri.EscapeDataString(context.Read(Invitee))}");

    private static string Describe(RunningOrderView order) =>
        string.Join(
            Environment.NewLine,
            [
                .. order.Days.SelectMany(d =>
                    d.Statements.Select(Describe).Prepend($"{d.Day}, room for {d.Capacity}:")
                ),
                .. order.Unplaced.Select(u => $"without a place: {u.Invitee}  {u.NameInFrench}  {u.Why}"),
                .. order.Undecided.Select(u => $"not decided: {u.Invitee}  {u.NameInFrench}"),
            ]
        );

    private static string Describe(StatementView s) =>
        $"  {s.Place}  {(s.From is null ? "" : $"{s.From}-{s.To}  ")}{s.Invitee}  {s.NameInFrench}"
        + (s.SpeakerName is { } name ? $", {(s.SpeakerTitle is { } title ? $"{title} " : "")}{name}" : "")
        + (s.Fixed ? "  fixed" : "")
        + (s.Fits ? "" : "  does not fit into the hours of the day");
}
