using System.Net;
using System.Text.RegularExpressions;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>A form of an action that was refused comes back open, with everything that was typed.</summary>
public sealed partial class RefusedFormTests
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    [Theory]
    [InlineData(
        true,
        "actions/deadline",
        "deadline=2017-01-01T10:00",
        "type=\"datetime-local\" required value=\"2017-01-01T10:00\""
    )]
    [InlineData(true, "actions/cancel", "reason=By mistake", "value=\"By mistake\"")]
    [InlineData(true, "actions/close", "", "name=\"sure\"")]
    [InlineData(false, "actions/launch", "", "name=\"sure\"")]
    [InlineData(false, "actions/erase", "", "name=\"exported\"")]
    [InlineData(true, "invitations/CHE/actions/address", "address=nowhere", "value=\"nowhere\"")]
    [InlineData(true, "invitations/CHE/actions/withdraw", "reason=By mistake", "value=\"By mistake\"")]
    [InlineData(true, "invitations/CHE/actions/resend", "step=last-call", "name=\"step\"")]
    [InlineData(true, "invitations/CHE/actions/erase", "", "name=\"sure\"")]
    public async Task A_refused_form_comes_back_open_with_what_was_typed(
        bool isLaunched,
        string action,
        string typed,
        string shown
    )
    {
        await using var app = await TestHost.Start(launched: isLaunched, folder: SampleCampaign.Few);
        var cookie = await app.SignIn("anna");
        (string, string)[] fields = typed.Split('=') is [var name, var value] ? [(name, value)] : [];

        using var response = await app.Submit($"{Campaign}/{action}", cookie, fields);

        Assert.InRange(response.StatusCode, HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed);
        var page = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        var open = Assert.Single(Open().Matches(page), d => d.Value.Contains($"/{action}\"", StringComparison.Ordinal));
        Assert.Contains(shown, Spaces().Replace(open.Value, " "), StringComparison.Ordinal);
        // A box that has a tick at first has none where it was taken away.
        Assert.DoesNotMatch("name=\"(announce|notify)\"[^>]*checked", open.Value);
    }

    [Theory]
    [InlineData("invitations/CHE/actions/address", "address=nowhere", "invitations/CHE")]
    [InlineData("actions/deadline", "deadline=2017-01-01T10:00", "")]
    [InlineData("additions/one", "address=nowhere", "additions/one")]
    [InlineData("reminders", "invitee=CHE", "reminders")]
    public async Task A_change_of_the_language_on_a_refused_form_warns_and_leads_to_its_page(
        string action,
        string typed,
        string page
    )
    {
        await using var app = await TestHost.Start(folder: SampleCampaign.Few);
        var cookie = await app.SignIn("anna");
        using var response = await app.Submit(
            $"{Campaign}/{action}",
            cookie,
            (typed.Split('=')[0], typed.Split('=')[1])
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var refused = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        var warning = Assert.Single(Warning().Matches(refused));
        Assert.Contains(
            "Ce que vous avez saisi dans le formulaire sera perdu.",
            warning.Value,
            StringComparison.Ordinal
        );

        using var client = new HttpClient { BaseAddress = app.Site };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var french = await client.GetAsync(
            new Uri(warning.Groups[1].Value.TrimStart('/'), UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, french.StatusCode);
        Assert.Equal($"/{Campaign}/{page}".TrimEnd('/'), french.RequestMessage!.RequestUri!.AbsolutePath);
        var shown = await french.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"fr\"", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(Warning(), shown);
    }

    [GeneratedRegex(
        "<details lang=\"fr\">.*?href=\"([^\"]+)\".*?</details>",
        RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Warning();

    [GeneratedRegex("<details open>.*?</details>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Open();

    [GeneratedRegex("\\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
