using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary><c>wsis remind CAMPAIGN</c>: reminders outside the plan, for those named or all that pass a
/// filter.</summary>
internal static class RemindCommand
{
    public static Command Create()
    {
        var campaign = CampaignArgument.Create();
        var invitees = new Argument<string[]>("INVITEE")
        {
            Description = "Whom to remind, by id; left out, all that pass the filter.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var letter = new Option<string?>("--letter")
        {
            Description = "The reminder letter to send, by its step; by default the campaign's first.",
        };
        Option<string?>[] filters =
        [
            new("--phase") { Description = "Only invitations in this phase, such as Awaiting." },
            new("--language") { Description = "Only those written to in this language." },
            new("--state") { Description = "Only those of this State, by its ISO 3166-1 alpha-3 code." },
            new("--q") { Description = "Only those whose id, State, name, office or address contains this." },
        ];
        var command = new Command(
            "remind",
            "Sends a reminder outside the plan to those named, or to all that pass the filter, and says who was refused and why."
        )
        {
            campaign,
            invitees,
            letter,
        };
        foreach (var filter in filters)
            command.Options.Add(filter);
        return HostOptions.On(
            command,
            async (call, cancellation) =>
            {
                var (id, named, by) = (
                    call.Typed.GetRequiredValue(campaign),
                    call.Typed.GetValue(invitees) ?? [],
                    call.Typed.GetValue(letter)
                );
                var filter = filters
                    .Select(f => (Name: f.Name.TrimStart('-'), Value: call.Typed.GetValue(f)))
                    .Where(f => f.Value is not null)
                    .ToDictionary(f => f.Name, f => f.Value!);
                if (named.Length > 0 == filter.Count > 0)
                    throw new RefusedException(
                        HttpStatusCode.BadRequest,
                        ["Say whom to remind: either by name, or by a filter such as --phase Awaiting."]
                    );
                var done = await ProgressBars.Show(
                    $"Reminding for {id}",
                    null,
                    say =>
                        named.Length > 0
                            ? Some(call.Host, id, named, by, say, cancellation)
                            : All(call.Host, id, filter, by, say, cancellation)
                );
                call.Answer(
                    done,
                    d =>
                        string.Join(
                            Environment.NewLine,
                            [
                                $"{d.Count} reminded, {d.Refused.Count} refused.",
                                .. d.Refused.Select(r => $"{r.Key}: {r.Value}"),
                            ]
                        )
                );
            }
        );
    }

    private static async Task<Reminded> Some(
        StaffClient host,
        string campaign,
        string[] named,
        string? letter,
        Action<double, string> say,
        CancellationToken cancellation
    )
    {
        var sum = new Reminded(0, new Dictionary<string, string>(), null);
        foreach (var some in named.Chunk(InvitationActions.MaxReminders))
            sum = Sum(sum, await host.Remind(campaign, "", new SelectionRequest(some, letter), cancellation), say);
        return sum;
    }

    private static async Task<Reminded> All(
        StaffClient host,
        string campaign,
        Dictionary<string, string> filter,
        string? letter,
        Action<double, string> say,
        CancellationToken cancellation
    )
    {
        var sum = new Reminded(0, new Dictionary<string, string>(), null);
        do
        {
            var query = new QueryBuilder(filter);
            if (sum.Continuation is { } next)
                query.Add("continuation", next);
            sum = Sum(
                sum,
                await host.Remind(campaign, query.ToString(), new SelectionRequest(null, letter), cancellation),
                say
            );
        } while (sum.Continuation is not null);
        return sum;
    }

    private static Reminded Sum(Reminded before, Reminded page, Action<double, string> say)
    {
        var sum = new Reminded(
            before.Count + page.Count,
            before.Refused.Concat(page.Refused).ToDictionary(),
            page.Continuation
        );
        say(sum.Count, $"{sum.Count} reminded, {sum.Refused.Count} refused");
        return sum;
    }
}
