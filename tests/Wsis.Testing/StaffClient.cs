using System.Text.RegularExpressions;

namespace Wsis.Testing;

/// <summary>The requests of a member of staff on the pages.</summary>
public static partial class StaffClient
{
    /// <summary>Signs in.</summary>
    /// <returns>The session's cookie.</returns>
    public static async Task<string> SignIn(this TestHost app, string name)
    {
        using var response = await app.Post(
            "staff/sign-in",
            ("code", app.Sessions.CreateLink().Query.Split("code=")[1]),
            ("name", name)
        );
        return response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    public static async Task<string> Page(this TestHost app, string path, string cookie) =>
        (await app.Open(path, cookie)).Html;

    /// <summary>Posts a form as the page would, with its antiforgery token.</summary>
    public static async Task<HttpResponseMessage> Submit(
        this TestHost app,
        string path,
        string cookie,
        params (string Name, string Value)[] fields
    )
    {
        var (token, cookies) = await app.ReadToken(cookie);
        return await app.Submit(path, token, cookies, fields);
    }

    /// <summary>Reads an antiforgery token, and the cookies that go with it.</summary>
    public static async Task<(string Token, string Cookies)> ReadToken(this TestHost app, string cookie)
    {
        var (html, cookies) = await app.Open("staff", cookie);
        return (Token().Match(html).Groups[1].Value, cookies);
    }

    /// <summary>Posts a form with a token that was read before.</summary>
    public static async Task<HttpResponseMessage> Submit(
        this TestHost app,
        string path,
        string token,
        string cookies,
        IEnumerable<(string Name, string Value)> fields
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create(TokenField, token),
                .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            ]),
        };
        request.Headers.Add("Cookie", cookies);
        return await app.Http.SendAsync(request);
    }

    private const string TokenField = "__RequestVerificationToken";

    /// <summary>Opens a page, and keeps the cookies that it sets beside the session's.</summary>
    private static async Task<(string Html, string Cookies)> Open(this TestHost app, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await app.Http.SendAsync(request);
        var added = response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        return (
            await response.Content.ReadAsStringAsync(),
            string.Join("; ", added.Select(c => c.Split(';')[0]).Prepend(cookie))
        );
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
