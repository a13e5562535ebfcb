using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Campaigns.Standard;

/// <summary>A new campaign is complete but for its invitees, whatever its languages and dates.</summary>
public sealed class StandardLetterTests
{
    private static readonly LocalDate Today = new(2026, 1, 7);

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Zurich"];

    private static readonly CampaignOutline Example = CampaignOutline.CreateExample(
        new CampaignId("new"),
        Language.All,
        Zone,
        Today
    );

    [Fact]
    public void A_new_campaign_lacks_only_its_invitees() =>
        Assert.Equal(
            ["invitees.csv:0: the list is empty: it needs at least one invitee"],
            CampaignFolder.Read(Example.CreateFiles()).Problems.Select(p => p.ToString())
        );

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 2)]
    [InlineData(13, 3)]
    [InlineData(100, 4)]
    public void A_plan_has_the_steps_for_which_there_is_time(int days, int letters)
    {
        var outline = Example with
        {
            Deadline = Example.SendAt.PlusDays(days),
            From = Example.SendAt.Date.PlusDays(101),
        };
        outline = outline with { To = outline.From };

        var folder = CampaignFolder.Read(WithInvitees(outline));

        Assert.Empty(folder.Problems);
        Assert.Equal(letters, folder.Campaign!.Schedule.Steps.Count(IsLetter));
    }

    [Theory]
    [InlineData(5, "invitation", "")]
    [InlineData(6, "invitation last-call", "last-call")]
    [InlineData(13, "invitation reminder-1 last-call", "reminder-1 last-call")]
    [InlineData(24, "invitation reminder-1 reminder-2 last-call", "reminder-1 reminder-2 last-call")]
    public void The_reminders_of_a_short_campaign_are_numbered_from_the_first(int days, string steps, string standard)
    {
        var outline = Example with
        {
            Deadline = Example.SendAt.PlusDays(days),
            From = Example.SendAt.Date.PlusDays(days),
            To = Example.SendAt.Date.PlusDays(days),
        };

        var files = outline.CreateFiles();

        var plan = CampaignFolder.Read(files).Campaign!.Schedule.Steps.Select(s => s.Id.Value).ToList();
        Assert.Equal(steps.Split(' '), plan);
        // Each has the text that fits its name and its place.
        Assert.Equal(
            standard
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => StandardLetters.Read(Language.French, n)),
            plan.Skip(1).Select(step => Encoding.UTF8.GetString(files[$"letters/fr/{step}.md"]))
        );
    }

    [Fact]
    public void Every_letter_is_rendered_in_every_language_with_and_without_statements()
    {
        foreach (var statements in new[] { false, true })
        {
            var folder = CampaignFolder.Read(WithInvitees(Example, statements));
            Assert.Empty(folder.Problems);
            var campaign = Load(folder);
            Assert.Equal(StandardLetters.Names.Order(), CampaignFolder.LettersOf(folder.Campaign!).Order());
            foreach (var invitee in folder.Invitees)
            foreach (var name in StandardLetters.Names)
            {
                var letter = Proof.Render(campaign, invitee, name, Instant.FromUtc(2026, 2, 1, 9, 0));
                var language = invitee.Language;
                Assert.Contains(Example.Event.In(language), letter.Subject, StringComparison.Ordinal);
                Assert.Contains(Example.Organisation.In(language), letter.Text, StringComparison.Ordinal);
                Assert.Contains(Example.Signatory.In(language), letter.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("{", letter.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("**", letter.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("00:00", letter.Text, StringComparison.Ordinal);
                var day = CalendarText.Date(Example.From.PlusDays(1), language);
                Assert.Equal(statements, letter.Text.Contains(day, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_deadline_within_a_day_is_given_with_its_time_and_zone()
    {
        var folder = CampaignFolder.Read(WithInvitees(Example with { Deadline = Example.Deadline.PlusHours(17) }));
        var campaign = Load(folder);

        Assert.All(
            folder.Invitees,
            i =>
            {
                var text = Proof.Render(campaign, i, "invitation", Instant.FromUtc(2026, 2, 1, 9, 0)).Text;
                Assert.Contains("17:00", text, StringComparison.Ordinal);
                Assert.Contains("Zurich", text, StringComparison.Ordinal);
            }
        );
    }

    private static bool IsLetter(Step step) => step.Kind is LetterKind.Invitation or LetterKind.Reminder;

    private static Dictionary<string, byte[]> WithInvitees(CampaignOutline outline, bool statements = false)
    {
        var files = outline.CreateFiles().ToDictionary();
        var rows = Language.All.Select(l =>
            $"X-{l},CHE,Name,Office,Salutation,{l},{l}@state.example,,Europe/Zurich,Sat Sun,Europe"
        );
        files["invitees.csv"] = [.. files["invitees.csv"], .. Encoding.UTF8.GetBytes(string.Join('\n', rows))];
        var facts = Encoding.UTF8.GetString(files["campaign.json"]);
        if (statements)
            facts = facts.Replace(
                "\"zone\"",
                $$"""
                "statements": [{ "day": "{{outline.From.PlusDays(1):uuuu'-'MM'-'dd}}", "capacity": 9 }], "zone"
                """,
                StringComparison.Ordinal
            );
        files["campaign.json"] = Encoding.UTF8.GetBytes(facts);
        return files;
    }

    private static LoadedCampaign Load(CampaignFolder folder) =>
        new(
            new Versioned<CampaignEntry>(
                new CampaignEntry
                {
                    Id = folder.Campaign!.Id,
                    Source = folder.Source,
                    Buckets = 1,
                },
                "1"
            ),
            [.. folder.Letters.Select(l => l.Source)],
            [],
            new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"),
            new CampaignSettings(new Uri("https://site.example/"))
        );
}
