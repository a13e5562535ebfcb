using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

/// <summary>Each route of the staff API is called by a command, which prints JSON and asks where it has <c>--yes</c>.
/// The routes are those that the host maps, so a route that is added needs a command.</summary>
public sealed class EveryActionIsACommandTests : IAsyncLifetime
{
    private const string Key = "a key of the test, long enough";
    private const string Forum = "wsis-forum-2018";
    private const string Draft = "forum-mondial-2019";
    private const string Other = "forum-2020";
    private const string Letter = "---\nsubject: Rappel\n---\nRépondez sur [la page]({{ links.reply }}).\n";

    /// <summary>Routes without a command of their own.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["OpenApiDocument"] = "Programmers read it. It has no data of a campaign.",
        ["ListAnnouncements"] = "It is the former address of ListWebhookDeliveries.",
        ["RemindInvitation"] = "RemindInvitations does the same for one invitee, and remind calls it.",
    };

    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-actions-").FullName;
    private readonly RouteRecorder recorder = new();
    private TestHost host = null!;

    /// <summary>What the latest command that reads said to a person.</summary>
    private string spoken = "";

    private static readonly HashSet<string> Reads =
    [
        .. EndpointList.Local.Where(e => e.Methods.Contains("GET")).Select(e => e.Name),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        host = await TestHost.Start(staffKey: Key, more: services => services.AddSingleton<IStartupFilter>(recorder));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(scratch, recursive: true);
    }

    [Fact]
    public async Task Every_route_of_the_staff_API_is_called_by_a_command()
    {
        await PrepareDraft();
        await FollowCampaign();
        await ChangeInvitations();
        await CorrectLetters();
        await PrintAndPost();
        await HandleCorrespondence();
        await EndCampaigns();

        var routes = EndpointList
            .Local.Where(e => e.Pattern.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => e.Name)
            .ToList();
        Assert.Equal([], Exceptions.Keys.Except(routes));
        Assert.Equal([], routes.Except(recorder.Routes).Except(Exceptions.Keys));
    }

    private async Task PrepareDraft()
    {
        await Call("CreateDraft", ["draft", "create", .. NewDraft]);
        await Call(
            "DownloadListTemplate",
            "draft",
            "template",
            Draft,
            "--language",
            "fr",
            "--out",
            At("template.xlsx")
        );
        var list = Write(
            "liste.csv",
            "id,state,name,office,salutation,language,address,zone,weekend\n"
                + "FRA,FRA,France,Ministère de l’Économie,Monsieur,fr,a@fra.example,Europe/Paris,Sat Sun\n"
        );
        await Call("PutDraftInvitees", "draft", "invitees", Draft, list, "--yes");
        var letter = Write("rappel.md", Letter);
        const string path = "letters/fr/reminder-1.md";
        await Call("WriteDraftFile", "draft", "write", Draft, path, letter, "--yes");
        await Call("ReadDraftFile", "draft", "save", Draft, path, "--out", At("saved.md"));
        Assert.Equal(Letter, await File.ReadAllTextAsync(At("saved.md"), Cancellation));
        await Call("WriteDraftFile", "draft", "write", Draft, "letters/fr/reminder-1.regulators.md", letter);
        await Call("DeleteDraftFile", "draft", "delete", Draft, "letters/fr/reminder-1.regulators.md", "--yes");
        string[] gone = ["draft", "delete", Draft, "letters/fr/reminder-1.regulators.md", "--yes"];
        var (result, answer) = await WsisCommand.Run([.. gone, "--host", $"{host.Site}", "--key", Key]);
        Assert.Equal(
            (CommandProgram.Refused, true),
            (result, answer.Contains("has no file", StringComparison.Ordinal))
        );
        await Call("AddDraftLanguage", "draft", "add-language", Draft, "es");

        var preview = await Call(
            "PreviewDraftLetter",
            "letters",
            "preview",
            Draft,
            "fr/invitation",
            "--invitee",
            "FRA"
        );
        Assert.Equal("a@fra.example", preview.GetProperty("to")[0].GetString());
        await Call("PreviewLetterText", "letters", "preview", Draft, "fr/reminder-1", "--file", letter);
        string[] to = ["--to", "anna@organisation.example", "--file", letter];
        var sent = await Call("SendTestLetter", ["letters", "test", Draft, "fr/reminder-1", .. to]);
        Assert.Equal("[Essai] Rappel", sent.GetProperty("subject").GetString());
        await Call("RehearseDraft", "draft", "rehearse", Draft, "--invitee", "FRA");
        await Call("DownloadRehearsedLetters", "draft", "rehearse", Draft, "--letters", At("letters.zip"));

        await Call("ShowDraft", "draft", "show", Draft);
        await Call("SubmitDraft", "draft", "submit", Draft);
        await Call("ApproveProofs", "approve", Draft);
        var spanish = Write("spanish.md", Letter.Replace("Rappel", "Recordatorio", StringComparison.Ordinal));
        await Call("WriteDraftFile", "draft", "write", Draft, "letters/es/reminder-1.md", spanish, "--yes");
        var changes = await Call("ListChangesSinceApproval", "draft", "changes", Draft);
        Assert.Equal("es", changes.GetProperty("letters")[0].GetProperty("language").GetString());
        Assert.Contains("+ subject: Recordatorio", spoken, StringComparison.Ordinal);
        await Call("PullDraft", "pull", Draft, "--out", At("pulled"));
        await Call("PutDraft", "draft", "push", Draft, At("pulled"), "--yes");

        var folder = SampleCampaign.WriteFew(At("campaign"));
        var facts = Path.Combine(folder, "campaign.json");
        var text = await File.ReadAllTextAsync(facts, Cancellation);
        await File.WriteAllTextAsync(
            facts,
            text.Replace(Forum, Other, StringComparison.Ordinal)
                .Replace("\"zone\":", "\"approval\": \"second-person\", \"zone\":", StringComparison.Ordinal),
            Cancellation
        );
        await Call("PutCampaign", "push", folder);
        await Call("ApproveProofs", "approve", Other);
        var launch = await Call("ShowLaunch", "launch", Other, "--preview");
        const string missing = "The campaign requires the approval of a second person.";
        Assert.StartsWith(missing, launch.GetProperty("missingApproval").GetString(), StringComparison.Ordinal);
        Assert.Contains(missing, spoken, StringComparison.Ordinal);
        var (code, said) = await WsisCommand.Run("launch", Other, "--host", $"{host.Site}", "--key", Key);
        Assert.Equal(CommandProgram.Refused, code);
        Assert.StartsWith(missing, said, StringComparison.Ordinal);
        (await host.Actions.Approve(new CampaignId(Other), null, new Actor("ben"), Cancellation)).OrThrow();
        await Call("LaunchCampaign", "launch", Other, "--yes");
    }

    private static IEnumerable<string> NewDraft =>
        [
            .. (string[])["--name", "Forum mondial 2019", "--reference", "CL-1"],
            .. (string[])["--from", "2019-05-03", "--to", "2019-05-05", "--place", "Genève"],
            .. (string[])["--language", "fr", "--language", "en", "--zone", "Europe/Zurich"],
            .. (string[])["--send-at", "2018-12-07T09:00:00", "--deadline", "2019-02-15T00:00:00"],
            .. (string[])["--organisation", "Organisation", "--signatory", "Le Secrétaire", "--contact", "Secrétariat"],
            .. (string[])["--address", "contact@organisation.example", "--telephone", "+41 22 555 01 16"],
        ];

    private async Task FollowCampaign()
    {
        await Call("ListCampaigns", "campaigns", "list");
        await Call("ShowCampaign", "campaigns", "show", Forum);
        await Call("CampaignJournal", "campaigns", "journal", Forum);
        await Call("ListOrchestrations", "campaigns", "orchestrations", Forum, "--status", "Running");
        await Call("ListWebhookDeliveries", "campaigns", "webhook-deliveries", Forum, "--state", "waiting");
        await Call("CampaignStatus", "status", Forum);
        await Call("RepairCampaign", "repair", Forum);
        await Call("PauseCampaign", "pause", Forum);
        await Call("ResumeCampaign", "resume", Forum);
        await Call("ExtendDeadline", "deadline", Forum, "2018-02-15T00:00:00", "--announce", "--yes");
        var listed = await Call("ListInvitations", "invitations", "list", Forum, "--language", "fr");
        Assert.NotEqual(0, listed.GetProperty("invitations").GetArrayLength());
        await Call("ShowInvitation", "invitations", "show", Forum, "FRA");
        var letter = await Call("ShowSentLetter", "invitations", "letter", Forum, "FRA", "invitation");
        Assert.Contains("ministre", letter.GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
        foreach (var (part, route) in new[] { ("--participants", "Participants"), ("--statements", "Statements") })
        {
            await Call($"Export{route}", "export", Forum, part, "--out", At("list.csv"));
            await Call($"Export{route}Spreadsheet", "export", Forum, part, "--out", At("list.xlsx"));
        }
        await Call("ExportInvitations", "export", Forum, "--out", At("list.csv"));
        await Call("ExportInvitationsSpreadsheet", "export", Forum, "--spreadsheet", "--out", At("list"));
    }

    private async Task ChangeInvitations()
    {
        var more = Write(
            "more.csv",
            "id,state,name,office,salutation,language,address,copy,zone,weekend,region\n"
                + "CHE-2,CHE,Suisse,Office fédéral,\"Madame, Monsieur,\",fr,office@che.example,,,,\n"
        );
        await Call("CompareAdditions", "add", Forum, more, "--compare");
        await Call("AddInvitees", "add", Forum, more, "--yes");
        Assert.Equal("Office fédéral", (await host.Find("CHE-2")).Invitee.Office);
        await Call("CorrectAddress", "correct", Forum, "FRA", "--address", "neuf@fra.example");
        await Call("CorrectParticulars", "correct", Forum, "FRA", "--person", "Éléonore D’Été", "--group", "");
        Assert.Equal("Éléonore D’Été", (await host.Find("FRA")).Invitee.Person);
        var list = Write("corrections.csv", "id,salutation\nDEU,\"Sehr geehrte Ministerin,\"\n");
        await Call("CompareList", "correct-list", Forum, list, "--compare");
        await Call("CorrectList", "correct-list", Forum, list, "--yes");
        await Call("RemindInvitations", "remind", Forum, "FRA", "--yes");
        await Call("ResendLetter", "resend", Forum, "FRA", "--step", "invitation", "--yes");
        await Call("RenewLink", "renew-link", Forum, "FRA", "--yes");

        var scan = Write("note.pdf", "%PDF-1.4 ");
        string[] reply = ["--date", "2017-12-10", "--remarks", "Arrivée à l’aéroport.", "--scan", scan, "--yes"];
        await Call("RecordCorrespondedReply", ["record-reply", Forum, "FRA", "accepted", .. reply]);
        var recorded = (await host.Find("FRA")).Reply!;
        Assert.Equal(("accepted", "Arrivée à l’aéroport."), (recorded.Answer.Kind, recorded.Remarks));
        Assert.NotNull(recorded.Message);
        var persons = Write("persons.csv", "title,name,function,speaks\nMme,Zoé Çelik,Directrice,yes\n,A. Person,,\n");
        await Call("NameDelegation", "delegation", "set", Forum, "FRA", persons, "--yes");
        var shown = await Call("ShowInvitation", "delegation", "show", Forum, "FRA");
        Assert.Equal("Zoé Çelik", shown[0].GetProperty("name").GetString());
        await Call("FixPlace", "statements", "fix", Forum, "FRA", "2018-03-20", "1");
        var order = await Call("RunningOrder", "statements", "list", Forum);
        Assert.True(order.GetProperty("days")[0].GetProperty("statements")[0].GetProperty("fixed").GetBoolean());
        await Call("FreePlace", "statements", "release", Forum, "FRA");
        await Call("NameDelegation", "delegation", "clear", Forum, "FRA", "--yes");
        await Call("WithdrawInvitation", "withdraw", Forum, "KEN", "--yes");
        await Call("ReinviteInvitee", "reinvite", Forum, "KEN", "--yes");
        await Call("ErasePerson", "erase-person", Forum, "GHA", "--yes");
        Assert.DoesNotContain("@", (await host.Find("GHA")).Invitee.Address, StringComparison.Ordinal);
    }

    private async Task CorrectLetters()
    {
        var letter = Path.Combine(Directory.CreateDirectory(At("fr")).FullName, "reminder-2.md");
        await File.WriteAllTextAsync(letter, Letter, Cancellation);
        await Call("ListLetters", "letters", "list", Forum);
        await Call("ShowLetter", "letters", "show", Forum, "fr/reminder-2");
        await Call("CorrectLetter", "letters", "propose", Forum, letter, "--yes");
        await Call("WithdrawLetterCorrection", "letters", "withdraw", Forum, "--yes");
        await Call("CorrectLetter", "letters", "propose", Forum, letter, "--yes");
        await Call("ApproveLetterCorrection", "letters", "approve", Forum, "--yes");
        await Call("ProposeLetterLanguage", "letters", "add-language", Forum, "es");
    }

    private async Task PrintAndPost()
    {
        await Call("CorrectParticulars", "correct", Forum, "USA", "--address", "", "--postal", "1 Street|Town");
        await Call("RemindInvitations", "remind", Forum, "USA", "--yes");
        await TestHost.WaitUntil(async () =>
            (await Call("PrintRun", "print-run", "list", Forum)).GetProperty("letters").GetArrayLength() > 0
        );
        await Call("PrintDocument", "print-run", "print", Forum, "--out", At("letters.html"));
        await Call("MarkPosted", "print-run", "mark", Forum, "--yes");
        await Call("MarkReturned", "print-run", "returned", Forum, "USA", "--note", "Unknown");
        await Call("UndoReturned", "print-run", "returned", Forum, "USA", "--undo");
    }

    private async Task HandleCorrespondence()
    {
        var (answer, question) = (await Receive("CHE", 1), await Receive("CHE", 2));
        var listed = await Call("ListCorrespondence", "correspondence", "list", Forum, "--waiting", "--q", "Réponse");
        Assert.Equal(2, listed.GetProperty("correspondence").GetArrayLength());
        var shown = await Call("GetCorrespondence", "correspondence", "show", Forum, answer);
        Assert.Equal("note.pdf", shown.GetProperty("attachedFiles")[0].GetProperty("name").GetString());
        await Call("GetRawCorrespondence", "correspondence", "save", Forum, answer, "--out", At("message.eml"));
        await Call("GetCorrespondenceAttachment", "correspondence", "save", Forum, answer, "0", "--out", At("0.pdf"));
        await Call("ReassignCorrespondence", "correspondence", "reassign", Forum, question, "JPN");
        await Call("AssignCorrespondence", "correspondence", "assign", Forum, question, "IND");
        string[] letter = ["--subject", "RE: Réponse", "--text", "Merci.", "--yes"];
        await Call("AnswerCorrespondence", ["correspondence", "answer", Forum, question, .. letter]);
        await Call("ClassifyCorrespondence", "correspondence", "dismiss", Forum, question, "--yes");
        await Call("ClassifyCorrespondence", "correspondence", "classify", Forum, answer, "declined", "--yes");
        Assert.Equal("declined", (await host.Find("CHE")).Reply!.Answer.Kind);
        Assert.Equal(Attention.Correspondence, (await host.Find("IND")).Attention);
        await Call("ResolveAttention", "resolve", Forum, "IND", "--yes");
        Assert.Equal(Attention.None, (await host.Find("IND")).Attention);
    }

    private async Task EndCampaigns()
    {
        await Call("CloseCampaign", "close", Forum, "--yes");
        await Call("CancelCampaign", "cancel", Other, "--reason", "Elle est reportée.", "--yes");
        await Call("EraseCampaign", "erase", Other, "--exported", "--yes");
    }

    private async Task<string> Receive(string invitee, int number) =>
        (
            await host.ReceiveWithFile(
                $"{number}",
                "Ministre <minister@che.example>",
                "Réponse",
                "\u001b[2J",
                [TestHost.Key(invitee)]
            )
        ).Value;

    private string At(string name) => Path.Combine(scratch, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(At(name), content);
        return At(name);
    }

    /// <summary>Calls a command as a program does, and reads its result. Where it takes <c>--yes</c>, it does nothing
    /// without it, because nobody can answer here. Where it reads, it is called as a person does too.</summary>
    private async Task<JsonElement> Call(string route, params string[] arguments)
    {
        string[] to = ["--host", $"{host.Site}", "--key", Key, "--json"];
        if (arguments.Contains("--yes"))
        {
            recorder.Clear(route);
            var (refused, reason) = await WsisCommand.Run([.. arguments.Where(a => a != "--yes"), .. to]);
            Assert.True(refused == CommandProgram.Unusable, $"{string.Join(' ', arguments)}: {refused} {reason}");
            Assert.DoesNotContain(route, recorder.Routes);
        }
        var (code, said, printed) = await WsisCommand.RunForOutput([.. arguments, .. to]);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {code} {said}");
        Assert.Contains(route, recorder.Routes);
        if (Reads.Contains(route) && route != "PullDraft")
        {
            (code, spoken) = await WsisCommand.Run([.. arguments, .. to.Where(a => a != "--json")]);
            Assert.True(code == 0 && spoken.Trim() is { Length: > 0 } and not ['{', ..], spoken);
        }
        return JsonDocument.Parse(printed).RootElement;
    }

    /// <summary>Records the names of the endpoints that were called.</summary>
    private sealed class RouteRecorder : IStartupFilter
    {
        private readonly ConcurrentDictionary<string, bool> routes = new();

        public ICollection<string> Routes => routes.Keys;

        public void Clear(string route) => routes.TryRemove(route, out _);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext http, RequestDelegate rest) =>
                    {
                        // Before the response is sent, so that a test that has it finds the route.
                        http.Response.OnStarting(() =>
                        {
                            if (http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>() is { } name)
                                routes[name.EndpointName] = true;
                            return Task.CompletedTask;
                        });
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
