using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Infra.Tests;

/// <summary>The workbook shows the numbers of the staff dashboard: it asks for them by the names that the tally gives
/// them.</summary>
public sealed partial class WorkbookTests
{
    /// <summary>The counts that are recorded besides the tally (see
    /// <see cref="Wsis.Invitations.Reports.CampaignMetrics"/>).</summary>
    private static readonly string[] Besides = ["open:nobody", "open:no-invitee"];

    [Fact]
    public async Task Every_count_in_the_workbook_is_recorded()
    {
        var received = ReadCountedNames();

        var (whole, beginnings) = await Asked();

        Assert.NotEmpty(whole);
        Assert.All(whole, name => Assert.Contains(name, received));
        Assert.All(
            beginnings,
            group => Assert.Contains(received, name => name.StartsWith(group, StringComparison.Ordinal))
        );
    }

    /// <summary>Of every kind of number on the dashboard there is one in the workbook.</summary>
    [Fact]
    public async Task Every_recorded_count_is_in_the_workbook()
    {
        var (whole, beginnings) = await Asked();

        Assert.DoesNotContain(
            ReadCountedNames().Except(["dispatch:Sent", "replies"]),
            name => !whole.Contains(name) && !beginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal))
        );
    }

    private static async Task<(HashSet<string> Whole, HashSet<string> Beginnings)> Asked()
    {
        using var workbook = JsonDocument.Parse(
            await File.ReadAllTextAsync(Bicep.File("modules/workbook.json"), TestContext.Current.CancellationToken)
        );
        var queries = workbook
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .Select(i => i.Text("content.query"))
            .OfType<string>()
            .Where(q => q.Contains("campaign.count", StringComparison.Ordinal));
        var conditions = queries.SelectMany(q => Condition().Matches(q)).ToList();
        return (
            Names(conditions.Where(c => c.Groups[1].Value != "startswith")),
            Names(conditions.Where(c => c.Groups[1].Value == "startswith"))
        );

        static HashSet<string> Names(IEnumerable<Match> conditions) =>
            [.. conditions.SelectMany(c => c.Groups[2].Value.Split(',')).Select(n => n.Trim().Trim('"'))];
    }

    /// <summary>The names of what a campaign counts in which everything has happened.</summary>
    private static HashSet<string> ReadCountedNames()
    {
        var noon = Instant.FromUtc(2017, 12, 8, 12, 0);
        var kinds = Enum.GetValues<Attention>().Aggregate((a, b) => a | b);
        Answer[] answers =
        [
            new Answer.Accepted(new Participation(DelegationSize: 5, Women: 3)),
            new Answer.Declined(),
            new Answer.Delegated(new("", "N. N.", null), new()),
        ];
        var channels = Enum.GetValues<Channel>();
        var dispatches =
            from state in Enum.GetValues<DispatchState>()
            from delivery in Enum.GetValues<Delivery>()
            select new Dispatch
            {
                Step = new StepId("invitation"),
                Kind = LetterKind.Invitation,
                Letter = "invitation",
                Due = noon,
                ClaimedAt = noon,
                State = state,
                Delivery = delivery,
            };
        var invitations =
            from phase in Enum.GetValues<Phase>()
            from answer in answers
            from channel in channels
            select new Invitation
            {
                Campaign = new CampaignId("forum"),
                Phase = phase,
                Attention = kinds,
                Replies = 1,
                Acknowledged = 1,
                Dispatches = [.. dispatches],
                Reply = new Reply
                {
                    Id = "r",
                    Channel = channel,
                    ReceivedAt = noon,
                    Answer = answer,
                    Late = true,
                },
                Invitee = new Invitee
                {
                    Id = new InviteeId("CHE"),
                    State = "CHE",
                    Name = "Suisse",
                    Office = "Ministre",
                    Salutation = "Madame,",
                    Language = Language.French,
                    Region = "Europe",
                    Group = "regulators",
                    Address = "a@che.example",
                    Zone = DateTimeZone.Utc,
                    Weekend = new Weekend(),
                },
            };
        return [.. invitations.SelectMany(i => Tally.From(i).Counts.Keys), .. Besides];
    }

    [GeneratedRegex("\\bCount (==|!=|in|startswith) \\(?((?:\"[^\"]+\"(?:, )?)+)", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}
