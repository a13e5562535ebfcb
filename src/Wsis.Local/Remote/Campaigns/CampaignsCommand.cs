using System.CommandLine;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis campaigns</c>: lists the campaigns of a host, shows one and its journal, and what operators look
/// at: its orchestrations and the webhook messages that were not delivered.</summary>
internal static class CampaignsCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<string?> Status = new("--status")
    {
        Description = "Only those with this status: Pending, Running, Suspended, Completed or Failed.",
    };

    private static readonly Option<string> State = new("--state")
    {
        Description = "waiting: those that are still sent. failed: those that were given up.",
        DefaultValueFactory = _ => "failed",
    };

    static CampaignsCommand()
    {
        Status.AcceptOnlyFromAmong("Pending", "Running", "Suspended", "Completed", "Failed");
        State.AcceptOnlyFromAmong("waiting", "failed");
    }

    public static Command Create() =>
        new("campaigns", "The campaigns of a host.")
        {
            HostOptions.AddTo(new Command("list", "Lists the campaigns."), List),
            HostOptions.AddTo(
                new Command("show", "Shows a campaign: its plan, its deadline, its approvals.") { Campaign },
                Show
            ),
            HostOptions.AddTo(
                new Command("journal", "Shows the journal of a campaign as a whole, oldest entry first.") { Campaign },
                ShowJournal
            ),
            HostOptions.AddTo(
                new Command("orchestrations", "Lists the orchestrations or queue entries of the invitations.")
                {
                    Campaign,
                    Status,
                },
                ListOrchestrations
            ),
            HostOptions.AddTo(
                new Command("webhook-deliveries", "Lists the webhook messages that were not delivered, latest first.")
                {
                    Campaign,
                    State,
                },
                ListDeliveries
            ),
        };

    private static async Task List(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<CampaignListView>(new Uri("api/campaigns", UriKind.Relative), cancellation),
            list =>
                list.Campaigns.Count == 0
                    ? "The host has no campaigns."
                    : string.Join(Environment.NewLine, list.Campaigns.Select(DescribeLine))
        );

    private static async Task Show(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<CampaignView>(StaffClient.Address(context.Read(Campaign)), cancellation),
            Describe
        );

    private static async Task ShowJournal(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<JournalView>(StaffClient.Address(context.Read(Campaign), "journal"), cancellation),
            journal => string.Join(Environment.NewLine, journal.Journal.Select(JournalText.Format))
        );

    private static async Task ListOrchestrations(CommandContext context, CancellationToken cancellation)
    {
        var filter = context.Arguments.GetValue(Status) is { } status
            ? new Dictionary<string, string> { ["status"] = status }
            : [];
        var pages = await Pages.ReadAll(
            next =>
                context.Host.Get<OrchestrationListView>(
                    StaffClient.Address(context.Read(Campaign), "orchestrations", Pages.CreateQuery(filter, next)),
                    cancellation
                ),
            page => page.Continuation
        );
        context.Print(
            new OrchestrationListView([.. pages.SelectMany(p => p.Orchestrations)], null),
            list =>
                string.Join(
                    Environment.NewLine,
                    list.Orchestrations.Select(o =>
                            $"{o.InstanceId}  {o.Status}"
                            + (o.NextWake is { } wake ? $", next wake-up {MomentText.Format(wake)}" : "")
                            + (o.Problem is { } problem ? $": {problem}" : "")
                        )
                        .Append(EnglishCount.Format(list.Orchestrations.Count, "orchestration") + ".")
                )
        );
    }

    private static async Task ListDeliveries(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Get<WebhookDeliveryList>(
                StaffClient.Address(
                    context.Read(Campaign),
                    "webhook-deliveries",
                    $"?state={context.Arguments.GetRequiredValue(State)}"
                ),
                cancellation
            ),
            list =>
                string.Join(
                    Environment.NewLine,
                    list.Items.Select(d =>
                            $"{d.Id}  {d.Invitee}  {d.Type}  {d.Address}  {d.State} after "
                            + EnglishCount.Format(d.Attempts, "attempt")
                            + (d.Reason is { } reason ? $": {reason}" : "")
                        )
                        .Append(EnglishCount.Format(list.Items.Count, "message") + (list.More ? " and more." : "."))
                )
        );

    private static string DescribeLine(CampaignView campaign) =>
        $"{campaign.Id}  {campaign.State}  {campaign.Reference}  deadline {MomentText.FormatLocal(campaign.Deadline)} "
        + $"({campaign.Zone})";

    private static string Describe(CampaignView campaign) =>
        string.Join(
            Environment.NewLine,
            [
                DescribeLine(campaign),
                $"invitation on {MomentText.FormatLocal(campaign.SendAt)}",
                $"letters: {string.Join(", ", campaign.Steps.Select(s => s.Id))}",
                .. campaign.Extensions.Select(e =>
                    $"deadline moved to {MomentText.FormatLocal(e.Deadline)} by {e.By} on "
                    + MomentText.Format(e.DecidedAt)
                ),
                $"hash of its content: {campaign.ContentHash}",
                .. campaign.Approvals.Select(a =>
                    $"approved by {a.By} on {MomentText.Format(a.At)}{(a.Current ? "" : ", before it was changed")}"
                ),
            ]
        );
}
