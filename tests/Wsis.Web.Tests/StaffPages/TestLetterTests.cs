using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MimeKit;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>A member of staff sends a letter to themselves.</summary>
public sealed class TestLetterTests : IAsyncLifetime
{
    private const string Campaign = "campaigns/wsis-forum-2018";
    private const string French = $"api/{Campaign}/draft/letters/fr/invitation/test";
    private const string Anna = "anna@itu.example";

    private TestHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await TestHost.Start(staffKey: "a key of the test", launched: false);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_is_the_letter_of_the_invitee_marked_as_a_test_and_its_link_answers_nothing()
    {
        using var response = await Send(French, Anna, "FRA", key: "one");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal((HttpStatusCode.OK, Anna), (response.StatusCode, (string?)answer["to"]));
        (await Send(French, Anna, "FRA", key: "one")).EnsureSuccessStatusCode().Dispose();

        var letter = MimeMessage.Load(Assert.Single(Letters), Cancellation);
        var invitee = (await host.Find("FRA")).Invitee;
        Assert.Equal((string?)answer["subject"], letter.Subject);
        Assert.StartsWith("[Essai] Invitation", letter.Subject, StringComparison.Ordinal);
        Assert.Equal([Anna], letter.To.Mailboxes.Select(m => m.Address));
        Assert.Empty(letter.Cc);
        Assert.DoesNotContain("FRA", letter.ReplyTo.ToString(), StringComparison.Ordinal);
        Assert.Contains(invitee.Salutation, letter.TextBody, StringComparison.Ordinal);

        var link = SentLetters.LinksIn(host, [letter]).First(l => l.Contains("/r/", StringComparison.Ordinal));
        using var page = await host.Get(new Uri(link).AbsolutePath.TrimStart('/'));
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        Assert.Empty((await host.Find("FRA")).Dispatches);
        var journal = await host.Http.GetStringAsync(
            new Uri($"api/{Campaign}/journal", UriKind.Relative),
            Cancellation
        );
        Assert.Single(
            JsonNode.Parse(journal)!["journal"]!.AsArray(),
            e =>
                (string?)e!["what"] == "test letter sent"
                && (string?)e["note"] == "letter invitation in French, to a…@itu.example"
        );
    }

    [Theory]
    [InlineData("anna", "not-an-address")]
    [InlineData("minister@fra.example", "address-not-of-organisation")]
    [InlineData("anna@notitu.example", "address-not-of-organisation")]
    public async Task It_goes_to_an_address_of_the_organisation_only(string to, string code)
    {
        using var response = await Send(French, to, "FRA");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(code, (string?)problem["codes"]!["to"]);
        Assert.Empty(Letters);
    }

    [Fact]
    public async Task There_is_none_of_a_letter_that_the_draft_does_not_have()
    {
        foreach (var letter in new[] { "fr/no-letter", "tlh/invitation" })
        {
            using var response = await Send(French.Replace("fr/invitation", letter, StringComparison.Ordinal), Anna);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_sends_a_text_that_is_not_saved_and_keeps_it_in_the_editor()
    {
        const string page = $"staff/{Campaign}/draft/letters/en/invitation";
        var cookie = await host.SignIn("Anna");
        const string text = "---\nsubject: Not saved\n---\nNot saved, {{ invitee.salutation }}\n";
        var hash = await host.Drafts.KeepVersion(
            SampleCampaign.Folder.Campaign!.Id,
            System.Text.Encoding.UTF8.GetBytes(text),
            Cancellation
        );

        using var refused = await host.Submit($"{page}/test", cookie, ("to", "anna@"), ("text", hash));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Matches("<details open>\\s*<summary>Send me this letter", html);
        Assert.Contains("value=\"anna@\"", html, StringComparison.Ordinal);
        Assert.Empty(Letters);

        using var sent = await host.Submit($"{page}/test", cookie, ("to", Anna), ("text", hash), ("invitee", "CAN"));
        html = await sent.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation);
        Assert.Contains($"The letter was sent to {Anna}.", html, StringComparison.Ordinal);
        Assert.Contains("subject: Not saved", html, StringComparison.Ordinal);
        Assert.Equal("[Test] Not saved", MimeMessage.Load(Assert.Single(Letters), Cancellation).Subject);
    }

    [Fact]
    public async Task Somebody_who_sends_too_many_must_wait()
    {
        await using var limited = await TestHost.Start(
            staffKey: "a key of the test",
            launched: false,
            limits: RateLimits.None with
            {
                PerTester = new Allowance(1, 1, TimeSpan.FromHours(1)),
            }
        );
        var statuses = new List<HttpStatusCode>();
        foreach (var path in new[] { French, French, $"api/{Campaign}/draft/submit" })
        {
            using var response = await limited.Http.PostAsJsonAsync(path, new { to = Anna }, Cancellation);
            statuses.Add(response.StatusCode);
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public void The_mark_is_in_the_language_of_the_letter() =>
        Assert.Equal(Language.All.Count, Language.All.Select(TestLetter.MarkIn).Distinct().Count());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Letters => Directory.GetFiles(host.Mailer.Folder, "*.eml");

    private async Task<HttpResponseMessage> Send(string path, string to, string? invitee = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(new { to, invitee }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await host.Http.SendAsync(request, Cancellation);
    }
}
