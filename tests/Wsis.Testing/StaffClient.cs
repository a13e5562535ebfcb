using System.Text.RegularExpressions;

namespace Wsis.Testing;

/// <summary>What a member of staff does on the pages, as plain requests.</summary>
public static partial class StaffClient
{
    /// <summary>Signs in.</summary>
    /// <returns>The session's cookie.</returns>
    public static async Task<string> SignIn(this TestHost app, string name)
    {
        using var response = await app.Post(
            "staff/sign-in",
            ("code", app.Sessions.Link().Query.Split("code=")[1]),
            ("name", name)
        );
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public static async Task<string> Page(this TestHost app, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await app.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a form as the page would, with its token.</summary>
    public static async Task<HttpResponseMessage> Submit(
        this TestHost app,
        string path,
        string cookie,
        params (string Name, string Value)[] fields
    )
    {
        var token = Token().Match(await app.Page("staff", cookie)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("token", token),
                .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            ]),
        };
        request.Headers.Add("Cookie", cookie);
        return await app.Http.SendAsync(request);
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
