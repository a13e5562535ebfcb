using System.Net;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Tests.Hosting;

/// <summary>A client that sends too many requests must wait. Other clients do not.</summary>
public sealed class RateLimitTests
{
    private const string Header = "X-Forwarded-For";

    /// <summary>Long enough for a slow machine to send one more request before the next is allowed.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private static readonly Allowance One = new(1, 1, TimeSpan.FromHours(1));

    [Fact]
    public async Task A_link_that_is_opened_too_often_is_answered_with_429_and_when_to_come_back_and_others_are_not()
    {
        await using var app = await TestHost.Start(
            limits: RateLimits.None with
            {
                PerToken = new Allowance(3, 1, Period),
            }
        );
        await WarmUp(app);
        for (var i = 0; i < 3; i++)
            (await app.Get(app.Link("FRA"))).EnsureSuccessStatusCode().Dispose();
        using var refused = await app.Get($"{app.Link("FRA")}/letter");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, Period.TotalSeconds);
        Assert.True(refused.Headers.Contains("Content-Security-Policy"));
        Assert.Contains(
            "Too many requests",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        (await app.Get(app.Link("CHE"))).EnsureSuccessStatusCode().Dispose();
        await TestHost.WaitUntil(async () => await Status(app.Get(app.Link("FRA"))) == HttpStatusCode.OK, seconds: 60);
    }

    [Fact]
    public async Task A_rejected_answer_is_not_recorded_and_is_recorded_when_it_is_sent_again()
    {
        await using var app = await TestHost.Start(
            limits: RateLimits.None with
            {
                PerToken = new Allowance(1, 1, Period),
            }
        );
        await WarmUp(app);
        (await app.Get(app.Link("FRA"))).Dispose();
        using (var refused = await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0")))
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Null((await app.Find("FRA")).Reply);
        await TestHost.WaitUntil(
            async () =>
                await Status(app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0")))
                == HttpStatusCode.SeeOther,
            seconds: 60
        );
        Assert.NotNull((await app.Find("FRA")).Reply);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7:61234", true)]
    [InlineData("203.0.113.7", "198.51.100.1, 203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.7, 198.51.100.1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "[2001:db8:1:2:ffff::9]:443", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public async Task An_address_counts_over_all_links_and_is_the_one_that_the_nearest_proxy_names(
        string first,
        string second,
        bool same
    )
    {
        await using var app = await TestHost.Start(
            limits: RateLimits.None with
            {
                PerAddress = One,
                AddressHeader = Header,
            }
        );
        Assert.Equal(HttpStatusCode.OK, await From(app, "FRA", first));
        Assert.Equal(same ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, await From(app, "CHE", second));
    }

    [Fact]
    public async Task Without_a_proxy_no_forwarded_address_counts_and_all_clients_are_one()
    {
        await using var app = await TestHost.Start(limits: RateLimits.None with { PerAddress = One });
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await From(app, "FRA", "203.0.113.7"));
    }

    [Fact]
    public async Task A_monitor_is_never_rejected()
    {
        await using var app = await TestHost.Start(limits: new RateLimits(One, One, One, Header));
        for (var i = 0; i < 5; i++)
            (await app.Get("health")).EnsureSuccessStatusCode().Dispose();
    }

    /// <summary>The first page takes longer. Its link has an allowance of its own.</summary>
    private static async Task WarmUp(TestHost app) => (await app.Get(app.Link("DEU"))).Dispose();

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> From(TestHost app, string invitee, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Link(invitee), UriKind.Relative));
        request.Headers.TryAddWithoutValidation(Header, address);
        using var response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
