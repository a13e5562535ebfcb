using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    private static readonly CampaignId Forum = SampleCampaign.Few.Campaign!.Id;

    [Fact]
    public async Task A_campaign_is_erased_only_when_it_is_over_and_staff_state_that_it_was_exported()
    {
        await Launch();
        Assert.Contains(
            "is running; close or cancel it",
            Detail(await Delete(Campaign, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/pause");
        await Delete(Campaign, HttpStatusCode.Conflict);
        clock.Now += TimeSpan.FromMinutes(1);
        await Post($"{Campaign}/close");
        Assert.Contains(
            "as it is since the campaign ended",
            Detail(await Delete(Campaign, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
        await Delete($"{Campaign}?exported=false", HttpStatusCode.Conflict);
        await Delete($"{Campaign}?exported=perhaps", HttpStatusCode.BadRequest);
        Assert.Equal(
            Invitees,
            (await store.Invitations.List(Forum, 16, InvitationFilter.None, 1000, null, CancellationToken.None))
                .Items
                .Count
        );
        await Delete("/api/campaigns/nobody", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_erased_campaign_has_its_counts_and_its_own_journal_and_nothing_of_anybody()
    {
        await Launch();
        await Post($"{France}/replies", """{ "form": { "answer": "declined", "remarks": "with regret" } }""");
        var correspondence = app.Services.GetRequiredService<CorrespondenceService>();
        var message = new IncomingMessage
        {
            Source = CorrespondenceSource.Mail,
            SourceId = "<1@fra.example>",
            From = "minister@ict.fra.example",
            Subject = "Yes",
            Text = "",
            Invitations = [new InvitationKey(Forum, new("FRA"))],
        };
        await correspondence.File(message, CancellationToken.None);
        using var keyed = new HttpRequestMessage(HttpMethod.Post, $"{Campaign}/close");
        keyed.Headers.Add("Idempotency-Key", "once");
        Assert.Equal(
            HttpStatusCode.OK,
            (await http.SendAsync(keyed, TestContext.Current.CancellationToken)).StatusCode
        );
        var before = await Get($"{Campaign}/status");

        Assert.Equal("Erased", (await Delete($"{Campaign}?exported=true")).GetProperty("state").GetString());
        Assert.Equal("Erased", (await Delete($"{Campaign}?exported=true")).GetProperty("state").GetString());

        await Get(France, HttpStatusCode.NotFound);
        Assert.Empty((await Get($"{Campaign}/invitations")).GetProperty("invitations").EnumerateArray());
        Assert.Empty((await Get($"{Campaign}/correspondence")).GetProperty("correspondence").EnumerateArray());
        Assert.Empty(
            await store.Invitations.ReadJournal(
                Partition.Containing(Forum, new("FRA"), 16),
                new("FRA"),
                CancellationToken.None
            )
        );
        await TestHost.WaitUntil(async () =>
            (await Get($"{Campaign}/status")).GetProperty("state").GetString() == "Erased"
        );
        var after = await Get($"{Campaign}/status");
        foreach (var counts in new[] { "invitees", "replies", "phases", "answers", "letters", "regions" })
            Assert.Equal(before.GetProperty(counts).GetRawText(), after.GetProperty(counts).GetRawText());
        var journal = (await Get($"{Campaign}/journal"))
            .GetProperty("journal")
            .EnumerateArray()
            .Select(l => $"{l.GetProperty("what")} by {l.GetProperty("who")}");
        Assert.Equal(["erasure begun by local", "erased by local"], journal.TakeLast(2));
        await Post($"{Campaign}/launch", null, HttpStatusCode.Conflict);
        await Post($"{France}/remind", null, HttpStatusCode.NotFound);

        // A later message of the campaign is not filed in a mailbox that is never erased.
        await correspondence.File(message with { SourceId = "<2@fra.example>" }, CancellationToken.None);
        Assert.Empty(
            (await store.Correspondence.List(Forum, CorrespondenceFilter.None, 10, null, CancellationToken.None)).Items
        );
        Assert.Single(
            (await store.Correspondence.List(null, CorrespondenceFilter.None, 10, null, CancellationToken.None)).Items
        );
    }

    [Fact]
    public async Task An_erasure_that_takes_longer_than_a_request_may_says_so_and_goes_on_when_it_is_asked_for_again()
    {
        await Launch();
        await Post($"{Campaign}/close");
        var hurried = new CampaignErasure(
            store.Campaigns,
            store.Invitations,
            store.Correspondence,
            store.Messages,
            store.Idempotency,
            app.Services.GetRequiredService<CampaignCache>(),
            new TimeIsUp(clock)
        );
        Assert.Equal(
            CampaignState.Erasing,
            (await hurried.Erase(Forum, true, new Actor("anna"), CancellationToken.None)).OrThrow().Campaign.State
        );
        Assert.Equal(
            CampaignState.Erasing,
            (await hurried.Erase(Forum, true, new Actor("anna"), CancellationToken.None)).OrThrow().Campaign.State
        );
        Assert.Equal("Erased", (await Delete($"{Campaign}?exported=true")).GetProperty("state").GetString());
        Assert.Equal(
            ["erasure begun", "erased"],
            (await store.Campaigns.ReadJournal(Forum, CancellationToken.None))
                .Select(l => l.Event.ToEnglish().What)
                .TakeLast(2)
        );
    }

    [Fact]
    public async Task An_erasure_that_is_interrupted_anywhere_goes_on_when_it_is_asked_for_again()
    {
        for (var calls = 0; ; calls++)
        {
            var (inner, id, settings) = (
                new InMemoryStores(),
                Forum,
                app.Services.GetRequiredService<CampaignSettings>()
            );
            var faulty = new FaultyStore(inner);
            var cache = new CampaignCache(
                faulty.Campaigns,
                app.Services.GetRequiredService<ReplyLinks>(),
                settings,
                clock
            );
            await new CampaignService(
                faulty.Campaigns,
                faulty.Invitations,
                cache,
                app.Services.GetRequiredService<InvitationService>(),
                settings,
                clock
            ).Import(SampleCampaign.Few, CancellationToken.None);
            var erasure = new CampaignErasure(
                faulty.Campaigns,
                faulty.Invitations,
                faulty.Correspondence,
                faulty.Messages,
                faulty.Idempotency,
                cache,
                clock
            );
            faulty.CallsLeft = calls;
            var interrupted = false;
            try
            {
                await erasure.Erase(id, true, new Actor("anna"), CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                interrupted = true;
            }
            faulty.CallsLeft = null;
            Assert.Equal(
                CampaignState.Erased,
                (await erasure.Erase(id, true, new Actor("anna"), CancellationToken.None)).OrThrow().Campaign.State
            );
            Assert.Empty(
                (await inner.Invitations.List(id, 16, InvitationFilter.None, 10, null, CancellationToken.None)).Items
            );
            Assert.Equal(Invitees, (await inner.Invitations.Count(id, 16, CancellationToken.None)).Invitees);
            Assert.Equal(
                ["erasure begun", "erased"],
                (await inner.Campaigns.ReadJournal(id, CancellationToken.None))
                    .Select(l => l.Event.ToEnglish().What)
                    .TakeLast(2)
            );
            if (!interrupted)
            {
                Assert.True(calls > 16, $"It was not interrupted often: {calls}.");
                return;
            }
        }
    }

    [Fact]
    public async Task A_draft_is_erased_when_staff_state_that_it_was_exported_and_its_name_is_not_used_again()
    {
        await Delete(Campaign, HttpStatusCode.Conflict);
        await Delete($"{Campaign}?exported=true");
        await Post($"{Campaign}/proofs/approve", null, HttpStatusCode.Conflict);
    }

    private async Task<JsonElement> Delete(string path, HttpStatusCode status = HttpStatusCode.OK) =>
        await Read(
            await http.DeleteAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken),
            status
        );

    /// <summary>A clock by which whatever is waited for has passed already.</summary>
    private sealed class TimeIsUp(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
