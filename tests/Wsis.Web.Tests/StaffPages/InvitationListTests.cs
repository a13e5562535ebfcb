using System.Net;
using System.Text.RegularExpressions;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>The list of invitations on the pages of staff.</summary>
public sealed partial class InvitationListTests : IAsyncLifetime
{
    private const string List = "staff/campaigns/wsis-forum-2018/invitations";

    private TestHost app = null!;
    private string cookie = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestHost.Start(folder: SampleCampaign.Folder, launched: false);
        cookie = await app.SignIn("A. N. Example");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("cote", "CIV")]
    [InlineData("CÔTE", "CIV")]
    [InlineData("Cote d'Ivoire", "CIV")]
    [InlineData("cote d’ivoire", "CIV")]
    [InlineData("Ivory", "")]
    [InlineData("Senegal", "SEN")]
    [InlineData("sénégal", "SEN")]
    [InlineData("Allemagne", "DEU")]
    [InlineData("germany", "DEU")]
    [InlineData("minister@ict.fra", "FRA")]
    public async Task A_text_finds_a_State_by_its_names_with_or_without_accents(string text, string found)
    {
        var page = await app.Page($"{List}?q={Uri.EscapeDataString(text)}", cookie);
        var expected = found.Length == 0 ? [] : new[] { found };
        Assert.Equal(expected, Ids(page));
    }

    [Theory]
    [InlineData("en", "AFG ALB DZA", "194 invitations")]
    [InlineData("fr", "AFG ZAF ALB DZA DEU", "194 invitations")]
    public async Task The_list_is_sorted_by_the_names_of_the_States_in_the_language_of_the_page(
        string language,
        string first,
        string count
    )
    {
        var page = await app.Page($"{List}?lang={language}", cookie);
        var expected = first.Split(' ');
        Assert.Equal(expected, Ids(page).Take(expected.Length));
        Assert.Contains($"<p>{count}</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_the_list_have_every_invitation_once_and_a_region_only_its_own()
    {
        var all = new List<string>();
        for (var at = 0; at < 200; at += 50)
            all.AddRange(Ids(await app.Page($"{List}?next={at}", cookie)));
        Assert.Equal(194, all.Distinct().Count());
        Assert.Equal(194, all.Count);

        var region = SampleCampaign.Folder.Invitees[0].Region;
        var expected = SampleCampaign.Folder.Invitees.Count(i => i.Region == region);
        var page = await app.Page($"{List}?region={Uri.EscapeDataString(region)}", cookie);
        Assert.Contains($"<p>{expected} invitations</p>", page, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{region}\" selected>", page, StringComparison.Ordinal);
        Assert.Contains($"region={Uri.EscapeDataString(region)}", page, StringComparison.Ordinal);
        foreach (var nowhere in new[] { "-1", "99999999999", "x" })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri($"{List}?next={nowhere}", UriKind.Relative)
            );
            request.Headers.Add("Cookie", cookie);
            using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    private static string[] Ids(string page) => [.. Id().Matches(page).Select(m => m.Groups["id"].Value)];

    [GeneratedRegex(
        "<span class=\"code\">(?<id>[A-Z]{3})( [^<]*)?</span>",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Id();
}
