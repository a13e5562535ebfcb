using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Wsis.InMemory;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Hosting;

/// <summary>Reading changes nothing: every route that takes a <c>GET</c>, asked on stores that record writes.</summary>
public sealed class ReadingTests
{
    private const string Key = "a-key-of-staff-for-these-tests";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_GET_and_no_HEAD_writes()
    {
        ProofForm.RequireTurn(0, of: 2);
        var recorder = new WriteRecorder();
        await using var app = await Start(recorder);
        var message = await Receive(app, [TestHost.Key("FRA")]);
        var unmatched = await Receive(app, []);
        await app.Post(app.Link("FRA"), ("answer", "accepted"), ("statementDay", "2018-03-20"));
        // The recorder sees what a request writes.
        Assert.Contains(recorder.Writes, w => w.StartsWith("POST /r/", StringComparison.Ordinal));
        var before = recorder.Writes.Count;
        var missed = new List<string>();
        await foreach (var response in AskAll(app, message, unmatched))
            if (response.StatusCode >= HttpStatusCode.BadRequest && !IsPdf(response))
                missed.Add($"{response.RequestMessage} {(int)response.StatusCode}");

        Assert.True(missed.Count == 0, string.Join(" | ", missed));
        Assert.Empty(recorder.Writes.Skip(before));
    }

    [Fact]
    public async Task No_cache_keeps_a_response_and_every_cookie_of_an_https_site_is_secure()
    {
        ProofForm.RequireTurn(1, of: 2);
        string[] withoutPersonalData = ["/staff/style.css", "/staff/script.js", "/staff/editor.js", "/favicon.ico"];
        await using var app = await TestHost.Start(
            staffKey: Key,
            more: services => services.AddSingleton(new CampaignSettings(new Uri("https://reply.example/")))
        );
        var message = await Receive(app, [TestHost.Key("FRA")]);
        var unmatched = await Receive(app, []);

        var (wrong, cookies) = (new List<string>(), 0);
        await foreach (var response in AskAll(app, message, unmatched))
        {
            var path = response.RequestMessage!.RequestUri!.AbsolutePath;
            if (!withoutPersonalData.Contains(path) && response.Headers.CacheControl is not { NoStore: true })
                wrong.Add($"{path} may be cached");
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookies++;
                if (!cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))
                    wrong.Add($"{path} sets {cookie}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(" | ", wrong));
        Assert.True(cookies > 0, "No response sets a cookie.");
    }

    /// <summary>The sample has no letters as PDF.</summary>
    private static bool IsPdf(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith(".pdf", StringComparison.Ordinal);

    /// <summary>Asks every route that takes a <c>GET</c>, in French, with things that are there.</summary>
    private static async IAsyncEnumerable<HttpResponseMessage> AskAll(
        TestHost app,
        CorrespondenceId message,
        CorrespondenceId unmatched
    )
    {
        var values = new Dictionary<string, string>
        {
            ["{id}"] = "wsis-forum-2018",
            ["{invitee}"] = "FRA",
            ["{index}"] = "0",
            ["{token}"] = app.Link("FRA")[2..],
            ["{campaign}"] = "wsis-forum-2018",
            ["{code}"] = app.Links.PrintedCode(new ReplyLink(TestHost.Key("FRA"), 1)),
            ["{language}"] = "fr",
            ["{**path}"] = "campaign.json",
            ["{document}"] = "letters",
        };
        foreach (var endpoint in EndpointList.Local)
        foreach (var method in endpoint.Methods.Where(m => m is "GET" or "HEAD"))
        {
            var isOfCampaign = endpoint.Pattern.Contains("{id}", StringComparison.Ordinal);
            values["{message}"] = (isOfCampaign ? message : unmatched).ToString();
            values["{letter}"] = endpoint.Name is "StaffLetter" or "ShowSentLetter" ? "invitation~1" : "invitation";
            var path = values.Aggregate(
                endpoint.Pattern,
                (p, v) => p.Replace(v.Key, v.Value, StringComparison.Ordinal)
            );
            using var response = await app.Http.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), new Uri($"{path}?lang=fr", UriKind.Relative)),
                HttpCompletionOption.ResponseHeadersRead,
                Cancellation
            );
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                await response.Content.ReadAsByteArrayAsync(Cancellation);
            yield return response;
        }
    }

    private static Task<CorrespondenceId> Receive(TestHost app, IReadOnlyList<InvitationKey> invitations) =>
        app.ReceiveWithFile($"{invitations.Count}", "minister@fra.example", "Note", "", invitations);

    private static Task<TestHost> Start(WriteRecorder recorder) =>
        TestHost.Start(
            staffKey: Key,
            stores: recorder.Watch(new InMemoryStores()),
            more: services => services.AddSingleton<IStartupFilter>(recorder)
        );
}
