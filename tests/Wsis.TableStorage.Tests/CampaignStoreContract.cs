using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The contract of <see cref="Wsis.Invitations.Storage.ICampaignStore"/>: campaigns, their journals and their
/// letters.</summary>
public abstract partial class CampaignStoreContract(TestStores stores) : StoreContract(stores)
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
        Assert.Equal(entry.Extensions, found.Value.Extensions);
        Assert.Equal(entry, found.Value with { Extensions = entry.Extensions });
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
        var second = await Store.Campaigns.Save(first!, e => e with { State = CampaignState.Running });
        Assert.Null(await Store.Campaigns.Save(first!, e => e with { State = CampaignState.Cancelled }));
        Assert.Equal(
            CampaignState.Running,
            (await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation))!.Value.State
        );
        Assert.NotNull(await Store.Campaigns.Save(second!, e => e with { State = CampaignState.Paused }));
        Assert.Null(await Store.Campaigns.Save(second!, _ => Campaign("b")));
    }

    [Fact]
    public async Task One_of_simultaneous_saves_of_a_campaign_succeeds()
    {
        var first = await Store.Campaigns.Save(Campaign("a"), StoreExtensions.Cancellation);
        var saved = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n => Task.Run(() => Store.Campaigns.Save(first!, e => e with { Source = $"{n}" })))
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
    public async Task Corrected_letters_and_their_texts_are_saved_beside_the_letters()
    {
        var text = string.Concat(Enumerable.Repeat("مرحبا\n", 5000));
        var waiting = new LetterCorrection(
            Language.Arabic,
            "reminder-1.regulators",
            new string('a', 64),
            ["anna", "bruno"],
            Instant.FromUtc(2018, 1, 3, 12, 0)
        );
        var approved = waiting with { ApprovedBy = "carla", ApprovedAt = Instant.FromUtc(2018, 1, 4, 12, 0) };
        await Store.Campaigns.PutCorrectedText(Forum, waiting.Hash, text, StoreExtensions.Cancellation);
        await Store.Campaigns.PutCorrectedText(Forum, waiting.Hash, text, StoreExtensions.Cancellation);
        await Store.Campaigns.PutCorrectedText(new("another"), new('b', 64), "b", StoreExtensions.Cancellation);
        await Store.Campaigns.Save(
            Campaign(Forum.Value) with
            {
                Corrections = [.. Enumerable.Repeat(approved, LetterCorrection.MaxApproved)],
                PendingCorrections = [waiting],
            },
            StoreExtensions.Cancellation
        );
        var stored = (await Store.Campaigns.Find(Forum, StoreExtensions.Cancellation))!.Value;
        Assert.Equal(LetterCorrection.MaxApproved, stored.Corrections.Length);
        Assert.Equivalent(approved, stored.Corrections[^1], strict: true);
        Assert.Equivalent(waiting, Assert.Single(stored.PendingCorrections), strict: true);
        var (hash, kept) = Assert.Single(await Store.Campaigns.ReadCorrectedTexts(Forum, StoreExtensions.Cancellation));
        Assert.Equal((waiting.Hash, text), (hash, kept));
        Assert.Empty(await Store.Campaigns.ReadLetters(Forum, StoreExtensions.Cancellation));
        await Store.Campaigns.SaveLetters(Forum, [], StoreExtensions.Cancellation);
        Assert.Single(await Store.Campaigns.ReadCorrectedTexts(Forum, StoreExtensions.Cancellation));
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
            null,
            [
                new JournalEntry(Noon, new JournalEvent.AsWritten("received"), "anna"),
                new JournalEntry(Noon.PlusTicks(1), new JournalEvent.AsWritten("approved"), "ben"),
            ],
            StoreExtensions.Cancellation
        );
        Assert.Null(await Store.Campaigns.Save(Campaign("a"), null, [Line("lost")], StoreExtensions.Cancellation));
        await Store.Campaigns.Save(
            first!.Value with
            {
                State = CampaignState.Running,
            },
            first.Version,
            [new JournalEntry(Noon.PlusTicks(3), new JournalEvent.AsWritten("begun"))],
            StoreExtensions.Cancellation
        );
        Assert.Null(await Store.Campaigns.Save(first, e => e, Line("lost")));
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
            ImportedBy = "anna",
            Folder = "f00",
            Extensions = [new DeadlineExtension(new LocalDateTime(2018, 2, 15, 0, 0), Noon, "ben", true)],
            Approvals = [new ProofApproval("abc", "ben", Noon.PlusNanoseconds(7))],
            Pins = [new StatementPin(new("fra"), new LocalDate(2018, 3, 20), 3)],
            SummedUp = ["deadline 2018-01-21T23:00:00Z"],
        };
        await Store.Campaigns.Save(entry, StoreExtensions.Cancellation);
        var read = (await Store.Campaigns.Find(new("a"), StoreExtensions.Cancellation))!.Value;
        Assert.Equal(entry.Extensions, read.Extensions);
        Assert.Equal(entry.Approvals, read.Approvals);
        Assert.Equal(entry.SummedUp, read.SummedUp);
        Assert.Equal(entry.Pins, read.Pins);
        Assert.Equal(
            entry,
            read with
            {
                Extensions = entry.Extensions,
                Approvals = entry.Approvals,
                Pins = entry.Pins,
                SummedUp = entry.SummedUp,
            }
        );
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

public sealed class InMemoryCampaignStoreTests() : CampaignStoreContract(new InMemoryTestStores());

public sealed class TableCampaignStoreTests(AzuriteFixture azurite)
    : CampaignStoreContract(new TableTestStores(azurite));
