using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsvHelper;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

/// <summary>The numbers of one campaign, wherever they are shown: each is that of the list behind it.</summary>
public sealed partial class CountTests(CountedCampaign campaign) : IClassFixture<CountedCampaign>
{
    private const string Page = "staff/campaigns/wsis-forum-2018";
    private const string Api = "api/campaigns/wsis-forum-2018";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_behind_each_figure_of_the_dashboard_has_as_many_rows()
    {
        var dashboard = await Read(Page);
        var figures = Figures().Matches(dashboard).Select(m => (m.Groups[1].Value, Number(m.Groups[2]))).ToList();

        // Answered, three answers, five phases or more, and two for each language and region.
        Assert.True(figures.Count > 20, $"{figures.Count} figures have a list.");
        foreach (var (list, count) in figures)
        {
            var page = await Read(WebUtility.HtmlDecode(list));
            var listed = Listed().Match(page);
            Assert.Equal(count, listed.Success ? Number(listed.Groups[1]) : 0);
            Assert.Equal(count == 0, page.Contains("<p class=\"empty\">", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_figures_of_the_API_add_up_and_have_lists_of_as_many_rows()
    {
        var status = await Status();
        var (phases, answers) = (Group(status, "phases"), Group(status, "answers"));

        Assert.All(phases.Values, count => Assert.InRange(count, 1, SampleCampaign.Few.Invitees.Count));
        Assert.Equal((long)status["invitees"]!, phases.Values.Sum());
        Assert.Equal(phases["Answered"], answers.Values.Sum());
        Assert.Equal(phases["Answered"], Group(status, "channels").Values.Sum());
        Assert.Equal(3, answers.Count);
        foreach (var (phase, count) in phases)
            Assert.Equal(count, await CountListed($"phase={phase}"));
        foreach (var (answer, count) in answers)
            Assert.Equal(count, await CountListed($"answer={answer}"));
    }

    [Fact]
    public async Task The_exports_have_as_many_rows_as_the_figures_say()
    {
        var status = await Status();
        var answers = Group(status, "answers");
        var all = await ReadCsv("export.csv");
        var participants = await ReadCsv("participants.csv");

        Assert.Equal((long)status["invitees"]!, all.Count);
        foreach (var (phase, count) in Group(status, "phases"))
            Assert.Equal(count, all.Count(r => r["phase"] == phase));
        foreach (var (answer, count) in answers)
            Assert.Equal(count, all.Count(r => r["answer"] == answer));
        Assert.Contains(all, r => r["phase"] == "Withdrawn" && r["answerNotCounted"].Length > 0);
        Assert.Equal((long)status["late"]!, all.Count(r => r["late"].Length > 0));
        Assert.Equal((long)status["delegates"]!, Sum(all, "delegationSize"));
        Assert.Equal(answers["accepted"] + answers["delegated"], participants.Count);
        Assert.Equal((long)status["delegates"]!, Sum(participants, "delegationSize"));
        Assert.Equal((long)status["women"]!, Sum(participants, "women"));
        var known = participants.Where(r => r["women"].Length > 0).ToList();
        Assert.InRange(known.Count, 1, participants.Count - 1);
        Assert.Equal((long)status["womenOf"]!, Sum(known, "delegationSize"));
        Assert.All(participants.Except(known), r => Assert.Empty(r["shareOfWomen"]));
    }

    [Fact]
    public async Task The_spreadsheets_have_as_many_rows_as_the_figures_say()
    {
        var status = await Status();
        var answers = Group(status, "answers");
        var all = Spreadsheet.Read(await Download("export.xlsx"), null);
        var participants = Spreadsheet.Read(await Download("participants.xlsx"), null);

        Assert.Equal((long)status["invitees"]!, all.Rows.Count);
        Assert.Equal(answers["accepted"] + answers["delegated"], participants.Rows.Count);
        var phase = InvitationExport.Invitations.Columns.Index().Single(c => c.Item.Name == "phase").Index;
        var counted = all.Rows.CountBy(r => r.Cells[phase]).Select(c => (long)c.Value).Order();
        Assert.Equal(Group(status, "phases").Values.Where(c => c > 0).Order(), counted);
    }

    [Fact]
    public async Task The_command_shows_the_figures_of_the_API()
    {
        var status = await Status();
        string[] host = ["wsis-forum-2018", "--host", campaign.App.Site.ToString(), "--key", CountedCampaign.Key];
        var (code, said) = await WsisCommand.Run(["status", .. host]);

        Assert.Equal(0, code);
        foreach (
            var (name, count) in new[] { "phases", "answers", "letters", "deliveries" }.SelectMany(g =>
                Group(status, g)
            )
        )
            Assert.Matches($@"{name} +{count}\b", said);
        Assert.Matches($@"late among these +{status["late"]}\b", said);
        foreach (var (channel, phases) in status["lettersBy"]!.AsObject())
            Assert.Matches($@"{channel} +{phases!.AsObject().Sum(p => (long)p.Value!)}\b", said);
    }

    [Fact]
    public async Task The_channels_add_up_and_their_lists_have_as_many_rows()
    {
        var status = await Status();
        var channels = status["lettersBy"]!.AsObject();
        Assert.Equal((long)status["invitees"]!, channels.Sum(c => c.Value!.AsObject().Sum(p => (long)p.Value!)));
        foreach (var (channel, phases) in channels)
        foreach (var (phase, count) in phases!.AsObject())
            Assert.Equal((long)count!, await CountListed($"lettersBy={channel}&phase={phase}"));
    }

    [Fact]
    public async Task The_summary_has_the_figures_of_the_API_and_adds_up()
    {
        var status = await Status();
        var (phases, answers) = (Group(status, "phases"), Group(status, "answers"));

        Assert.True(await campaign.App.Summaries.SumUp(TestHost.Key("CHE").Campaign, Cancellation));

        var journal = await campaign.App.Store.Campaigns.ReadJournal(TestHost.Key("CHE").Campaign, Cancellation);
        var summary = journal.Select(e => e.Event).OfType<JournalEvent.SummedUp>().Single().Counts;
        Assert.Equal(summary.Answered, summary.Accepted + summary.Delegated + summary.Declined);
        Assert.Equal((long)status["invitees"]!, summary.Invitees);
        Assert.Equal(
            (phases["Answered"], phases["Unanswered"], phases["Withdrawn"], phases["Undeliverable"]),
            (summary.Answered, summary.Unanswered, summary.Withdrawn, summary.Undeliverable)
        );
        Assert.Equal(
            (answers["accepted"], answers["delegated"], answers["declined"]),
            (summary.Accepted, summary.Delegated, summary.Declined)
        );
        Assert.Equal(
            summary.Invitees,
            summary.Answered
                + summary.Unanswered
                + summary.Awaiting
                + summary.Scheduled
                + summary.Undeliverable
                + summary.Withdrawn
        );
    }

    [Fact]
    public async Task The_number_of_women_is_that_of_the_delegations_whose_reply_gives_it()
    {
        var status = await Status();
        var (women, of) = ((long)status["women"]!, (long)status["womenOf"]!);
        var share = Math.Round(100.0 * women / of, MidpointRounding.AwayFromZero);
        var english = $"{women} of the {of} delegates whose reply says it ({share}%)";
        var french = $"{women} sur les {of} délégués dont la réponse le précise ({share}\u202f%)";

        Assert.True(await campaign.App.Summaries.SumUp(TestHost.Key("CHE").Campaign, Cancellation));

        Assert.Contains($"<b>{english}</b>", await Read($"{Page}?lang=en"), StringComparison.Ordinal);
        Assert.Contains($"of whom women {english}", await Read($"{Page}/journal?lang=en"), StringComparison.Ordinal);
        foreach (var page in new[] { Page, $"{Page}/journal" })
            Assert.Contains(french, WebUtility.HtmlDecode(await Read($"{page}?lang=fr")), StringComparison.Ordinal);
        string[] host = ["wsis-forum-2018", "--host", campaign.App.Site.ToString(), "--key", CountedCampaign.Key];
        var (_, said) = await WsisCommand.Run(["status", .. host]);
        Assert.Contains(
            english,
            string.Join(' ', said.Split(['│', ' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_summary_gives_late_answers_as_a_part_of_the_answers()
    {
        Assert.True(await campaign.App.Summaries.SumUp(TestHost.Key("CHE").Campaign, Cancellation));

        var late = (long)(await Status())["late"]!;
        var letter = await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(campaign.App.Mailer.Folder, "*SECRETARIAT*.eml")),
            Cancellation
        );
        Assert.Matches($@"declined: \d+\s+late among these: {late}\s+unanswered: ", letter);
        Assert.Matches($@"declined \d+, late among these {late}, unanswered ", await Read($"{Page}/journal?lang=en"));
        Assert.Matches(
            $@"déclinées?, dont {late} tardives?, \d+ sans réponse",
            WebUtility.HtmlDecode(await Read($"{Page}/journal?lang=fr")).Replace('\u00a0', ' ')
        );
    }

    private async Task<JsonNode> Status() => JsonNode.Parse(await Read($"{Api}/status"))!;

    private async Task<long> CountListed(string filter) =>
        JsonNode.Parse(await Read($"{Api}/invitations?{filter}&top=100"))!["invitations"]!.AsArray().Count;

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadCsv(string file)
    {
        using var csv = new CsvReader(new StringReader(await Read($"{Api}/{file}")), CultureInfo.InvariantCulture);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        await foreach (var row in csv.GetRecordsAsync<dynamic>(Cancellation))
            rows.Add(((IDictionary<string, object>)row).ToDictionary(c => c.Key, c => (string)c.Value));
        return rows;
    }

    private async Task<string> Read(string path)
    {
        using var response = await campaign.App.Get(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<byte[]> Download(string file)
    {
        using var response = await campaign.App.Get($"{Page}/{file}?lang=en");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Cancellation);
    }

    private static Dictionary<string, long> Group(JsonNode status, string name) =>
        status[name]!.AsObject().ToDictionary(c => c.Key, c => (long)c.Value!);

    private static long Sum(IEnumerable<IReadOnlyDictionary<string, string>> rows, string column) =>
        rows.Select(r => r[column]).Where(v => v.Length > 0).Sum(v => long.Parse(v, CultureInfo.InvariantCulture));

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""<a href="/(staff/[^"]*/invitations\?[^"]+)"\s+aria-label="[^"]+">(\d+)</a>""")]
    private static partial Regex Figures();

    [GeneratedRegex("""<p>(\d+) invitations?</p>""")]
    private static partial Regex Listed();
}

/// <summary>A campaign in which everything has happened to some invitees.</summary>
public sealed class CountedCampaign : IAsyncLifetime
{
    public const string Key = "a-key-of-staff-for-these-tests";

    private readonly Random choices = new(20171208);

    public TestHost App { get; private set; } = null!;

    /// <summary>Answers of each kind, a change of mind, a refused letter, one that came back by post, a
    /// withdrawal before and after an answer, an answer after a withdrawal, a late answer, silence.</summary>
    public async ValueTask InitializeAsync()
    {
        App = await TestHost.Start(staffKey: Key, folder: SampleCampaign.FewWithPaper);
        foreach (var (invitee, i) in SampleCampaign.Few.Invitees.Select((invitee, i) => (invitee.Id.Value, i)))
        {
            if (invitee is "DEU" or "FRA")
                await App.Invitations.Apply(TestHost.Key(invitee), Post, TestContext.Current.CancellationToken);
            if (invitee == "DEU")
                await App.Invitations.Apply(TestHost.Key(invitee), Return, TestContext.Current.CancellationToken);
            if (i % 7 == 1)
                await App.Invitations.Apply(TestHost.Key(invitee), Bounce, TestContext.Current.CancellationToken);
            if (i % 10 == 2)
                await Withdraw(invitee);
            if (i % 3 != 0)
                await Answer(invitee, i / 2);
            if (i % 8 == 3)
                await Answer(invitee, (i / 2) + 1);
            if (i % 5 == 4)
                await Withdraw(invitee);
        }
        App.Clock.Now = new(2018, 1, 25, 12, 0, 0, TimeSpan.Zero);
        await App.Campaigns.AdvanceDue(TestHost.Key("CHE").Campaign, TestContext.Current.CancellationToken);
        await Answer(SampleCampaign.Few.Invitees[0].Id.Value, 0);
        App.Clock.Now += TimeSpan.FromMinutes(1);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static Signal Bounce => new Signal.DeliveryReported(new StepId("invitation"), 1, Delivery.Refused, "550");

    private static Signal Post =>
        new Signal.LetterPosted(
            "posted",
            "staff",
            new StepId("invitation"),
            1,
            new Posting(PostalWay.Post, new(2017, 12, 12), NodaTime.Instant.FromUtc(2017, 12, 12, 12, 0), null)
        );

    private static Signal Return => new Signal.LetterReturned("returned", "staff", new StepId("invitation"), 1);

    private Task<Decision?> Withdraw(string invitee) =>
        App.Invitations.Apply(
            TestHost.Key(invitee),
            new Signal.Withdrawn("staff", Notify: false),
            TestContext.Current.CancellationToken
        );

    private async Task Answer(string invitee, int choice)
    {
        string[] kinds = ["accepted", "delegated", "declined"];
        var size = choices.Next(1, 9);
        var answered = await App.Http.PostAsJsonAsync(
            new Uri($"api/campaigns/wsis-forum-2018/invitations/{invitee}/replies", UriKind.Relative),
            new
            {
                form = new Dictionary<string, string>
                {
                    ["answer"] = kinds[choice % 3],
                    ["representativeName"] = "N. N.",
                    ["delegationSize"] = $"{size}",
                    ["women"] = size % 3 == 0 ? "" : $"{choices.Next(0, size + 1)}",
                },
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }
}
