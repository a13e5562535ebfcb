using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Wsis.Web.Tests.Hosting;

/// <summary>Requests with a wrong method or for a missing page.</summary>
public sealed class NotFoundTests
{
    [Fact]
    public async Task The_allowed_methods_are_those_of_the_address()
    {
        await using var app = await TestHost.Start(launched: false);
        foreach (
            var (address, methods) in new[]
            {
                ("/health", "GET HEAD"),
                ("/r/x", "GET HEAD POST"),
                ("/webhooks/confirmations", "POST"),
                ("/api/campaigns/x/invitations/remind", "GET HEAD POST"),
            }
        )
        {
            using var response = await Ask(app, HttpMethod.Delete, address);
            Assert.Equal(methods, string.Join(' ', response.Content.Headers.Allow.Order()));
        }
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes()
    {
        await using var app = await TestHost.Start(launched: false);
        foreach (var address in EndpointList.Local.GroupBy(e => e.Path))
        {
            using var response = await Ask(app, HttpMethod.Patch, address.Key);
            Assert.Equal((address.Key, HttpStatusCode.MethodNotAllowed), (address.Key, response.StatusCode));
            // More than these where another address with a field in it fits as well.
            Assert.Superset(address.SelectMany(r => r.Methods).ToHashSet(), response.Content.Headers.Allow.ToHashSet());
            if (address.First().Page is null)
                Assert.Equal(405, (await Problem(response)).GetProperty("status").GetInt32());
            else
                Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [
        InlineData("POST", "/api/campaign"),
        InlineData("GET", "/api/campaigns/a/b/c"),
        InlineData("PROPFIND", "/x"),
        InlineData("GET", "/a%2Fb/%ff")
    ]
    public async Task An_address_that_is_not_there_is_said_not_to_be_there(string method, string address)
    {
        await using var app = await TestHost.Start(launched: false);
        using var response = await Ask(app, new HttpMethod(method), address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var problem = await Problem(response);
        Assert.Equal(
            (404, "address-not-found"),
            (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString())
        );
    }

    [Fact]
    public async Task The_root_leads_staff_to_their_pages_and_tells_others_nothing()
    {
        await using var app = await TestHost.Start(launched: false);
        foreach (var accept in new[] { "text/html", "*/*" })
        {
            using var stranger = await Ask(app, HttpMethod.Get, "/", accept);
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
            Assert.Equal("", await stranger.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        using var staff = await Ask(app, HttpMethod.Get, "/", "text/html", "wsis-signed-in-before=1");
        Assert.Equal((HttpStatusCode.Redirect, "/staff"), (staff.StatusCode, $"{staff.Headers.Location}"));
        using var icon = await Ask(app, HttpMethod.Get, "/favicon.ico", "image/*");
        Assert.Equal(HttpStatusCode.NoContent, icon.StatusCode);
    }

    private static Task<HttpResponseMessage> Ask(
        TestHost app,
        HttpMethod method,
        string address,
        string accept,
        string? cookie = null
    )
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Add("Accept", accept);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return app.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> Ask(TestHost app, HttpMethod method, string address) =>
        app.Http.SendAsync(
            new HttpRequestMessage(method, new Uri(address, UriKind.Relative)),
            TestContext.Current.CancellationToken
        );

    private static async Task<JsonElement> Problem(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
