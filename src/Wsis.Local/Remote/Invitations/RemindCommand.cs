using System.CommandLine;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

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

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description = "Only shows how many would be reminded, and who would be left out and why.",
    };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create()
    {
        var command = new Command(
            "remind",
            "Sends a reminder outside the plan to the named invitees, or to all that match the filter. Shows how many "
                + "would be reminded, and who would be left out and why, and asks."
        )
        {
            Campaign,
            Invitees,
            Letter,
            Preview,
            Yes,
        };
        return HostOptions.AddTo(command.With(InvitationFilterOptions.All), Remind);
    }

    private static async Task Remind(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var invitees = context.Arguments.GetValue(Invitees) ?? [];
        var letter = context.Arguments.GetValue(Letter);
        var filter = InvitationFilterOptions.Read(context.Arguments);
        if (invitees.Length > 0 == filter.Count > 0)
            throw new CommandException("Give either the ids of invitees, or a filter such as --phase Awaiting.");
        var selection = new Selection(context.Host, campaign, invitees, filter, letter);
        var preview = await selection.Preview(cancellation);
        if (context.Arguments.GetValue(Preview))
        {
            context.Print(preview, Format);
            return;
        }
        if (preview.Count > 0)
        {
            context.Show(Format(preview));
            context.Require(Yes, $"Remind {EnglishCount.Format(preview.Count, "invitee")}?", "Nobody was reminded.");
        }
        var reminded = await ProgressBars.Show(
            $"Reminding for {campaign}",
            null,
            report => selection.Remind(report, cancellation)
        );
        context.Print(reminded, Format);
    }

    private static string Format(ReminderPreviewView preview) =>
        Format(
            $"{EnglishCount.Format(preview.Count, "invitee")} to remind with {preview.Letter}, "
                + $"{preview.Refused.Count} left out.",
            preview.Refused,
            preview.Names
        );

    private static string Format(RemindedView reminded) =>
        Format($"{reminded.Count} reminded, {reminded.Refused.Count} refused.", reminded.Refused, reminded.Names);

    private static string Format(
        string sum,
        IReadOnlyDictionary<string, string> refused,
        IReadOnlyDictionary<string, string> names
    ) =>
        string.Join(
            Environment.NewLine,
            [
                sum,
                .. refused
                    .OrderBy(r => names.GetValueOrDefault(r.Key, r.Key), StateNames.OrderIn(Language.English))
                    .Select(r =>
                        names.TryGetValue(r.Key, out var name) ? $"{name} ({r.Key}): {r.Value}" : $"{r.Key}: {r.Value}"
                    ),
            ]
        );

    /// <summary>The named invitees, or all that match a filter, page by page.</summary>
    private sealed record Selection(
        StaffClient Host,
        string Campaign,
        string[] Invitees,
        IReadOnlyDictionary<string, string> Filter,
        string? Letter
    )
    {
        public async Task<ReminderPreviewView> Preview(CancellationToken cancellation)
        {
            ReminderPreviewView? sum = null;
            await foreach (
                var page in ReadPages(
                    (query, request) => Host.PreviewReminders(Campaign, query, request, cancellation),
                    page => page.Continuation
                )
            )
                sum = sum is null
                    ? page
                    : page with
                    {
                        Count = sum.Count + page.Count,
                        Refused = Join(sum.Refused, page.Refused),
                        Names = Join(sum.Names, page.Names),
                    };
            return sum!;
        }

        public async Task<RemindedView> Remind(Action<double, string> report, CancellationToken cancellation)
        {
            var sum = new RemindedView(0, new Dictionary<string, string>(), new Dictionary<string, string>(), null);
            await foreach (
                var page in ReadPages(
                    (query, request) => Host.Remind(Campaign, query, request, cancellation),
                    page => page.Continuation
                )
            )
            {
                sum = new RemindedView(
                    sum.Count + page.Count,
                    Join(sum.Refused, page.Refused),
                    Join(sum.Names, page.Names),
                    page.Continuation
                );
                report(sum.Count, $"{sum.Count} reminded, {sum.Refused.Count} refused");
            }
            return sum;
        }

        private async IAsyncEnumerable<T> ReadPages<T>(
            Func<string, SelectionRequest, Task<T>> ask,
            Func<T, string?> continuation
        )
        {
            if (Invitees.Length > 0)
            {
                foreach (var chunk in Invitees.Chunk(InvitationActions.MaxReminders))
                    yield return await ask("", new SelectionRequest(chunk, Letter));
                yield break;
            }
            string? next = null;
            do
            {
                var query = new QueryBuilder(Filter);
                if (next is not null)
                    query.Add("continuation", next);
                var page = await ask(query.ToString(), new SelectionRequest(null, Letter));
                yield return page;
                next = continuation(page);
            } while (next is not null);
        }

        private static Dictionary<string, string> Join(
            IReadOnlyDictionary<string, string> some,
            IReadOnlyDictionary<string, string> more
        ) => new(some.Concat(more).DistinctBy(r => r.Key));
    }
}
