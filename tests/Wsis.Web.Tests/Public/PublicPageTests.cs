using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Tests.Public;

/// <summary>The rules for every public page, in every language and state.</summary>
public sealed class PublicPageTests
{
    /// <summary>A page loads over a telephone's connection in a breath: 30 KB, letters of every script counted as the
    /// octets they are.</summary>
    private const int MaxMisses = 30_000;

    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("ar"), InlineData("en"), InlineData("es"), InlineData("fr"), InlineData("ru"), InlineData("zh")]
    public async Task Asked_sent_back_recorded_overtaken_and_the_letter_itself(string language)
    {
        await using var app = await TestHost.Start();
        var link = $"{app.Link("FRA")}?lang={language}";
        await IsDiscreet(await app.Get(link), HttpStatusCode.OK);
        await IsDiscreet(await app.Get($"{app.Link("FRA")}/letter?lang={language}"), HttpStatusCode.OK);
        await IsDiscreet(
            await app.Post(
                link,
                ("answer", "delegated"),
                ("women", "x"),
                ("delegationSize", "x"),
                ("representativeAddress", "x"),
                ("statementDay", "x"),
                ("statementLanguage", "x")
            ),
            HttpStatusCode.BadRequest
        );
        await IsDiscreet(
            await app.Post(
                link,
                ("answer", "delegated"),
                ("representativeName", "N. N."),
                ("women", "2"),
                ("delegationSize", "4"),
                ("statementDay", "2018-03-20"),
                ("saw", "0")
            ),
            HttpStatusCode.SeeOther
        );
        await IsDiscreet(await app.Get(link), HttpStatusCode.OK);
        await IsDiscreet(await app.Post(link, ("answer", "declined"), ("saw", "0")), HttpStatusCode.Conflict);
        await IsDiscreet(
            await app.Post(link, ("remarks", new string('x', 70_000))),
            HttpStatusCode.RequestEntityTooLarge
        );
    }

    [Fact]
    public async Task Late_cancelled_withdrawn_replaced_unknown_asked_too_often_and_out_of_reach()
    {
        await using var app = await TestHost.Start(
            limits: RateLimits.None with
            {
                PerToken = new Allowance(3, 1, TimeSpan.FromHours(1)),
            }
        );
        await app.Invitations.Apply(
            (await app.Find("CHE")).Key,
            new Signal.Withdrawn("staff", Notify: false),
            TestContext.Current.CancellationToken
        );
        await IsDiscreet(await app.Get(app.Link("CHE")), HttpStatusCode.OK);
        await app.Invitations.Apply(
            (await app.Find("ESP")).Key,
            new Signal.LinkRenewed("renew", "staff"),
            TestContext.Current.CancellationToken
        );
        await IsDiscreet(await app.Get(app.Link("ESP")), HttpStatusCode.Gone);
        await IsDiscreet(await app.Get("r/nothing"), HttpStatusCode.NotFound);
        await app.End(CampaignState.Closed);
        await IsDiscreet(await app.Get(app.Link("EGY")), HttpStatusCode.OK);
        app.Store.IsDown = true;
        await IsDiscreet(await app.Get(app.Link("EGY")), HttpStatusCode.ServiceUnavailable);
        await IsDiscreet(await app.Post(app.Link("EGY"), ("answer", "accepted")), HttpStatusCode.ServiceUnavailable);
        await IsDiscreet(await app.Get(app.Link("EGY")), HttpStatusCode.TooManyRequests);
    }

    /// <summary>A public page is small, loads and runs nothing, stores nothing, sends no referrer, and is not
    /// indexed.</summary>
    private static async Task IsDiscreet(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.Equal(Policy, Header(response, "Content-Security-Policy"));
            Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
            Assert.Equal("noindex, nofollow", Header(response, "X-Robots-Tag"));
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
            Assert.True(response.Headers.CacheControl!.NoStore);
            var page = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.True(page.Length < MaxMisses, $"{response.RequestMessage!.RequestUri}: {page.Length} octets");
            Assert.DoesNotContain(
                "<script",
                System.Text.Encoding.UTF8.GetString(page),
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();
}
