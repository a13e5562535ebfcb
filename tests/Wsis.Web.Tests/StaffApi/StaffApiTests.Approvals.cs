using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffApi;

/// <content>An approval is for everything that decides what is sent to whom.</content>
public sealed partial class StaffApiTests
{
    [Fact]
    public async Task An_approval_ends_when_the_list_is_exchanged()
    {
        await Import(Second);
        await Approve("ben");
        await Import((path, text) => Second(path, text).Replace("@ict.fra.example", "@elsewhere.example", Exact));
        await RefuseLaunch();
        await Approve("ben");
        Assert.Equal("Running", (await Post($"{Campaign}/launch")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_approval_ends_when_an_address_of_the_list_is_corrected()
    {
        await Import(Second);
        await Approve("ben");
        await Post($"{France}/address", """{ "address": "minister@elsewhere.example" }""");
        await RefuseLaunch();
    }

    [Fact]
    public async Task An_approval_ends_when_an_invitee_is_added_or_withdrawn()
    {
        await Import(Second);
        await Approve("ben");
        await Post(
            $"{Campaign}/invitees",
            """
            { "invitees": [{ "id": "FRA-2", "state": "FRA", "name": "France", "office": "Ministre", "language": "fr",
              "salutation": "Monsieur,",
              "address": "deux@fra.example", "zone": "Europe/Paris", "weekend": "Sat Sun" }] }
            """
        );
        await RefuseLaunch();
        await Approve("ben");
        await Post($"{France}/withdraw", """{ "notify": false }""");
        await RefuseLaunch();
    }

    [Fact]
    public async Task An_approval_ends_when_the_deadline_is_moved_before_the_launch()
    {
        await Import(Second);
        await Approve("ben");
        await Post($"{Campaign}/deadline", """{ "deadline": "2018-02-15T00:00:00", "announce": false }""");
        await RefuseLaunch();
    }

    [Fact]
    public async Task An_approval_is_still_current_when_the_deadline_is_moved_after_the_launch()
    {
        await Import(Second);
        await Approve("ben");
        await Post($"{Campaign}/launch");
        var moved = await Post($"{Campaign}/deadline", """{ "deadline": "2018-02-15T00:00:00", "announce": false }""");
        Assert.True(Assert.Single(moved.GetProperty("approvals").EnumerateArray()).GetProperty("current").GetBoolean());
    }

    private const StringComparison Exact = StringComparison.Ordinal;

    private static string Second(string path, string text) =>
        path == CampaignReader.FileName
            ? text.Replace("\"zone\":", "\"approval\": \"second-person\", \"zone\":", Exact)
            : text;

    private async Task Import(Func<string, string, string> change)
    {
        var files = SampleCampaign
            .ReadFiles()
            .ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(change(f.Key, Encoding.UTF8.GetString(f.Value))));
        foreach (var (path, image) in SampleCampaign.ReadFiles().Where(f => f.Key.EndsWith(".png", Exact)))
            files[path] = image;
        await app
            .Services.GetRequiredService<CampaignService>()
            .Import(CampaignFolder.Read(files), CancellationToken.None, "anna");
    }

    private async Task Approve(string person) =>
        (
            await app
                .Services.GetRequiredService<CampaignActions>()
                .Approve(SampleCampaign.Few.Campaign!.Id, null, new Actor(person), CancellationToken.None)
        ).OrThrow();

    private async Task RefuseLaunch() =>
        Assert.Contains("approved", Detail(await Post($"{Campaign}/launch", null, HttpStatusCode.Conflict)), Exact);
}
