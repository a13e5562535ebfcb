using System.IO.Compression;
using System.Net;
using MimeKit;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>The rehearsal of a draft on the pages: the letters of one invitee, and all as files.</summary>
public sealed class DraftRehearsalTests : IAsyncLifetime
{
    private const string Rehearsal = "staff/campaigns/wsis-forum-2018/draft/rehearsal";

    private TestHost host = null!;
    private string cookie = null!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.Start(launched: false);
        cookie = await host.SignIn("Anna");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("kir")]
    [InlineData("Kiribati")]
    public async Task The_letters_of_one_invitee_are_shown_in_the_time_of_the_office(string query)
    {
        var html = WebUtility.HtmlDecode(await host.Page($"{Rehearsal}?invitee={query}", cookie));
        Assert.Contains("Pacific/Tarawa", html, StringComparison.Ordinal);
        // The evening of a Friday when it is due; sent on Monday morning.
        Assert.Contains("11 December 2017, 09:00", html, StringComparison.Ordinal);
        Assert.Contains("/draft/letters/en/invitation?invitee=KIR#preview", html, StringComparison.Ordinal);
        Assert.Contains("only to those who have accepted", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zip_has_every_letter_of_every_invitee_with_a_link_that_is_not_valid()
    {
        using var zip = await Download("");
        var invitees = SampleCampaign.Few.Invitees;
        var steps = SampleCampaign.Few.Campaign!.Schedule.Steps.Count;
        Assert.Equal(
            invitees.Count * steps,
            zip.Entries.Count(e => !e.FullName.StartsWith("occasional/", StringComparison.Ordinal))
        );
        Assert.Contains(zip.Entries, e => e.FullName == "occasional/ar-acknowledgement-accepted.eml");
        var letter = await Read(zip, "CHE/01-invitation.eml");
        Assert.Equal("minister@ict.che.example", letter.To.Mailboxes.Single().Address);
        var link = SentLetters.LinksIn(host, [letter]).First(l => l.Contains("/r/", StringComparison.Ordinal));
        using var page = await host.Get(new Uri(link).AbsolutePath.TrimStart('/'));
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
    }

    [Fact]
    public async Task The_zip_of_one_invitee_has_theirs_only()
    {
        using var zip = await Download("?invitee=CHE");
        Assert.Equal(
            ["CHE", "occasional"],
            zip.Entries.Select(e => e.FullName.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "no such page",
            await host.Page($"{Rehearsal}/letters.zip?invitee=nobody", cookie),
            StringComparison.OrdinalIgnoreCase
        );
    }

    private static async Task<MimeMessage> Read(ZipArchive zip, string name)
    {
        await using var entry = await zip.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken);
        return await MimeMessage.LoadAsync(entry, TestContext.Current.CancellationToken);
    }

    private async Task<ZipArchive> Download(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Rehearsal}/letters.zip{query}");
        request.Headers.Add("Cookie", cookie);
        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        return new ZipArchive(
            new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))
        );
    }
}
