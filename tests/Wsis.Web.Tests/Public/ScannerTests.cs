using System.Text.Json;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Public;

/// <summary>The first reader of every link is a mail scanner.</summary>
public sealed class ScannerTests
{
    private static readonly int Rounds = ProofForm.Choose(2, 10);

    [Fact]
    public async Task A_scanner_that_gets_and_heads_every_link_of_every_letter_again_and_again_changes_nothing()
    {
        ProofForm.RequireTurn(1, of: 2);
        await using var app = await TestHost.Start(folder: SampleCampaign.Folder);
        await LiveThrough(app);
        var letters = SentLetters.All(app);
        Assert.Superset(
            new HashSet<string> { "invitation", "reminder-1", "last-call", "briefing", "acknowledgement" },
            letters
                .Select(l => l.Headers["X-Dispatch-Id"]!.Split('~')[2])
                .Select(s => s.StartsWith("acknowledgement", StringComparison.Ordinal) ? "acknowledgement" : s)
                .ToHashSet()
        );
        var links = SentLetters.LinksIn(app, letters);
        Assert.True(links.Count >= SampleCampaign.Folder.Invitees.Count, $"{links.Count} links");
        string[] all =
        [
            .. links,
            .. links
                .Where(l => !l.EndsWith("/letter", StringComparison.Ordinal))
                .SelectMany(l => new[] { $"{l}/letter", $"{l}/event.ics", $"{l}?lang=ar" }),
        ];

        var before = await Record(app);
        var commits = app.Store.Commits;
        for (var round = 0; round < Rounds; round++)
            await Parallel.ForEachAsync(
                all.Distinct(),
                TestContext.Current.CancellationToken,
                async (link, cancellation) =>
                {
                    foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                        using (
                            var response = await app.Http.SendAsync(new HttpRequestMessage(method, link), cancellation)
                        )
                            Assert.True((int)response.StatusCode == 200, $"{method} {link}: {response.StatusCode}");
                }
            );
        Assert.Equal(commits, app.Store.Commits);
        Assert.Equal(before, await Record(app));
        Assert.Equal(letters.Count, SentLetters.All(app).Count);
    }

    /// <summary>Lets the campaign come to its end, with an office of each kind.</summary>
    private static async Task LiveThrough(TestHost app)
    {
        var invitees = SampleCampaign.Folder.Invitees;
        foreach (var (invitee, i) in invitees.Take(60).Select((v, i) => (v.Id.Value, i)))
            (
                await app.Post(
                    app.Link(invitee),
                    (
                        "answer",
                        (i % 3) switch
                        {
                            0 => "accepted",
                            1 => "declined",
                            _ => "delegated",
                        }
                    ),
                    ("representativeName", "N. N."),
                    ("saw", "0")
                )
            ).Dispose();
        for (
            ;
            app.Clock.Now < new DateTimeOffset(2018, 3, 10, 0, 0, 0, TimeSpan.Zero);
            app.Clock.Now += TimeSpan.FromHours(12)
        )
            await app.Campaigns.AdvanceDue(SampleCampaign.Folder.Campaign!.Id, CancellationToken.None);
        await TestHost.WaitUntil(async () => !(await Rows(app)).Any(r => r.Value.Dispatches.Any(d => d.IsOpen)));
    }

    private static async Task<IReadOnlyList<Versioned<Invitation>>> Rows(TestHost app) =>
        (
            await app.Store.Invitations.List(
                SampleCampaign.Folder.Campaign!.Id,
                16,
                InvitationFilter.None,
                1000,
                null,
                CancellationToken.None
            )
        ).Items;

    /// <summary>Everything that is on the record: rows with their versions, journals, counts, correspondence,
    /// announcements.</summary>
    private static async Task<string> Record(TestHost app)
    {
        var id = SampleCampaign.Folder.Campaign!.Id;
        var lines = new List<string>();
        foreach (var row in await Rows(app))
            lines.Add(
                $"{row.Version} {row.Value.Phase} "
                    + $"{JsonSerializer.Serialize(await app.Journal(row.Value.Invitee.Id.Value))}"
            );
        lines.Add(string.Join(' ', (await app.Store.Invitations.Count(id, 16, CancellationToken.None)).Counts));
        foreach (var mailbox in new[] { id, (Invitations.Campaigns.CampaignId?)null })
        {
            var messages = await app.Store.Correspondence.List(
                mailbox,
                CorrespondenceFilter.None,
                10,
                null,
                CancellationToken.None
            );
            lines.Add($"{messages.Items.Count}");
        }
        lines.Add($"{app.Store.Remembered}");
        return string.Join('\n', lines);
    }
}
