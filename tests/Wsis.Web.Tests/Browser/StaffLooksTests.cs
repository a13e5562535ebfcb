using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser;

/// <summary>An empty campaign, one of 194 and a large one.</summary>
public sealed class StaffLooksTests(ChromiumFixture chromium)
{
    public static TheoryData<int, int, bool> Sizes =>
        ProofForm.Choose<TheoryData<int, int, bool>>(
            ProofForm.Seed % 2 == 0 ? new() { { 0, 1280, true } } : new() { { 120, 360, false } },
            new()
            {
                { 0, 1280, false },
                { 0, 360, true },
                { 194, 1280, false },
                { 194, 1280, true },
                { 194, 360, false },
                { 20_000, 1280, false },
                { 20_000, 360, true },
            }
        );

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Campaigns_of_every_size_fit_their_pages(int invitees, int width, bool dark)
    {
        ProofForm.RequireTurn(1);
        await chromium.Require();
        var folder = Folder(invitees);
        // A large campaign is shown before its letters go out, with earlier answers. Its numbers and lists are long.
        await using var app = await TestHost.Start(
            2017,
            12,
            invitees == 194 ? 12 : 1,
            folder: folder,
            launched: invitees > 0
        );
        await Gather(app, folder.Invitees);
        var page = await chromium.SignedIn(app, width, dark);
        foreach (
            var (name, path) in new[]
            {
                ("dashboard", ""),
                ("invitations", "/invitations"),
                ("order", "/statements"),
                ("proofs", "/proofs"),
                ("correspondence", "/correspondence"),
                ("journal", "/journal"),
            }
        )
        {
            await page.GotoAsync(new Uri(app.Site, $"staff/campaigns/wsis-forum-2018{path}").ToString());
            await page.SaveScreenshot($"size-{invitees}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
        // Nobody has to move the list of campaigns sideways on a telephone.
        await page.GotoAsync(new Uri(app.Site, "staff?lang=fr").ToString());
        await page.AssertAccessible();
        Assert.Equal(
            0,
            await page.EvaluateAsync<int>(
                "(() => { const s = document.querySelector('.scroll'); return s.scrollWidth - s.clientWidth; })()"
            )
        );
    }

    private static CampaignFolder Folder(int invitees)
    {
        var models = SampleCampaign.Folder.Invitees;
        return invitees == models.Count
            ? SampleCampaign.Folder
            : SampleCampaign.Folder.WithInvitees([
                .. Enumerable
                    .Range(0, invitees)
                    .Select(i =>
                        models[i % models.Count] with
                        {
                            Id = new InviteeId($"{models[i % models.Count].State}-{i}"),
                            Address = $"minister-{i}@ict.example",
                        }
                    ),
            ]);
    }

    /// <summary>Records random answers on random days. If letters are sent, every reminder is sent when it is
    /// due.</summary>
    private static async Task Gather(TestHost app, IReadOnlyList<Invitee> invitees)
    {
        var random = new Random(20180122);
        var answers = invitees
            .OrderBy(i => i.Id.Value, StringComparer.Ordinal)
            .Take(Math.Min(invitees.Count * 2 / 3, 1500))
            .Select(i => (Invitee: i.Id, Day: 1 + (int)(44 * random.NextDouble() * random.NextDouble())))
            .OrderBy(a => a.Day)
            .ToList();
        var begun = app.Clock.Now;
        foreach (var day in answers.GroupBy(a => a.Day))
        {
            var at = begun.AddDays(invitees.Count == 194 ? day.Key : day.Key - 45);
            if (at > begun)
            {
                app.Clock.Now = at;
                await app.Campaigns.AdvanceDue(SampleCampaign.Folder.Campaign!.Id, CancellationToken.None);
            }
            foreach (var (invitee, _) in day)
            {
                var size = random.Next(1, 9);
                var comes = new Participation(
                    new LocalDate(2018, 3, random.Next(20, 22)),
                    random.Next(3) == 0 ? "fr" : "en",
                    size,
                    random.Next(0, size)
                );
                Answer answer = random.Next(10) switch
                {
                    < 5 => new Answer.Accepted(comes),
                    < 8 => new Answer.Delegated(new Representative("H.E.", "A. N. Example", null), comes),
                    _ => new Answer.Declined(),
                };
                var reply = new Reply
                {
                    Id = $"{invitee}",
                    Channel = Channel.Page,
                    ReceivedAt = Instant.FromDateTimeOffset(at),
                    Answer = answer,
                };
                await app.Invitations.Apply(
                    new InvitationKey(SampleCampaign.Folder.Campaign!.Id, invitee),
                    new Signal.ReplyReceived(reply),
                    CancellationToken.None
                );
            }
        }
    }
}
