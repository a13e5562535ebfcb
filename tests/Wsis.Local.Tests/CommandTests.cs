using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Local.Tests;

/// <summary>The commands as a person calls them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-commands-").FullName;

    [Fact]
    public async Task Check_is_silent_where_nothing_is_wrong()
    {
        var folder = Copy(json =>
            json.Replace("\"2017-", "\"2117-", StringComparison.Ordinal)
                .Replace("\"2018-", "\"2118-", StringComparison.Ordinal)
        );
        var (code, said) = await WsisCommand.Run("check", folder);
        Assert.Equal((0, ""), (code, said.Trim()));
    }

    [Fact]
    public async Task New_writes_a_folder_that_lacks_only_its_invitees()
    {
        var folder = Path.Combine(scratch, "forum-2027");
        var (code, said) = await WsisCommand.Run("new", folder, "--language", "fr", "--zone", "Europe/Zurich");
        Assert.Equal(0, code);
        Assert.Contains($"wsis check {folder}", said, StringComparison.Ordinal);
        Assert.Equal(["fr"], Directory.GetDirectories(Path.Combine(folder, "letters")).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(folder, "campaign.schema.json")));

        (code, said) = await WsisCommand.Run("check", folder);
        Assert.Equal((1, "invitees.csv:0: the list is empty: it needs at least one invitee"), (code, said.Trim()));

        (code, said) = await WsisCommand.Run("new", folder);
        Assert.Equal(2, code);
        Assert.Contains("is not an empty folder", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_warns_that_the_deadline_has_passed()
    {
        var (code, said) = await WsisCommand.Run("check", SampleCampaign.Path);
        Assert.Equal(0, code);
        Assert.Matches(
            @"^campaign\.json:\d+: warning: deadline: 22 January 2018, 00:00 in Europe/Zurich has passed",
            said
        );
        Assert.Single(said.Trim().Split('\n'));
        Assert.Equal(1, (await WsisCommand.Run("check", SampleCampaign.Path, "--warnings-as-errors")).ExitCode);
    }

    [Fact]
    public async Task Check_lists_everything_that_is_wrong_as_file_line_and_message()
    {
        var folder = Copy(json => json.Replace("\"deadline - P14D\"", "\"deadline + P1D\"", StringComparison.Ordinal));
        await File.AppendAllTextAsync(
            Path.Combine(folder, "invitees.csv"),
            "CHE,CHE,x,x,x,xx,no,,Nowhere,,\n",
            TestContext.Current.CancellationToken
        );
        var (code, said) = await WsisCommand.Run("check", folder);
        Assert.Equal(1, code);
        Assert.Matches(@"(?m)^campaign\.json:\d+: steps: 'reminder-2' would be due", said);
        Assert.Equal(4, said.Split('\n').Count(l => l.StartsWith("invitees.csv:196: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rehearse_lists_every_letter_with_time_and_recipient_and_writes_it()
    {
        var report = Path.Combine(scratch, "report");
        var (code, said) = await WsisCommand.Run("rehearse", SampleCampaign.Path, "--out", report, "--json");
        Assert.Equal(0, code);
        var letters = JsonDocument.Parse(said).RootElement.EnumerateArray().ToList();
        Assert.Equal(194 * 5, letters.Count);
        Assert.All(
            letters,
            l =>
                Assert.Equal(
                    l.GetProperty("step").GetString() == "briefing",
                    l.GetProperty("onlyIf").GetString() is not null
                )
        );
        var afghan = letters.First(l =>
            l.GetProperty("invitee").GetString() == "AFG" && l.GetProperty("step").GetString() == "invitation"
        );
        Assert.Equal("2017-12-09T09:00", afghan.GetProperty("local").GetString());
        Assert.True(afghan.GetProperty("movedHours").GetDouble() > 0);
        // Six languages have five occasional letters each, besides those of the plan.
        Assert.Equal((194 * 5) + 30, Directory.GetFiles(Path.Combine(report, "letters"), "*.eml").Length);
        var html = await File.ReadAllTextAsync(
            Path.Combine(report, "report.html"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rehearse_tells_letters_on_paper_apart()
    {
        var folder = SampleCampaign.WriteFew(Path.Combine(scratch, "campaign"));
        var list = Path.Combine(folder, "invitees.csv");
        var rows = await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            list,
            [
                $"{rows[0]},postal",
                .. rows.Skip(1)
                    .Where(r => r.Length > 0)
                    .Select(r =>
                        r.StartsWith("FRA,", StringComparison.Ordinal)
                            ? $"{string.Join(',', r.Split(',').Select(c => c.Contains('@') ? "" : c))},1 rue|Paris"
                            : $"{r},"
                    ),
            ],
            TestContext.Current.CancellationToken
        );
        var report = Path.Combine(scratch, "report");
        var (code, said) = await WsisCommand.Run("rehearse", folder, "--out", report);
        Assert.Equal(0, code);
        Assert.Contains("84 letters (4 on paper) if nobody replies", said, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(report, "letters"), "*~FRA~invitation~1.html"));
        Assert.Empty(Directory.GetFiles(Path.Combine(report, "letters"), "*~FRA~*.eml"));
        var html = await File.ReadAllTextAsync(
            Path.Combine(report, "report.html"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("On paper to: 1 rue, Paris", html, StringComparison.Ordinal);
        Assert.Contains(", 1 on paper)", html, StringComparison.Ordinal);

        (code, said) = await WsisCommand.Run("rehearse", folder, "--json");
        Assert.Equal(0, code);
        var letters = JsonDocument.Parse(said).RootElement.EnumerateArray().ToList();
        Assert.Equal(5, letters.Count(l => l.GetProperty("lettersBy").GetString() == "Paper"));
        Assert.All(
            letters.Where(l => l.GetProperty("invitee").GetString() == "FRA"),
            l => Assert.Equal("1 rue", l.GetProperty("postal")[0].GetString())
        );
    }

    [Fact]
    public async Task The_demo_links_to_its_dashboard_and_ends_with_nothing_doubled_and_nothing_lost()
    {
        var summary = Path.Combine(scratch, "summary.json");
        await using var demo = WsisProcess.Start(
            "demo",
            "--exit",
            "--store",
            "memory",
            "--days-per-second",
            "3",
            "--seed",
            "7",
            "--data",
            scratch,
            "--summary",
            summary
        );
        await OpenDashboard(demo);
        Assert.True(await demo.WaitForExit(TimeSpan.FromMinutes(5)) == 0, demo.Output);
        var numbers = JsonDocument
            .Parse(await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken))
            .RootElement;
        Assert.Equal(194, numbers.GetProperty("invitees").GetInt32());
        Assert.Equal(194, numbers.GetProperty("letters").GetProperty("invitation").GetInt32());
        Assert.Equal(
            (0, 0),
            (numbers.GetProperty("duplicateLetters").GetInt32(), numbers.GetProperty("lostReplies").GetInt32())
        );
        var answered = numbers.GetProperty("answers").EnumerateObject().Sum(a => a.Value.GetInt32());
        Assert.Equal(
            194,
            answered + numbers.GetProperty("unanswered").GetInt32() + numbers.GetProperty("undeliverable").GetInt32()
        );
    }

    [Fact]
    public async Task Serve_reports_a_port_in_use_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, said) = await WsisCommand.Run(
            "serve",
            SampleCampaign.Path,
            "--store",
            "memory",
            "--data",
            scratch,
            "--port",
            $"{((IPEndPoint)other.LocalEndpoint).Port}"
        );
        Assert.Equal(2, code);
        Assert.Contains("Another program listens at http://127.0.0.1:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_node_js_serve_keeps_nothing_in_memory_unless_it_is_asked_to()
    {
        var path = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath)! };
        var (code, said) = await WsisProcess.Run(path, "serve", SampleCampaign.Path, "--data", scratch);
        Assert.Equal(2, code);
        Assert.Contains("The store needs Node.js", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Pages on", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_without_a_folder_begins_a_campaign_on_its_pages()
    {
        var port = FreePort.Find();
        string[] serve = ["serve", "--store", "memory", "--data", scratch, "--port", $"{port}"];
        var (code, said) = await WsisCommand.Run([.. serve, "--launch"]);
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("--launch needs the FOLDER", said, StringComparison.Ordinal);

        await using var process = WsisProcess.Start(serve);
        await process.WaitForOutput($"Begin a campaign on http://127.0.0.1:{port}/staff/new.");
        using var http = new HttpClient();
        using var page = await http.GetAsync(
            new Uri($"http://127.0.0.1:{port}/staff/new"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Serve_launches_nothing_unless_it_is_asked_to_and_asks_after_the_deadline()
    {
        ProofForm.RequireTurn(1, of: 2);
        var port = FreePort.Find();
        string[] serve = ["serve", SampleCampaign.Path, "--store", "memory", "--data", scratch, "--port", $"{port}"];
        await using (var process = WsisProcess.Start(serve))
            await process.WaitForOutput(
                "Campaign wsis-forum-2018 is Draft: 194 invitees. Approve and launch it on "
                    + $"http://127.0.0.1:{port}/staff/campaigns/wsis-forum-2018, or"
            );
        await using (var process = WsisProcess.Start([.. serve, "--launch"]))
        {
            await process.WaitForOutput("Campaign wsis-forum-2018 is Draft");
            Assert.Contains("has passed, so the campaign was not launched", process.Output, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFiles(Path.Combine(scratch, "letters")));
        await using var confirmed = WsisProcess.Start([.. serve, "--launch", "--yes"]);
        await confirmed.WaitForOutput("Campaign wsis-forum-2018 is Running");
    }

    [Fact]
    public async Task Serve_continues_a_launched_campaign_whose_folder_has_an_error()
    {
        ProofForm.RequireTurn(0, of: 2);
        await using var azurite = await AzuriteFixture.StartServer(Path.Combine(scratch, "azurite"));
        var folder = Copy(json =>
            json.Replace("\"wsis-forum-2018\",", "\"wsis-forum-2018\"", StringComparison.Ordinal)
        );
        string[] serve =
        [
            "serve",
            folder,
            "--data",
            scratch,
            "--connection",
            azurite.ConnectionString,
            "--port",
            $"{FreePort.Find()}",
        ];
        var (code, said, printed) = await WsisCommand.RunForOutput(serve);
        Assert.Equal((1, ""), (code, printed));
        Assert.StartsWith("campaign.json:", said, StringComparison.Ordinal);

        var stores = TableStores.FromConnectionString(azurite.ConnectionString);
        await CampaignBootstrapperTests.Begin(stores, new CampaignBootstrapperTests.Hearing(), SampleCampaign.Few);
        await using var process = WsisProcess.Start(serve);
        await process.WaitForOutput("Staff sign in at");
        Assert.Contains("Campaign wsis-forum-2018 is Running: 21 invitees.", process.Output, StringComparison.Ordinal);
        Assert.Contains("The folder has 1 error: campaign.json:", process.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"The folder is ignored, because the campaign was launched. The campaign continues as it was launched, and "
                + $"staff change it on the pages. wsis check {folder} lists every error.",
            process.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Serve_survives_kill_9_again_and_again_and_goes_on_where_it_was()
    {
        ProofForm.RequireLongForm();
        await using var azurite = await AzuriteServer.Start(
            new AzuriteSettings
            {
                Installation = Path.Combine(Path.GetTempPath(), "wsis-azurite"),
                Data = Path.Combine(scratch, "azurite"),
                TablePort = FreePort.Find(),
                BlobPort = FreePort.Find(),
                QueuePort = FreePort.Find(),
                InMemory = true,
            },
            _ => { },
            TestContext.Current.CancellationToken
        );
        if (azurite is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is null, "Under CI, Node.js must be there.");
            Assert.Skip("There is no Node.js to run Azurite with.");
        }
        var start = TimeProvider.System.GetUtcNow().AddSeconds(4);
        var folder = Copy(json => Compress(json, start));
        string[] serve =
        [
            "serve",
            folder,
            "--launch",
            "--data",
            scratch,
            "--connection",
            azurite.ConnectionString,
            "--port",
            $"{FreePort.Find()}",
        ];
        for (var kill = 0; kill < 4; kill++)
        {
            await using var process = WsisProcess.Start(serve);
            await process.WaitForOutput("Campaign wsis-forum-2018 is Running");
            await Task.Delay(
                TimeSpan.FromMilliseconds(1500 + (700 * kill)),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
            await process.Kill();
        }
        await using var last = WsisProcess.Start(serve);
        var store = TableStores.FromConnectionString(azurite.ConnectionString);
        var id = new CampaignId("wsis-forum-2018");
        await TestHost.WaitUntil(
            async () => (await store.Invitations.Count(id, 16, CancellationToken.None)).In(Phase.Unanswered) == 194,
            seconds: 120
        );

        var letters = Directory
            .GetFiles(Path.Combine(scratch, "letters"), "*.eml")
            .Where(p => !p.Contains($"~{CampaignSummary.Secretariat}~", StringComparison.Ordinal))
            .Select(p => MimeMessage.Load(p))
            .ToList();
        Assert.All(letters.GroupBy(l => (l.To.ToString(), l.Subject)), g => Assert.Single(g));
        Assert.Equal(
            194,
            letters.Count(l => l.Headers["X-Dispatch-Id"]!.Contains("~invitation~", StringComparison.Ordinal))
        );
        var sent = (await store.Invitations.Count(id, 16, CancellationToken.None)).Group("letter").Sum(g => g.Count);
        Assert.Equal(letters.Count, sent);
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    /// <summary>The sample with its steps seconds apart, from a moment soon.</summary>
    private static string Compress(string json, DateTimeOffset start)
    {
        var local = Instant.FromDateTimeOffset(start).InZone(DateTimeZoneProviders.Tzdb["Europe/Zurich"]).LocalDateTime;
        string Text(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);
        var window = json.IndexOf("\"window\"", StringComparison.Ordinal);
        var end = json.IndexOf("},", window, StringComparison.Ordinal) + 2;
        return (json[..window] + json[end..])
            .Replace("2017-12-08T09:00:00", Text(local), StringComparison.Ordinal)
            .Replace("2018-01-22T00:00:00", Text(local.PlusSeconds(40)), StringComparison.Ordinal)
            .Replace("2018-03-", $"{local.Year + 1}-03-", StringComparison.Ordinal)
            .Replace("\"P2D\"", "\"PT2S\"", StringComparison.Ordinal)
            .Replace("sending + P24D", "sending + PT6S", StringComparison.Ordinal)
            .Replace("deadline - P14D", "deadline - PT40S", StringComparison.Ordinal)
            .Replace("deadline - P4D", "deadline - PT20S", StringComparison.Ordinal);
    }

    private string Copy(Func<string, string> change)
    {
        var folder = Path.Combine(scratch, "campaign");
        foreach (var file in Directory.GetFiles(SampleCampaign.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(SampleCampaign.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var json = Path.Combine(folder, "campaign.json");
        File.WriteAllText(json, change(File.ReadAllText(json)));
        return folder;
    }

    /// <summary>The demo prints a link that signs in and leads to its dashboard.</summary>
    private static async Task OpenDashboard(WsisProcess demo)
    {
        await demo.WaitForOutput("Dashboard: http");
        var link = new Uri(
            demo.Output.Split('\n')
                .First(l => l.StartsWith("Dashboard: ", StringComparison.Ordinal))["Dashboard: ".Length..]
                .Trim()
        );
        using var browser = new HttpClient();
        var form = await browser.GetStringAsync(link, TestContext.Current.CancellationToken);
        Assert.Contains("name=\"back\" value=\"/staff/campaigns/wsis-forum-2018\"", form, StringComparison.Ordinal);
        using var dashboard = await browser.PostAsync(
            new Uri(link, "/staff/sign-in"),
            new FormUrlEncodedContent(
                link.Query[1..].Split('&').Select(f => f.Split('=')).Select(f => KeyValuePair.Create(f[0], f[1]))
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("/staff/campaigns/wsis-forum-2018", dashboard.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains(
            "data-live",
            await dashboard.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
