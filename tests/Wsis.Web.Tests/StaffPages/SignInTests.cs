using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.SignIn;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Signing in on one machine, by the link in the terminal.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Opening_the_link_burns_nothing_and_its_button_signs_in_once()
    {
        await using var app = await TestHost.Start();
        var link = app.Sessions.CreateLink();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
            using (var page = await app.Get(link.PathAndQuery[1..], method))
            {
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
                Assert.False(page.Headers.Contains("Set-Cookie"));
            }
        Assert.Equal(link, app.Sessions.CreateLink());

        var cookie = await app.SignIn("A. N. Example");
        Assert.Contains("A. N. Example", await app.Page("staff", cookie), StringComparison.Ordinal);
        using var again = await app.Post("staff/sign-in", ("code", Code(link)), ("name", "Somebody else"));
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.False(again.Headers.Contains("Set-Cookie"));
        Assert.NotEqual(link, app.Sessions.CreateLink());
    }

    [Fact]
    public async Task A_site_under_https_has_secure_cookies_also_behind_a_proxy_that_forwards_over_http()
    {
        await using var app = await TestHost.Start(more: services =>
            services.AddSingleton(new CampaignSettings(new Uri("https://gateway.example/")))
        );
        using var response = await app.Post(
            "staff/sign-in?lang=fr",
            ("code", Code(app.Sessions.CreateLink())),
            ("name", "A. N. Example")
        );
        Assert.All(
            response.Headers.GetValues("Set-Cookie"),
            cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("api/campaigns")]
    [InlineData("api/campaigns/wsis-forum-2018/export.csv")]
    [InlineData("api/campaigns/wsis-forum-2018/invitations")]
    [InlineData("api/campaigns/nobody")]
    [InlineData("api/openapi.json")]
    [InlineData("health")]
    [InlineData("nothing")]
    public async Task No_cache_keeps_a_response(string path)
    {
        await using var app = await TestHost.Start(staffKey: "a-key-of-twenty-characters");
        using var response = await app.Get(path);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_sessions_cookie_is_for_the_pages_alone_and_for_no_script_and_no_other_site()
    {
        await using var app = await TestHost.Start();
        using var response = await app.Post(
            "staff/sign-in",
            ("code", Code(app.Sessions.CreateLink())),
            ("back", "/staff?x=1")
        );
        Assert.Equal(
            (HttpStatusCode.SeeOther, "/staff?x=1"),
            (response.StatusCode, response.Headers.Location!.OriginalString)
        );
        var cookie = response.Headers.GetValues("Set-Cookie").First();
        foreach (var attribute in new[] { "path=/staff", "samesite=strict", "httponly" })
            Assert.Contains(attribute, cookie, StringComparison.Ordinal);

        using var api = new HttpRequestMessage(HttpMethod.Get, "api/campaigns/wsis-forum-2018");
        api.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var refused = await app.Http.SendAsync(api, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var app = await TestHost.Start();
        var cookie = await app.SignIn("A. N. Example");
        using var response = await app.Submit("staff/sign-out", cookie);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "staff");
        request.Headers.Add("Cookie", cookie);
        using var page = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("/staff/sign-in?back=%2Fstaff", page.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/staff")]
    [InlineData("/staff\\..\\elsewhere")]
    [InlineData("/staffing")]
    public async Task Signing_in_leads_to_a_page_of_ours_whatever_the_link_says(string back)
    {
        await using var app = await TestHost.Start();
        using var response = await app.Post("staff/sign-in", ("code", Code(app.Sessions.CreateLink())), ("back", back));
        Assert.Equal("/staff", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public void A_link_is_good_for_a_quarter_of_an_hour_and_a_session_for_a_day_at_work()
    {
        var clock = new FakeTimeProvider();
        var shown = new List<string>();
        var sessions = new StaffSessions(clock, new Uri("http://127.0.0.1/"), "user", shown.Add);
        var code = Code(sessions.CreateLink());
        Assert.Null(sessions.Begin("", "x"));
        Assert.Null(sessions.Begin(code[..^1], "x"));
        clock.Advance(StaffSessions.LinkLifetime);
        Assert.Null(sessions.Begin(code, "x"));

        var secret = sessions.Begin(Code(sessions.CreateLink()), " \u202E ")!;
        Assert.Equal("user", sessions.Find(secret)!.Name);
        clock.Advance(StaffSessions.SessionLifetime);
        Assert.Null(sessions.Find(secret));

        sessions.PrintLink();
        sessions.PrintLink();
        Assert.Single(shown);
    }

    private static string Code(Uri link) => link.Query.Split("code=")[1];
}
