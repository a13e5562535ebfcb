using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_campaign_is_found_as_it_was_saved()
    {
        var entry = new CampaignEntry
        {
            Id = Forum,
            Source = new string('é', 32_000),
            Buckets = 16,
            State = CampaignState.Paused,
            LaunchedAt = Noon.PlusNanoseconds(1),
            Extensions =
            [
                new DeadlineExtension(new LocalDateTime(2018, 1, 31, 18, 0), Noon, "staff@example.org", Announce: true),
            ],
        };
        var saved = await Store.Campaigns.Save(entry, StoreExtensions.Cancellation);
        var found = await Store.Campaigns.Find(Forum, StoreExtensions.Cancellation);
        Assert.NotNull(saved?.Version);
        Assert.Equal(saved.Version, found!.Version);
        Assert.Equal(entry.Extensions, found.Extensions);
        Assert.Equal(entry, found with { Version = null, Extensions = entry.Extensions });
    }

    [Fact]
    public async Task A_campaign_that_was_never_saved_is_not_found()
    {
        Assert.Null(await Store.Campaigns.Find(Forum, StoreExtensions.Cancellation));
        Assert.Empty(await Campaigns());
    }

    [Fact]
    public async Task A_campaign_is_saved_over_the_version_that_was_read_and_no_other()
    {
        var first = await Store.Campaigns.Save(Campaign("a"), StoreExtensions.Cancellation);
        Assert.Null(await Store.Campaigns.Save(Campaign("a"), StoreExtensions.Cancellation));
        var second = await Store.Campaigns.Save(
            first! with
            {
                State = CampaignState.Running,
            },
            StoreExtensions.Cancellation
        );
        Assert.Null(
            await Store.Campaigns.Save(first with { State = CampaignState.Cancelled }, StoreExtensions.Cancellation)
        );
        Assert.Equal(
            CampaignState.Running,
            (await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation))!.State
        );
        Assert.NotNull(
            await Store.Campaigns.Save(second! with { State = CampaignState.Paused }, StoreExtensions.Cancellation)
        );
        Assert.Null(
            await Store.Campaigns.Save(Campaign("b") with { Version = second.Version }, StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task One_of_simultaneous_saves_of_a_campaign_succeeds()
    {
        var first = await Store.Campaigns.Save(Campaign("a"), StoreExtensions.Cancellation);
        var saved = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n =>
                    Task.Run(() => Store.Campaigns.Save(first! with { Source = $"{n}" }, StoreExtensions.Cancellation))
                )
        );
        Assert.Single(saved, s => s is not null);
    }

    [Fact]
    public async Task Campaigns_are_listed_by_id_and_their_letters_are_not()
    {
        foreach (var id in new[] { "b", "a-2", "a" })
        {
            await Store.Campaigns.Save(Campaign(id), StoreExtensions.Cancellation);
            await Store.Campaigns.SaveLetters(
                new(id),
                [new LetterSource(Language.French, "invitation", id)],
                StoreExtensions.Cancellation
            );
        }
        Assert.Equal(["a", "a-2", "b"], (await Campaigns()).Select(c => c.Id.Value));
    }

    [Fact]
    public async Task Saved_letters_replace_the_ones_before()
    {
        await Store.Campaigns.SaveLetters(
            Forum,
            [
                new(Language.French, "invitation", "1"),
                new(Language.Arabic, "invitation", "2"),
                new(Language.Arabic, "last call/п", "3"),
            ],
            StoreExtensions.Cancellation
        );
        await Store.Campaigns.SaveLetters(
            new("another"),
            [new(Language.French, "invitation", "another")],
            StoreExtensions.Cancellation
        );
        Assert.Equal(["ar invitation 2", "ar last call/п 3", "fr invitation 1"], await Letters());
        await Store.Campaigns.SaveLetters(
            Forum,
            [new(Language.Arabic, "invitation", "4"), new(Language.Chinese, "briefing", "5")],
            StoreExtensions.Cancellation
        );
        Assert.Equal(["ar invitation 4", "zh briefing 5"], await Letters());
        await Store.Campaigns.SaveLetters(Forum, [], StoreExtensions.Cancellation);
        Assert.Empty(await Letters());
        Assert.Single(await Store.Campaigns.ReadLetters(new("another"), StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Long_letters_in_six_languages_are_saved_whole()
    {
        var text = string.Concat(Enumerable.Repeat("مرحبا\n", 5000));
        LetterSource[] letters =
        [
            .. Language.All.SelectMany(l =>
                Enumerable.Range(0, 20).Select(n => new LetterSource(l, $"letter-{n:D2}", text))
            ),
        ];
        await Store.Campaigns.SaveLetters(Forum, letters, StoreExtensions.Cancellation);
        Assert.Equal(
            letters.ToHashSet(),
            (await Store.Campaigns.ReadLetters(Forum, StoreExtensions.Cancellation)).ToHashSet()
        );
        await Store.Campaigns.SaveLetters(Forum, letters[..1], StoreExtensions.Cancellation);
        Assert.Single(await Letters());
    }

    [Fact]
    public async Task A_campaign_and_the_lines_of_its_journal_are_saved_together_or_not_at_all()
    {
        var first = await Store.Campaigns.Save(
            Campaign("a"),
            [
                new JournalEntry(Noon, new JournalEvent.AsWritten("received"), "anna"),
                new JournalEntry(Noon.PlusTicks(1), new JournalEvent.AsWritten("approved"), "ben"),
            ],
            StoreExtensions.Cancellation
        );
        Assert.Null(await Store.Campaigns.Save(Campaign("a"), [Line("lost")], StoreExtensions.Cancellation));
        await Store.Campaigns.Save(
            first! with
            {
                State = CampaignState.Running,
            },
            [new JournalEntry(Noon.PlusTicks(3), new JournalEvent.AsWritten("begun"))],
            StoreExtensions.Cancellation
        );
        Assert.Null(await Store.Campaigns.Save(first, [Line("lost")], StoreExtensions.Cancellation));
        var saved = await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation);
        await Store.Campaigns.AddJournalEntry(
            new("a"),
            new JournalEntry(Noon.PlusTicks(2), new JournalEvent.AsWritten("copied", "of it"), "anna"),
            StoreExtensions.Cancellation
        );
        await Store.Campaigns.AddJournalEntry(new("b"), Line("of another"), StoreExtensions.Cancellation);
        Assert.Equal(
            ["received anna ", "approved ben ", "copied anna of it", "begun  "],
            (await Store.Campaigns.ReadJournal(new("a"), StoreExtensions.Cancellation)).Select(l =>
                $"{l.Event.ToEnglish().What} {l.Who} {l.Event.ToEnglish().Note}"
            )
        );
        Assert.Equal(saved, await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation));
        Assert.Equal(["a"], (await Campaigns()).Select(c => c.Id.Value));
        Assert.Empty(await Store.Campaigns.ReadLetters(new("a"), StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Everything_of_a_campaign_comes_back_as_it_was_saved()
    {
        var entry = Campaign("a") with
        {
            State = CampaignState.Closed,
            LaunchedAt = Noon.PlusNanoseconds(1),
            EndedAt = Noon.PlusNanoseconds(123),
            BroughtBy = "anna",
            Folder = "f00",
            Extensions = [new DeadlineExtension(new LocalDateTime(2018, 2, 15, 0, 0), Noon, "ben", true)],
            Approvals = [new ProofApproval("abc", "ben", Noon.PlusNanoseconds(7))],
            Pins = [new StatementPin(new("fra"), new LocalDate(2018, 3, 20), 3)],
            SummedUp = ["deadline 2018-01-21T23:00:00Z"],
        };
        await Store.Campaigns.Save(entry, StoreExtensions.Cancellation);
        var read = (await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation))!;
        Assert.Equal(entry.Extensions, read.Extensions);
        Assert.Equal(entry.Approvals, read.Approvals);
        Assert.Equal(entry.SummedUp, read.SummedUp);
        Assert.Equal(entry.Pins, read.Pins);
        Assert.Equal(
            entry,
            read with
            {
                Version = null,
                Extensions = entry.Extensions,
                Approvals = entry.Approvals,
                Pins = entry.Pins,
                SummedUp = entry.SummedUp,
            }
        );
    }

    [Fact]
    public async Task The_idempotency_entries_of_a_campaign_can_be_deleted_for_all_sources()
    {
        foreach (var n in Enumerable.Range(0, 120))
            await Store.Idempotency.TryAdd(
                n % 2 == 0 ? "webhook" : "sendgrid",
                $"{n}",
                "recorded",
                Forum,
                StoreExtensions.Cancellation
            );
        await Store.Idempotency.TryAdd(
            "webhook",
            "another",
            "recorded",
            new CampaignId("another"),
            StoreExtensions.Cancellation
        );
        await Store.Idempotency.TryAdd("webhook", "none", "refused", StoreExtensions.Cancellation);
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        await Store.Idempotency.DeleteFor(Forum, StoreExtensions.Cancellation);
        foreach (var n in Enumerable.Range(0, 120))
            Assert.Null(
                await Store.Idempotency.Get(n % 2 == 0 ? "webhook" : "sendgrid", $"{n}", StoreExtensions.Cancellation)
            );
        Assert.Equal("recorded", await Store.Idempotency.Get("webhook", "another", StoreExtensions.Cancellation));
        Assert.Equal("refused", await Store.Idempotency.Get("webhook", "none", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task An_id_that_is_repeated_gets_the_answer_of_the_first_time()
    {
        Assert.Null(await Store.Idempotency.Get("webhook", "msg_1", StoreExtensions.Cancellation));
        Assert.Equal(
            "recorded",
            await Store.Idempotency.TryAdd("webhook", "msg_1", "recorded", StoreExtensions.Cancellation)
        );
        Assert.Equal(
            "recorded",
            await Store.Idempotency.TryAdd("webhook", "msg_1", "overtaken", StoreExtensions.Cancellation)
        );
        Assert.Equal("recorded", await Store.Idempotency.Get("webhook", "msg_1", StoreExtensions.Cancellation));
        Assert.Null(await Store.Idempotency.Get("sendgrid", "msg_1", StoreExtensions.Cancellation));
    }

    [Fact]
    public async Task Simultaneous_additions_of_an_id_all_get_one_answer()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n =>
                    Task.Run(() => Store.Idempotency.TryAdd("webhook", "msg_1", $"{n}", StoreExtensions.Cancellation))
                )
        );
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Any_text_can_be_an_id_and_each_is_another()
    {
        string[] ids =
        [
            "",
            " ",
            "a/b",
            "a\\b",
            "a#b",
            "a?b",
            "a b",
            "a+b",
            "a%2Fb",
            "A",
            "a",
            "a'b",
            "a~b",
            "~a",
            "\0",
            "\u0085",
            "مرحبا",
            "\ud83d\ude00",
            "é",
            "e\u0301",
            new('x', 200),
            new('x', 201),
            new('x', 5000),
        ];
        foreach (var id in ids)
            Assert.Equal(
                $"answer to {id}",
                await Store.Idempotency.TryAdd(id, id, $"answer to {id}", StoreExtensions.Cancellation)
            );
        foreach (var id in ids)
            Assert.Equal($"answer to {id}", await Store.Idempotency.Get(id, id, StoreExtensions.Cancellation));
    }

    private static CampaignEntry Campaign(string id) =>
        new()
        {
            Id = new CampaignId(id),
            Source = "{}",
            Buckets = 16,
        };

    private async Task<List<CampaignEntry>> Campaigns() =>
        await Store.Campaigns.List(StoreExtensions.Cancellation).ToListAsync(StoreExtensions.Cancellation);

    private async Task<string[]> Letters() =>
        [
            .. (await Store.Campaigns.ReadLetters(Forum, StoreExtensions.Cancellation)).Select(l =>
                $"{l.Language} {l.Name} {l.Text}"
            ),
        ];
}
