using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.InMemory;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Local.Remote;
using Wsis.Local.Serving;
using Wsis.PickupFolder;

namespace Wsis.Local.Tests;

/// <summary>The commands that speak to a host, as a person calls them, against a host that listens.</summary>
public sealed class DeployedTests : IAsyncLifetime
{
    private const string Key = "a key of the test, long enough";
    private const string Forum = "wsis-forum-2018";
    private const StringComparison Exact = StringComparison.Ordinal;

    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-deployed-").FullName;
    private readonly Uri site = new($"http://127.0.0.1:{FreePort.Find()}/");
    private readonly InMemoryStores store = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.FromHours(1)));
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        app = LocalHost.Compose(
            store,
            new PickupFolderMailer(Path.Combine(scratch, "letters"), clock),
            links,
            site,
            site,
            clock,
            Key
        );
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(scratch, recursive: true);
    }

    [Fact]
    public async Task A_folder_that_was_pushed_is_pulled_byte_for_byte()
    {
        await Asked("push", CopySample());
        var folder = Path.Combine(scratch, "pulled");
        await Asked("pull", Forum, "--out", folder);
        var files = Directory.GetFiles(SampleCampaign.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(
            files.Select(f => Path.GetRelativePath(SampleCampaign.Path, f)).Append(".wsis.json").Order(),
            Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(folder, f))
                .Order()
        );
        Assert.All(
            files,
            f =>
                Assert.Equal(
                    File.ReadAllBytes(f),
                    File.ReadAllBytes(Path.Combine(folder, Path.GetRelativePath(SampleCampaign.Path, f)))
                )
        );
    }

    [Theory]
    [InlineData("push")]
    [InlineData("draft", "push", Forum)]
    public async Task A_push_does_not_overwrite_what_others_have_changed_since_the_pull(params string[] push)
    {
        const string letter = "letters/fr/reminder-1.md";
        const string other = "letters/en/reminder-1.md";
        await Asked("push", CopySample());
        var folder = Path.Combine(scratch, "pulled");
        await Asked("pull", Forum, "--out", folder);
        await Write(letter, "one");
        await Asked([.. push, folder, .. Yes()]);

        await WriteOnPage(letter, "two", "Ben");
        await Write(other, "three");
        var (code, said) = await Wsis([.. push, folder, .. Yes()]);
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Matches($"(?m)^{letter} was changed by Ben on 12 December 2017", said);
        Assert.Contains($"That was after the folder was pulled from {site} or pushed.", said, Exact);
        Assert.Contains($"'wsis pull {Forum} --out FOLDER'", said, Exact);
        Assert.DoesNotContain(other, said, Exact);
        Assert.EndsWith("two", await Read(letter), Exact);

        string[] write = ["draft", "write", Forum, letter, Path.Combine(folder, letter), "--yes"];
        (code, said) = await Wsis(write);
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Contains($"'wsis draft save {Forum} {letter} --out FILE'", said, Exact);
        Assert.EndsWith("two", await Read(letter), Exact);

        // A folder that does not know what it would replace.
        File.Delete(Path.Combine(folder, ".wsis.json"));
        (code, said) = await Wsis([.. push, folder, .. Yes()]);
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Contains("was not pulled from the draft", said, Exact);

        await Asked([.. push, folder, "--force", .. Yes()]);
        Assert.EndsWith("one", await Read(letter), Exact);
        Assert.EndsWith("three", await Read(other), Exact);

        // The same change of both is none.
        await Write(letter, "four");
        await WriteOnPage(letter, "four", "Ben");
        await Asked([.. push, folder, .. Yes()]);

        await WriteOnPage(letter, "five", "Ben");
        Assert.Equal(CommandProgram.Refused, (await Wsis([.. push, folder, .. Yes()])).ExitCode);
        await Asked("draft", "save", Forum, letter, "--out", Path.Combine(folder, letter));
        await Write(letter, "six");
        await Asked(write);
        await Asked([.. push, folder, .. Yes()]);
        Assert.EndsWith("five\n\nsix", await Read(letter), Exact);

        IEnumerable<string> Yes() => push is ["push"] ? [] : ["--yes"];

        Task Write(string path, string end) =>
            File.AppendAllTextAsync(Path.Combine(folder, path), $"\n\n{end}", TestContext.Current.CancellationToken);

        async Task<string> Read(string path)
        {
            var draft = (await store.Drafts.Find(new(Forum), CancellationToken.None))!.Value;
            var content = await store.Drafts.ReadContent(new(Forum), draft.Find(path)!.Hash, CancellationToken.None);
            return Encoding.UTF8.GetString(content!);
        }

        async Task WriteOnPage(string path, string end, string by) =>
            (
                await app
                    .Services.GetRequiredService<DraftService>()
                    .Write(
                        new(Forum),
                        path,
                        Encoding.UTF8.GetBytes($"{await Read(path)}\n\n{end}"),
                        new Actor(by),
                        TestContext.Current.CancellationToken
                    )
            ).OrThrow();
    }

    [Fact]
    public async Task A_campaign_is_run_on_a_host_from_the_command_line()
    {
        var brought = await Asked("push", CopySample());
        Assert.Equal("Draft", brought.GetProperty("state").GetString());
        var (code, said) = await Wsis("launch", Forum);
        Assert.Equal(1, code);
        Assert.Contains("Nobody has approved the proofs yet.", said, StringComparison.Ordinal);
        (code, said) = await Wsis("approve", Forum, "--hash", "another");
        Assert.Equal(1, code);
        Assert.Contains("Check the proofs again", said, StringComparison.Ordinal);
        Assert.Equal(
            "local",
            (await Asked("approve", Forum, "--hash", brought.GetProperty("contentHash").GetString()!))
                .GetProperty("approvals")[0]
                .GetProperty("by")
                .GetString()
        );
        (code, said) = await Wsis("launch", Forum);
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("194 invitations: 194 by Email, the first on", said, StringComparison.Ordinal);
        Assert.Contains($"{Forum} was not launched.", said, StringComparison.Ordinal);
        (code, said) = await Wsis("launch", Forum, "--yes");
        Assert.Equal(0, code);
        Assert.EndsWith($"{Forum} is Running.", said.Trim(), StringComparison.Ordinal);
        (code, said) = await Wsis("launch", Forum);
        Assert.Equal((0, $"{Forum} is Running."), (code, said.Trim()));
        await TestHost.WaitUntil(
            async () =>
                (await Asked("status", Forum)).GetProperty("phases").TryGetProperty("Awaiting", out var awaiting)
                && awaiting.GetInt64() == 194,
            seconds: 60
        );
        (code, said) = await Wsis("status", Forum);
        Assert.Equal(0, code);
        Assert.Matches("Awaiting +194", said);
        Assert.Contains("reminder-1", said, StringComparison.Ordinal);
        Assert.Equal(194, (await Asked("repair", Forum)).GetProperty("looked").GetInt32());
        Assert.Equal("Paused", (await Asked("pause", Forum)).GetProperty("state").GetString());
        Assert.Equal("Running", (await Asked("resume", Forum)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_campaign_and_its_invitations_are_changed_from_the_command_line()
    {
        await Launched();
        var id = new Invitations.Campaigns.CampaignId(Forum);
        Assert.Equal(0, await InProcess("deadline", Forum, "2018-02-15T00:00:00", "--announce", "--yes"));
        var extended = (await store.Campaigns.Find(id, CancellationToken.None))!;
        Assert.Single(extended.Value.Extensions);
        Assert.Equal(CommandProgram.Refused, await InProcess("deadline", Forum, "2018-01-01T00:00:00", "--yes"));

        Assert.Equal(0, await InProcess("correct", Forum, "FRA", "--address", "new@ministere.example"));
        Assert.Equal("new@ministere.example", (await Find("FRA")).Invitee.Address);
        Assert.Equal(0, await InProcess("renew-link", Forum, "FRA", "--yes"));
        Assert.Equal(2, (await Find("FRA")).LinkGeneration);
        Assert.Equal(0, await InProcess("resend", Forum, "FRA", "--step", "invitation", "--yes"));
        await TestHost.WaitUntil(async () =>
            (await Find("FRA")).Dispatches.Count(d => d.Step.Value == "invitation") == 2
        );
        Assert.Equal(CommandProgram.Refused, await InProcess("correct", Forum, "NOBODY", "--address", "a@b.example"));

        var list = Path.Combine(scratch, "more.csv");
        var rows = await File.ReadAllLinesAsync(
            Path.Combine(SampleCampaign.Path, "invitees.csv"),
            TestContext.Current.CancellationToken
        );
        var france = rows.Single(r => r.StartsWith("FRA,", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(
            list,
            [rows[0], string.Join(',', ["FRA-2", .. france.Split(',').Skip(1)]).Replace("@", "2@")],
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, await InProcess("add", Forum, list, "--yes"));
        Assert.Equal("FRA", (await Find("FRA-2")).Invitee.State);

        // Nobody can answer the question here.
        foreach (
            var command in (string[][])
                [
                    ["withdraw", Forum, "FRA-2"],
                    ["close", Forum],
                    ["cancel", Forum],
                ]
        )
        {
            Assert.Equal(CommandProgram.Unusable, await InProcess(command));
            Assert.Equal(Invitations.Campaigns.CampaignState.Running, await State());
        }
        Assert.Equal(0, await InProcess("withdraw", Forum, "FRA-2", "--reason", "Twice on the list.", "--yes"));
        Assert.Equal(Invitations.Workflow.Phase.Withdrawn, (await Find("FRA-2")).Phase);
        Assert.Equal(CommandProgram.Unusable, await InProcess("reinvite", Forum, "FRA-2"));
        Assert.Equal(0, await InProcess("reinvite", Forum, "FRA-2", "--yes"));
        Assert.NotEqual(Invitations.Workflow.Phase.Withdrawn, (await Find("FRA-2")).Phase);
        Assert.Equal(CommandProgram.Refused, await InProcess("reinvite", Forum, "FRA-2", "--yes"));
        Assert.Equal(CommandProgram.Refused, await InProcess("erase", Forum, "--exported", "--yes"));
        Assert.Equal(0, await InProcess("cancel", Forum, "--reason", "The Forum is put off.", "--yes"));
        Assert.Equal(Invitations.Campaigns.CampaignState.Cancelled, await State());
        Assert.Equal(CommandProgram.Refused, await InProcess("erase", Forum, "--yes"));
        Assert.Equal(0, await InProcess("erase", Forum, "--exported", "--yes"));
        Assert.Equal(Invitations.Campaigns.CampaignState.Erased, await State());

        async Task<Invitations.Workflow.Invitation> Find(string invitee) =>
            (
                await store.Invitations.Find(
                    Invitations.Storage.Partition.Containing(id, new(invitee), 16),
                    new(invitee),
                    CancellationToken.None
                )
            )!.Value;

        async Task<Invitations.Campaigns.CampaignState> State() =>
            (await store.Campaigns.Find(id, CancellationToken.None))!.Value.State;
    }

    [Fact]
    public async Task Many_invitees_are_corrected_by_a_list_after_a_look_at_each_value()
    {
        await Launched();
        var list = Path.Combine(scratch, "corrections.csv");
        await Write("id;salutation;Notes;language\nFRA;Monsieur le Ministre,;x;fr en\nDEU;Dear Minister,;;en\n");
        var compared = await Asked("correct-list", Forum, list, "--compare");
        Assert.Equal(2, compared.GetProperty("corrections").GetArrayLength());
        // Nobody can answer the question here.
        var (code, said) = await Wsis("correct-list", Forum, list);
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("-> 'Monsieur le Ministre,'", said, StringComparison.Ordinal);
        Assert.Contains("2 invitees to correct, 0 unchanged.", said, StringComparison.Ordinal);
        Assert.Contains("warning: column 'language': the English text below", said, StringComparison.Ordinal);
        Assert.Contains("Nobody was corrected.", said, StringComparison.Ordinal);
        Assert.Equal(2, (await Asked("correct-list", Forum, list, "--yes")).GetProperty("count").GetInt32());
        (code, said) = await Wsis("correct-list", Forum, list);
        Assert.Equal(0, code);
        Assert.Contains("0 corrected, 0 refused.", said, StringComparison.Ordinal);
        (code, said) = await Wsis("correct", Forum, "FRA", "--language", "fr ar");
        Assert.Equal(0, code);
        Assert.Contains("Warning: the Arabic text below begins with words", said, StringComparison.Ordinal);

        await Write("id,address\nFRA,new@fra.example\nXXX,x@x.example\n");
        (code, said) = await Wsis("correct-list", Forum, list, "--yes");
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Matches(@"(?m)^\S+:3: .*XXX", said);
        Assert.Contains("Nobody was corrected.", said, StringComparison.Ordinal);

        // The same list as a spreadsheet, as Excel saves it.
        var sheet = Path.Combine(scratch, "corrections.xlsx");
        await File.WriteAllBytesAsync(
            sheet,
            Spreadsheet.Write(
                "Feuille 1",
                ["id", "Appel"],
                [
                    ["FRA", "Monsieur,"],
                ]
            ),
            TestContext.Current.CancellationToken
        );
        compared = await Asked("correct-list", Forum, sheet, "--compare");
        Assert.Equal(
            ("Monsieur le Ministre,", "Monsieur,"),
            (
                compared.GetProperty("corrections")[0].GetProperty("changes")[0].GetProperty("before").GetString(),
                compared.GetProperty("corrections")[0].GetProperty("changes")[0].GetProperty("after").GetString()
            )
        );
        Assert.Equal(1, (await Asked("correct-list", Forum, sheet, "--yes")).GetProperty("count").GetInt32());
        await File.WriteAllTextAsync(sheet, "PK\u0003\u0004 no zip", TestContext.Current.CancellationToken);
        (code, said) = await Wsis("correct-list", Forum, sheet, "--yes");
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Contains("cannot be read", said, StringComparison.Ordinal);

        Task Write(string content) => File.WriteAllTextAsync(list, content, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_question_is_asked_on_the_terminal_while_the_result_goes_to_a_file()
    {
        const string terminal = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(terminal), "There is no program script.");
        await Asked("push", CopySample());
        await Asked("approve", Forum);
        var file = Path.Combine(scratch, "result.json");

        var (code, shown) = await Answer("n");
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains($"Launch {Forum}?", shown, StringComparison.Ordinal);
        Assert.Contains("was not launched.", shown, StringComparison.Ordinal);
        Assert.Equal("", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("Draft", (await Asked("status", Forum)).GetProperty("state").GetString());

        (code, shown) = await Answer("y");
        Assert.True(code == 0, shown);
        var result = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("Running", result.RootElement.GetProperty("state").GetString());

        async Task<(int ExitCode, string Shown)> Answer(string answer)
        {
            var program = typeof(CommandProgram).Assembly.Location;
            var start = new ProcessStartInfo(terminal)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment = { [HostOptions.KeyVariable] = Key, ["TERM"] = "xterm" },
                ArgumentList =
                {
                    "-qec",
                    $"dotnet '{program}' launch {Forum} --host {site} --json > '{file}'",
                    "/dev/null",
                },
            };
            using var process = Process.Start(start)!;
            await process.StandardInput.WriteLineAsync(answer);
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, said);
        }
    }

    [Fact]
    public async Task Named_or_filtered_invitees_are_reminded_and_refusals_are_listed()
    {
        await Launched();
        var (code, said) = await Wsis("remind", Forum, "FRA", "NOBODY", "--preview");
        Assert.Equal(0, code);
        Assert.Contains("1 invitee to remind with reminder-1, 1 left out.", said, StringComparison.Ordinal);
        Assert.Contains("NOBODY: No invitee 'NOBODY'", said, StringComparison.Ordinal);
        (code, said) = await Wsis("remind", Forum, "FRA", "NOBODY");
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("1 invitee to remind with reminder-1, 1 left out.", said, StringComparison.Ordinal);
        Assert.Contains("Nobody was reminded. --yes", said, StringComparison.Ordinal);
        (code, said) = await Wsis("remind", Forum, "FRA", "NOBODY", "--yes");
        Assert.Equal(0, code);
        Assert.Contains("1 reminded, 1 refused.", said, StringComparison.Ordinal);
        Assert.Contains("NOBODY: No invitee 'NOBODY'", said, StringComparison.Ordinal);
        (_, said) = await Wsis("remind", Forum, "FRA", "--preview");
        Assert.Matches(@"(?m)^France, .+ \(FRA\): ", said);
        var preview = await Asked("remind", Forum, "FRA", "--preview");
        Assert.StartsWith(
            "France, ",
            preview.GetProperty("names").GetProperty("FRA").GetString()!,
            StringComparison.Ordinal
        );
        var french = SampleCampaign.Folder.Invitees.Count(i => i.Language == Invitations.Letters.Language.French);
        Assert.Equal(
            french - 1,
            (await Asked("remind", Forum, "--phase", "Awaiting", "--language", "fr", "--yes"))
                .GetProperty("count")
                .GetInt32()
        );
        Assert.Equal(2, (await Wsis("remind", Forum)).ExitCode);
        (code, said) = await Wsis("remind", Forum, "--phase", "Waiting");
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("is not a phase", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_are_corrected_and_added_from_the_files_of_a_folder()
    {
        const string text = "---\nsubject: Texte corrigé\n---\nBonjour.\n";
        await Launched();
        var folder = Path.Combine(scratch, "forum");
        var french = Directory.CreateDirectory(Path.Combine(folder, "letters", "fr")).FullName;
        File.Copy(
            Path.Combine(SampleCampaign.Path, "letters", "fr", "invitation.md"),
            Path.Combine(french, "invitation.md")
        );
        var reminder = Path.Combine(french, "reminder-2.md");
        await File.WriteAllTextAsync(reminder, text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(french, "reminder-2.regulators.md"),
            text,
            TestContext.Current.CancellationToken
        );

        var (code, said) = await Wsis("letters", "propose", Forum, folder);
        Assert.Equal(CommandProgram.Unusable, code);
        Assert.Contains("+ subject: Texte corrigé", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was proposed.", said, StringComparison.Ordinal);
        (code, said) = await Wsis("letters", "diff", Forum);
        Assert.Equal((0, "No correction waits for an approval."), (code, said.Trim()));

        var proposed = await Asked("letters", "propose", Forum, folder, "--yes");
        Assert.Equal(
            ["reminder-2", "reminder-2.regulators"],
            proposed.EnumerateArray().Select(l => l.GetProperty("letter").GetString())
        );
        (code, said) = await Wsis("letters", "propose", Forum, folder);
        Assert.Equal((0, "The host has these letters already."), (code, said.Trim()));
        (code, said) = await Wsis("letters", "diff", Forum, "fr/reminder-2");
        Assert.Contains("fr/reminder-2, written by local", said, StringComparison.Ordinal);
        Assert.Contains("+ Bonjour.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("regulators", said, StringComparison.Ordinal);

        Assert.Equal(CommandProgram.Unusable, await InProcess("letters", "approve", Forum, "fr/reminder-2"));
        (code, said) = await Wsis("letters", "approve", Forum, "fr/reminder-2", "--yes");
        Assert.EndsWith("fr/reminder-2 is approved.", said.Trim(), StringComparison.Ordinal);
        (_, said) = await Wsis("letters", "list", Forum);
        Assert.Contains("fr/reminder-2  1 correction approved", said, StringComparison.Ordinal);
        Assert.Contains("fr/reminder-2.regulators  waits for an approval", said, StringComparison.Ordinal);
        Assert.Equal(0, await InProcess("letters", "withdraw", Forum, "--yes"));
        Assert.Equal(CommandProgram.Unusable, await InProcess("letters", "withdraw", Forum, "--yes"));

        await File.WriteAllTextAsync(
            reminder,
            text.Replace("Bonjour", "{{ invitee.nom }}", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        (code, said) = await Wsis("letters", "propose", Forum, reminder, "--yes");
        Assert.Equal(CommandProgram.Refused, code);
        Assert.Contains("letters/fr/reminder-2.md:4: ", said, StringComparison.Ordinal);
        Assert.Equal(CommandProgram.Unusable, await InProcess("letters", "propose", Forum, french));
        Assert.Equal(CommandProgram.Unusable, await InProcess("letters", "diff", Forum, "reminder-2"));
    }

    [Fact]
    public async Task The_list_is_exported_into_a_file_that_has_its_name_only_when_it_is_whole()
    {
        await Launched();
        var file = Path.Combine(scratch, "list.csv");
        var exported = await Asked("export", Forum, "--out", file);
        Assert.Equal(
            (file, new FileInfo(file).Length),
            (exported.GetProperty("file").GetString(), exported.GetProperty("bytes").GetInt64())
        );
        Assert.Equal(195, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
        Assert.Equal(1, (await Wsis("export", "nobody", "--out", Path.Combine(scratch, "none.csv"))).ExitCode);
        Assert.Equal(["list.csv"], Directory.GetFiles(scratch).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_with_problems_is_not_brought_and_they_are_listed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "campaign"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "campaign.json"),
            $$"""{ "id": "{{Forum}}" }""",
            TestContext.Current.CancellationToken
        );
        var (code, said) = await Wsis("push", folder.FullName);
        Assert.Equal(1, code);
        Assert.Contains("invitees.csv:0: the file is missing", said, StringComparison.Ordinal);
        Assert.Null(await store.Campaigns.Find(new(Forum), CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_key_an_empty_request_and_plain_HTTP_are_reported()
    {
        var (code, said) = await WsisCommand.Run("status", Forum, "--host", $"{site}", "--key", "");
        Assert.Equal(1, code);
        Assert.Contains("Give a key with WSIS_KEY, or --scope", said, StringComparison.Ordinal);
        (code, said) = await Wsis("status", "nobody");
        Assert.Equal(1, code);
        Assert.Contains("There is no campaign 'nobody'.", said, StringComparison.Ordinal);
        (code, said) = await WsisCommand.Run("status", Forum, "--host", "http://wsis.example/", "--key", Key);
        Assert.Equal(2, code);
        Assert.Contains("Use https.", said, StringComparison.Ordinal);
        (code, said) = await WsisCommand.Run(
            "status",
            Forum,
            "--host",
            $"http://127.0.0.1:{FreePort.Find()}/",
            "--key",
            Key
        );
        Assert.Equal(1, code);
        Assert.Contains("cannot be reached", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instead_of_a_key_the_token_of_az_login_is_shown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that stands for az is a shell script.");
        var az = Path.Combine(scratch, "az");
        await File.WriteAllTextAsync(
            az,
            """
            #!/bin/sh
            echo "$@" >> "$(dirname "$0")/az.log"
            echo '{ "accessToken": "token-of-anna", "expiresOn": "2099-01-01 00:00:00.000000",'
            echo '  "expires_on": 4070908800, "tokenType": "Bearer" }'
            """,
            TestContext.Current.CancellationToken
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var shown = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        await using var signsIn = builder.Build();
        signsIn.MapPost(
            "/api/campaigns/{id}/repair",
            (HttpContext http) =>
            {
                shown.Add(http.Request.Headers.Authorization.ToString());
                return Results.Json(
                    new
                    {
                        looked = 3,
                        started = 2,
                        woken = 1,
                    }
                );
            }
        );
        await signsIn.StartAsync(TestContext.Current.CancellationToken);
        var path = new Dictionary<string, string>
        {
            ["PATH"] = $"{scratch}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };
        var (code, said) = await WsisProcess.Run(
            path,
            "repair",
            Forum,
            "--host",
            $"{address}",
            "--scope",
            "api://an-app/.default"
        );
        Assert.True(code == 0, said);
        Assert.Contains("3 invitations checked, 2 started, 1 woken.", said, StringComparison.Ordinal);
        Assert.Equal(["Bearer token-of-anna"], shown);
        Assert.Contains(
            "api://an-app",
            await File.ReadAllTextAsync(Path.Combine(scratch, "az.log"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Serve_lets_programs_in_by_keys_of_the_environment_and_the_journal_knows_them_by_name()
    {
        var port = FreePort.Find();
        await using var serve = WsisProcess.Start(
            new Dictionary<string, string>
            {
                ["Wsis__Staff__Keys__anna"] = "a-key-of-twenty-characters",
                ["WSIS_STAFF_KEYS"] = "ben=another-key-of-twenty-c",
            },
            "serve",
            SampleCampaign.Path,
            "--launch",
            "--yes",
            "--store",
            "memory",
            "--data",
            scratch,
            "--port",
            $"{port}"
        );
        await serve.WaitForOutput("Campaign wsis-forum-2018 is Running");
        var (code, said) = await WsisProcess.Run(
            new Dictionary<string, string> { [HostOptions.KeyVariable] = "another-key-of-twenty-c" },
            "pause",
            Forum,
            "--host",
            $"http://127.0.0.1:{port}"
        );
        Assert.Equal((0, $"{Forum} is Paused."), (code, said.Trim()));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(Web.Hosting.Authentication.StaffKeys.Header, "a-key-of-twenty-characters");
        var journal = await http.GetStringAsync(
            new Uri($"http://127.0.0.1:{port}/api/campaigns/{Forum}/journal"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            "ben",
            JsonDocument
                .Parse(journal)
                .RootElement.GetProperty("journal")
                .EnumerateArray()
                .Last()
                .GetProperty("who")
                .GetString()
        );
        (code, said) = await WsisProcess.Run(
            new Dictionary<string, string> { ["Wsis__Staff__Keys__anna"] = "short" },
            "serve",
            SampleCampaign.Path,
            "--store",
            "memory",
            "--data",
            scratch
        );
        Assert.Equal(2, code);
        Assert.Contains("at least 20 characters", said, StringComparison.Ordinal);
    }

    /// <summary>The sample in a folder of its own: a push writes there what it was pushed to.</summary>
    private string CopySample()
    {
        var copy = Path.Combine(scratch, "sample");
        foreach (var file in Directory.GetFiles(SampleCampaign.Path, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy, Path.GetRelativePath(SampleCampaign.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
        }
        return copy;
    }

    private async Task Launched()
    {
        await Asked("push", CopySample());
        await Asked("approve", Forum);
        await Asked("launch", Forum, "--yes");
        await TestHost.WaitUntil(async () =>
            (await store.Invitations.Count(new(Forum), 16, CancellationToken.None)).In(
                Invitations.Workflow.Phase.Awaiting
            ) == 194
        );
    }

    /// <summary>Calls it in this process, which starts no other.</summary>
    private Task<int> InProcess(params string[] arguments) =>
        CommandProgram.Run([.. arguments, "--host", $"{site}", "--key", Key], TextWriter.Null);

    private Task<(int ExitCode, string Said)> Wsis(params string[] arguments) =>
        WsisCommand.Run([.. arguments, "--host", $"{site}", "--key", Key]);

    /// <summary>Calls it as a program does, and reads its answer.</summary>
    private async Task<JsonElement> Asked(params string[] arguments)
    {
        var (code, said, printed) = await WsisCommand.RunForOutput([
            .. arguments,
            "--host",
            $"{site}",
            "--key",
            Key,
            "--json",
        ]);
        Assert.True(code == 0, said);
        return JsonDocument.Parse(printed).RootElement;
    }
}
