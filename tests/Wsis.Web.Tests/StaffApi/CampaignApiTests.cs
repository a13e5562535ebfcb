using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Local.Serving;
using Wsis.PickupFolder;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>The staff API over HTTP: who may, what it takes, what it refuses.</summary>
public sealed partial class CampaignApiTests : IAsyncLifetime
{
    private const string Key = "a key of the test";
    private const string Sample = "/api/campaigns/wsis-forum-2018";

    private readonly string letters = Directory.CreateTempSubdirectory("wsis-letters-").FullName;
    private readonly InMemoryStores store = new();
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        var site = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        var clock = new SettableClock(new DateTimeOffset(2017, 12, 12, 12, 0, 0, TimeSpan.FromHours(1)));
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        app = LocalHost.Compose(store, new PickupFolderMailer(letters, clock), links, site, site, clock, Key);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = site };
        http.DefaultRequestHeaders.Add(StaffKeys.Header, Key);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(letters, recursive: true);
    }

    [Fact]
    public async Task A_campaign_is_brought_launched_and_counted()
    {
        Assert.Equal(HttpStatusCode.Created, (await Put(SampleZip())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Put(SampleZip())).StatusCode);
        Assert.Equal("Draft", (await Get(Sample)).GetProperty("state").GetString());
        Assert.Contains(
            "Nobody has approved",
            (await Read(await Post($"{Sample}/launch"), HttpStatusCode.Conflict)).GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await Post($"{Sample}/proofs/approve")).StatusCode);
        Assert.Equal("Running", (await Read(await Post($"{Sample}/launch"))).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, (await Post($"{Sample}/launch")).StatusCode);
        await TestHost.WaitUntil(async () =>
            (await Get($"{Sample}/status")).GetProperty("phases").TryGetProperty("Awaiting", out var awaiting)
            && awaiting.GetInt64() == 194
        );
        Assert.Equal(194, (await Read(await Post($"{Sample}/repair"))).GetProperty("looked").GetInt32());
    }

    [Fact]
    public async Task A_campaign_folder_may_be_zipped_with_the_folder_around_it() =>
        Assert.Equal(HttpStatusCode.Created, (await Put(SampleZip("wsis-forum-2018/"))).StatusCode);

    [Fact]
    public async Task Another_folder_replaces_a_draft_with_its_file_letters_and_list_and_voids_the_approval()
    {
        var first = await Read(await Put(SampleZip()), HttpStatusCode.Created);
        await Post($"{Sample}/proofs/approve");
        var second = await Read(
            await Put(
                SampleZip(
                    edit: (path, text) =>
                        path switch
                        {
                            "campaign.json" => text.Replace("CL-17/051", "CL-17/052", StringComparison.Ordinal),
                            "invitees.csv" => string.Concat(text.Split('\n').Take(101).Select(l => l + "\n")),
                            "letters/fr/invitation.md" => text + "\nP.S.\n",
                            _ => text,
                        }
                )
            )
        );
        Assert.Equal(
            ("Draft", "CL-17/052"),
            (second.GetProperty("state").GetString(), second.GetProperty("reference").GetString())
        );
        Assert.NotEqual(first.GetProperty("contentHash").GetString(), second.GetProperty("contentHash").GetString());
        Assert.Equal(100, (await Get($"{Sample}/status")).GetProperty("invitees").GetInt32());
        Assert.Contains(
            "changed after it was approved",
            (await Read(await Post($"{Sample}/launch"), HttpStatusCode.Conflict)).GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        var journal = (await Get($"{Sample}/journal"))
            .GetProperty("journal")
            .EnumerateArray()
            .Select(l => $"{l.GetProperty("what")} by {l.GetProperty("who")}");
        Assert.Equal(["campaign imported by local", "proofs approved by local", "folder replaced by local"], journal);
        await Post($"{Sample}/proofs/approve");
        Assert.Equal("Running", (await Read(await Post($"{Sample}/launch"))).GetProperty("state").GetString());
        Assert.Contains(
            "only a draft is replaced",
            await ReadRejection(SampleZip(), HttpStatusCode.Conflict),
            StringComparison.Ordinal
        );
        Assert.Equal(100, (await Get($"{Sample}/status")).GetProperty("invitees").GetInt32());
    }

    [Fact]
    public async Task A_change_of_the_list_alone_is_a_change()
    {
        await Put(SampleZip());
        await Put(
            SampleZip(
                edit: (path, text) =>
                    path == "invitees.csv"
                        ? text.Replace("Afghanistan", "Afghanistan (République islamique d’)", StringComparison.Ordinal)
                        : text
            )
        );
        Assert.Equal(194, (await Get($"{Sample}/status")).GetProperty("invitees").GetInt32());
        Assert.StartsWith(
            "Afghanistan (R",
            (await Get($"{Sample}/invitations/AFG")).GetProperty("invitation").GetProperty("name").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_upload_over_an_outdated_version_is_refused()
    {
        var brought = await Put(SampleZip());
        await Post($"{Sample}/proofs/approve");
        using var late = new HttpRequestMessage(HttpMethod.Put, Sample)
        {
            Content = new ByteArrayContent(SampleZip(edit: (_, text) => text + "\n")),
        };
        late.Headers.TryAddWithoutValidation("If-Match", brought.Headers.ETag!.Tag);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await http.SendAsync(late, TestContext.Current.CancellationToken)).StatusCode
        );
    }

    [Fact]
    public async Task A_replacement_that_was_interrupted_begins_again()
    {
        await Put(SampleZip());
        var id = new CampaignId("wsis-forum-2018");
        var (entry, version) = (await store.Campaigns.Find(id, CancellationToken.None))!;
        // The process has ended while it deleted the old list.
        await store.Campaigns.Save(
            entry with
            {
                State = CampaignState.Importing,
                Folder = "",
            },
            version,
            [],
            CancellationToken.None
        );
        await store.Invitations.Erase(new Partition(id, 3), keepCounts: false, CancellationToken.None);
        Assert.Equal("Draft", (await Read(await Put(SampleZip()))).GetProperty("state").GetString());
        Assert.Equal(194, (await Get($"{Sample}/status")).GetProperty("invitees").GetInt32());
    }

    [Fact]
    public async Task A_campaign_folder_may_come_with_a_part_for_each_file()
    {
        using var parts = Parts(SampleFiles());
        var brought = await Read(
            await http.PutAsync(new Uri(Sample, UriKind.Relative), parts, TestContext.Current.CancellationToken),
            HttpStatusCode.Created
        );
        Assert.Equal(HttpStatusCode.OK, (await Put(SampleZip())).StatusCode);
        Assert.Equal(
            brought.GetProperty("contentHash").GetString(),
            (await Get(Sample)).GetProperty("contentHash").GetString()
        );
        Assert.Single((await Get($"{Sample}/journal")).GetProperty("journal").EnumerateArray());
    }

    [Fact]
    public async Task A_draft_has_nothing_to_repair()
    {
        await Put(SampleZip());
        Assert.Equal(HttpStatusCode.Conflict, (await Post($"{Sample}/repair")).StatusCode);
    }

    [Theory]
    [InlineData("/api/campaigns/nobody/launch")]
    [InlineData("/api/campaigns/nobody/repair")]
    [InlineData("/api/campaigns/No_Id/launch")]
    public async Task An_unknown_campaign_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Post(path)).StatusCode);

    private static byte[] SampleZip(string around = "", Func<string, string, string>? edit = null) =>
        Zip([.. SampleFiles().Select(f => (around + f.Path, edit is null ? f.Text : edit(f.Path, f.Text)))]);

    private static IEnumerable<(string Path, string Text)> SampleFiles()
    {
        var folder = SampleCampaign.Path;
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f, EncodingOf(f))));
    }

    /// <summary>The encoding of a text. An image is carried through a text byte by byte.</summary>
    private static Encoding EncodingOf(string path) =>
        path.EndsWith(".png", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8;

    private static MultipartFormDataContent Parts(IEnumerable<(string Path, string Text)> files)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (path, text) in files)
            parts.Add(new ByteArrayContent(EncodingOf(path).GetBytes(text)), $"\"{path}\"", Path.GetFileName(path));
        return parts;
    }

    private static byte[] Zip(params (string Path, string Text)[] files) =>
        Zip([.. files.Select(f => (f.Path, EncodingOf(f.Path).GetBytes(f.Text)))]);

    private static byte[] Zip((string Path, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    private Task<HttpResponseMessage> Put(byte[] zip, string path = Sample) =>
        http.PutAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(zip));

    private Task<HttpResponseMessage> Post(string path) => http.PostAsync(new Uri(path, UriKind.Relative), null);

    private async Task<JsonElement> Get(string path) =>
        await Read(await http.GetAsync(new Uri(path, UriKind.Relative)));

    private async Task<string> ReadRejection(
        byte[] zip,
        HttpStatusCode status = HttpStatusCode.BadRequest,
        string path = Sample
    ) => (await Read(await Put(zip, path), status)).GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal);

    private static async Task<JsonElement> Read(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.Equal(status, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
