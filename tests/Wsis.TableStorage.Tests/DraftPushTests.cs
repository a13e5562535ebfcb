using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Storage;
using Wsis.Web.Hosting.Requests;

namespace Wsis.TableStorage.Tests;

/// <summary>Two people push a folder as the same draft at the same moment, each to an instance of their own.</summary>
public sealed class DraftPushTests(AzuriteFixture azurite)
{
    private const string Key = "a-key-of-staff-for-these-tests";

    /// <summary>The address below the campaign, and whether the stores are those of Azure.</summary>
    public static TheoryData<string, bool> Pushes =>
        new()
        {
            { "", false },
            { "/draft", false },
            { "", true },
            { "/draft", true },
        };

    [Theory]
    [MemberData(nameof(Pushes))]
    public async Task One_of_two_that_create_the_same_draft_wins_and_the_other_is_refused(string push, bool inAzure)
    {
        var open = await Open(inAzure);
        await using var first = await TestHost.Start(launched: false, staffKey: Key, stores: open());
        await using var second = await TestHost.Resume(open(), Key);
        foreach (var id in new[] { "pushed-1", "pushed-2", "pushed-3" })
        {
            var (mine, theirs) = (Folder(id, "One."), Folder(id, "Two."));
            var answers = await Task.WhenAll(Create(first, id, push, mine), Create(second, id, push, theirs));

            var isMine = answers[0].IsSuccessStatusCode;
            Assert.Equal(HttpStatusCode.PreconditionFailed, answers[isMine ? 1 : 0].StatusCode);
            var problem = JsonNode.Parse(await answers[isMine ? 1 : 0].Content.ReadAsStringAsync(Cancellation))!;
            Assert.Equal("draft-exists", (string?)problem["code"]);
            Assert.Contains("Read it", (string?)problem["detail"], StringComparison.Ordinal);
            Assert.True(answers[isMine ? 0 : 1].IsSuccessStatusCode, await Read(answers[isMine ? 0 : 1]));
            var draft = await first.GetJson($"api/campaigns/{id}/draft");
            Assert.Equal(EtagOf(id, isMine ? mine : theirs), (string?)draft["etag"]);
            Assert.Equal(push.Length == 0, (bool)draft["submitted"]!);

            // The same requests again, as after answers that were lost.
            Assert.Equal(isMine, (await Create(second, id, push, mine)).IsSuccessStatusCode);
            Assert.Equal(!isMine, (await Create(first, id, push, theirs)).IsSuccessStatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Pushes))]
    public async Task A_push_that_is_sent_again_while_it_is_carried_out_succeeds(string push, bool inAzure)
    {
        var open = await Open(inAzure);
        await using var first = await TestHost.Start(launched: false, staffKey: Key, stores: open());
        await using var second = await TestHost.Resume(open(), Key);
        var folder = Folder("pushed", "One.");
        foreach (
            var answer in await Task.WhenAll(
                Create(first, "pushed", push, folder),
                Create(second, "pushed", push, folder),
                Create(first, "pushed", push, folder)
            )
        )
            Assert.True(answer.IsSuccessStatusCode, await Read(answer));
        var campaign = await first.Store.Campaigns.Find(new CampaignId("pushed"), Cancellation);
        Assert.Equal(push.Length == 0 ? CampaignState.Draft : null, campaign?.Value.State);
    }

    [Theory]
    [MemberData(nameof(Pushes))]
    public async Task One_of_two_that_replace_the_same_version_wins_also_when_it_asks_again(string push, bool inAzure)
    {
        var open = await Open(inAzure);
        await using var first = await TestHost.Start(launched: false, staffKey: Key, stores: open());
        await using var second = await TestHost.Resume(open(), Key);
        await Create(first, "pushed", push, Folder("pushed", "One."));
        var seen = (string)(await first.GetJson("api/campaigns/pushed/draft"))["etag"]!;
        var folders = new[] { Folder("pushed", "Two."), Folder("pushed", "Three.") };
        var answers = await Task.WhenAll(
            Replace(first, push, folders[0], seen),
            Replace(second, push, folders[1], seen)
        );

        var winner = answers[0].IsSuccessStatusCode ? 0 : 1;
        Assert.True(answers[winner].IsSuccessStatusCode, await Read(answers[winner]));
        Assert.Equal(HttpStatusCode.PreconditionFailed, answers[1 - winner].StatusCode);
        using var again = await Replace(first, push, folders[winner], seen);
        Assert.True(again.IsSuccessStatusCode, await Read(again));
        using var late = await Replace(first, push, folders[1 - winner], seen);
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(
            EtagOf("pushed", folders[winner]),
            (string?)(await first.GetJson("api/campaigns/pushed/draft"))["etag"]
        );
    }

    [Fact]
    public async Task A_draft_whose_answer_was_lost_on_the_wire_is_known_as_saved()
    {
        using var wire = new FaultyTransport();
        using var client = new HttpClient(wire);
        var prefix = $"D{Guid.NewGuid():N}"[..12];
        await azurite.OpenStores(prefix).Initializer.Initialize(Cancellation);
        var options = new BlobClientOptions { Transport = new HttpClientTransport(client) };
        var store = new TableStores(azurite.Service(), azurite.Blobs(options), prefix).Drafts;
        var draft = new Draft { Campaign = new CampaignId("lost"), Files = [] };

        wire.LoseResponses(1);
        Assert.True(await store.Save(draft, null, Cancellation));
        var version = (await store.Find(draft.Campaign, Cancellation))!.Version;
        wire.LoseResponses(1);
        Assert.True(await store.Save(draft with { Authors = ["anna"] }, version, Cancellation));
        Assert.False(await store.Save(draft with { Authors = ["bert"] }, version, Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<Func<Stores>> Open(bool inAzure)
    {
        if (inAzure)
        {
            var prefix = $"P{Guid.NewGuid():N}"[..12];
            await azurite.OpenStores(prefix).Initializer.Initialize(Cancellation);
            return () => azurite.OpenStores(prefix);
        }
        var stores = new InMemoryStores();
        return () => stores;
    }

    private static Dictionary<string, byte[]> Folder(string id, string text)
    {
        var files = SampleCampaign.ReadFewFiles();
        var facts = JsonNode.Parse(files[CampaignReader.FileName])!;
        facts["id"] = id;
        files[CampaignReader.FileName] = Encoding.UTF8.GetBytes(facts.ToJsonString());
        const string letter = "letters/en/invitation.md";
        files[letter] = [.. files[letter], .. Encoding.UTF8.GetBytes($"\n{text}\n")];
        return files;
    }

    private static string EtagOf(string id, Dictionary<string, byte[]> files) =>
        EntityTags.Create(CampaignFolder.Read(files).For(new CampaignId(id)).Fingerprint!);

    private static Task<HttpResponseMessage> Create(
        TestHost host,
        string id,
        string push,
        Dictionary<string, byte[]> files
    )
    {
        var request = Request($"api/campaigns/{id}{push}", files);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        return host.Http.SendAsync(request, Cancellation);
    }

    private static Task<HttpResponseMessage> Replace(
        TestHost host,
        string push,
        Dictionary<string, byte[]> files,
        string etag
    )
    {
        var query = push.Length == 0 ? $"?draft={Uri.EscapeDataString(etag)}" : "";
        var request = Request($"api/campaigns/pushed{push}{query}", files);
        if (push.Length > 0)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        return host.Http.SendAsync(request, Cancellation);
    }

    private static HttpRequestMessage Request(string address, Dictionary<string, byte[]> files) =>
        new(HttpMethod.Put, new Uri(address, UriKind.Relative))
        {
            Content = new ByteArrayContent(Zip(files))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/zip") },
            },
        };

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

    private static Task<string> Read(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancellation);
}
