using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Letters;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>A campaign is prepared over the API, part by part.</summary>
public sealed class DraftApiTests : IAsyncLifetime
{
    private const string Draft = "api/campaigns/new/draft";
    private const string Letter = Draft + "/files/letters/fr/invitation.md";
    private const string Row = "CHE,CHE,Suisse,Ministre,\"Madame,\",fr,a@che.example,,Europe/Zurich,Sat Sun,Europe\n";

    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.Start(staffKey: "a key of the test");

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_draft_is_written_part_by_part_submitted_approved_and_launched()
    {
        var draft = await Read(await Create());
        Assert.Equal(["invitees.csv"], draft["problems"]!.AsArray().Select(p => (string?)p!["file"]));
        Assert.Equal(HttpStatusCode.Conflict, (await Post("draft/submit")).StatusCode);

        draft = await Read(await Write(Draft + "/files/invitees.csv", Invitees()));
        Assert.Empty(draft["problems"]!.AsArray());
        Assert.False((bool)draft["submitted"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await Post("proofs/approve")).StatusCode);

        Assert.Equal("Draft", (string?)(await Read(await Post("draft/submit")))["state"]);
        await Read(await Post("proofs/approve"));
        await Read(await Write(Letter, await ReadText(Letter) + "\nP.S.\n"));
        Assert.Equal("draft-not-submitted", await ReadCode(await Post("launch")));
        Assert.Equal("draft-not-submitted", await ReadCode(await Post("proofs/approve")));
        await Read(await Post("draft/submit"));
        Assert.Equal("approval-outdated", await ReadCode(await Post("launch")));
        await Read(await Post("proofs/approve"));
        Assert.Equal("Running", (string?)(await Read(await Post("launch")))["state"]);
        Assert.Equal("not-a-draft", await ReadCode(await Write(Letter, "")));
    }

    [Fact]
    public async Task The_second_of_two_who_write_a_part_learns_who_was_first()
    {
        await Create();
        var read = await host.Get(Letter);
        await Read(await Write(Letter, "---\nsubject: One\n---\n"));

        var second = await Write(Letter, "---\nsubject: Two\n---\n", read.Headers.ETag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal(
            "local",
            (string?)JsonNode.Parse(await second.Content.ReadAsStringAsync(Cancellation))!["changedBy"]
        );
        Assert.StartsWith("---\nsubject: One", await ReadText(Letter), StringComparison.Ordinal);
        var again = await host.Get(Letter);
        await Read(await Write(Letter, "---\nsubject: Two\n---\n", again.Headers.ETag));
        // The same request again, as after an answer that was lost.
        await Read(await Write(Letter, "---\nsubject: Two\n---\n", again.Headers.ETag));
        var list = (await host.Get(Draft + "/files/invitees.csv")).Headers.ETag;
        await Read(await Write(Draft + "/invitees", Invitees(), list));
        await Read(await Write(Draft + "/invitees", Invitees(), list));
    }

    [Fact]
    public async Task A_draft_is_pulled_byte_for_byte_as_it_was_pushed()
    {
        await Create();
        using var zip = new ZipArchive(
            await host.Http.GetStreamAsync(new Uri(Draft + "/folder.zip", UriKind.Relative), Cancellation)
        );
        Assert.Equal(Files().Keys.Order(), zip.Entries.Select(e => e.FullName).Order());
        Assert.All(
            zip.Entries,
            e =>
            {
                using var content = new MemoryStream();
                using var entry = e.Open();
                entry.CopyTo(content);
                Assert.Equal(Files()[e.FullName], content.ToArray());
            }
        );
    }

    [Fact]
    public async Task A_campaign_that_was_uploaded_whole_is_a_draft_that_is_submitted()
    {
        var files = Files();
        files["invitees.csv"] = Encoding.UTF8.GetBytes(Invitees());
        Assert.Equal(HttpStatusCode.Created, (await Upload("")).StatusCode);

        var draft = await host.GetJson(Draft);
        Assert.True((bool)draft["submitted"]!);
        var seen = $"?draft={Uri.EscapeDataString((string)draft["etag"]!)}";
        await Read(await Write(Letter, await ReadText(Letter) + "\nP.S.\n"));
        const string other = "letters/fr/reminder-2.md";
        files[other] = [.. files[other], .. "\nN.B.\n"u8];
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Upload(seen)).StatusCode);
        Assert.EndsWith("P.S.\n", await ReadText(Letter), StringComparison.Ordinal);
        await Read(await Upload($"?draft={Uri.EscapeDataString((string)(await host.GetJson(Draft))["etag"]!)}"));
        // The same request again, as after an answer that was lost.
        await Read(await Upload(seen));
        await Read(await Post("proofs/approve"));
        Assert.Equal("Running", (string?)(await Read(await Post("launch")))["state"]);

        Task<HttpResponseMessage> Upload(string query)
        {
            var content = new ByteArrayContent(Zip(files));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
            return host.Http.PutAsync(new Uri($"api/campaigns/new{query}", UriKind.Relative), content, Cancellation);
        }
    }

    [Fact]
    public async Task The_folder_of_another_campaign_is_an_error_of_the_draft_with_its_line()
    {
        await Create();
        await Read(await Write(Draft + "/files/invitees.csv", Invitees()));
        var facts = await ReadText(Draft + "/files/campaign.json");

        var draft = await Read(
            await Write(
                Draft + "/files/campaign.json",
                facts.Replace("\"id\": \"new\"", "\"id\": \"old\"", StringComparison.Ordinal)
            )
        );

        var problem = Assert.Single(draft["problems"]!.AsArray())!;
        Assert.Equal("campaign.json", (string?)problem["file"]);
        Assert.Contains("the id of this draft is 'new'", (string?)problem["message"], StringComparison.Ordinal);
        Assert.True((int)problem["line"]! > 0);
        Assert.Equal(HttpStatusCode.Conflict, (await Post("draft/submit")).StatusCode);
    }

    [Theory]
    [InlineData("letters/../campaign.json")]
    [InlineData("notes.txt")]
    public async Task A_file_that_belongs_to_no_campaign_is_refused(string path)
    {
        await Create();
        var answer = await Write($"{Draft}/files/{Uri.EscapeDataString(path)}", "text");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Create()
    {
        var content = new ByteArrayContent(Zip(Files()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return host.Http.PutAsync(new Uri(Draft, UriKind.Relative), content);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        return zip.ToArray();
    }

    private static Dictionary<string, byte[]> Files() =>
        CampaignOutline
            .CreateExample(new CampaignId("new"), [Language.French], DateTimeZone.Utc, new LocalDate(2027, 1, 1))
            .CreateFiles()
            .ToDictionary();

    private static string Invitees() => Encoding.UTF8.GetString(Files()["invitees.csv"]) + Row;

    private Task<HttpResponseMessage> Write(string path, string text, EntityTagHeaderValue? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        };
        if (version is not null)
            request.Headers.IfMatch.Add(version);
        return host.Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> Post(string action) =>
        host.Http.PostAsync(new Uri($"api/campaigns/new/{action}", UriKind.Relative), null);

    private Task<string> ReadText(string path) => host.Http.GetStringAsync(new Uri(path, UriKind.Relative));

    private static async Task<JsonNode> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<string?> ReadCode(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"];
    }
}
