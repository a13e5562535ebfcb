using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>What staff read before they add invitees or launch, and the letters that were sent.</summary>
public sealed partial class StaffApiTests
{
    [Fact]
    public async Task A_list_of_additions_is_compared_before_anybody_is_added()
    {
        await Launch();
        var before = await Everything();
        var compared = await Post(
            $"{Campaign}/invitees/compare",
            $$"""{ "invitees": [{{NewInvitee}}, {{NewInvitee.Replace("XK1", "XK2", StringComparison.Ordinal)}}] }"""
        );
        Assert.Equal(
            ["XK1", "XK2"],
            compared.GetProperty("invitees").EnumerateArray().Select(i => Text(i, "id")).ToList()
        );
        Assert.Empty(compared.GetProperty("problems").EnumerateArray());

        var csv =
            "id,state,name,office,salutation,language,address,copy,zone,weekend,region,group\n"
            + "XK1,FRA,France,Office,Madame,fr,new@ministere.example,,,,,\n"
            + "XK2,FRA,France,Office,Madame,xx,no address,,,,,\n";
        var wrong = await Compare(Encoding.UTF8.GetBytes(csv), "text/csv");
        Assert.Empty(wrong.GetProperty("invitees").EnumerateArray());
        Assert.Equal(
            [(3, "address"), (3, "language")],
            wrong
                .GetProperty("problems")
                .EnumerateArray()
                .Select(p => (p.GetProperty("line").GetInt32(), Text(p, "column")))
                .Order()
        );
        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task A_filled_in_template_is_compared_and_added_as_it_is()
    {
        await Launch();
        using var response = await http.GetAsync(
            new Uri($"{Campaign}/draft/invitees/template.xlsx?language=fr", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var template = Spreadsheet.Read(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            null
        );
        Assert.Empty(template.Rows);
        var cells = new Dictionary<string, string>
        {
            ["state"] = "FRA",
            ["id"] = "XK1",
            ["name"] = "France",
            ["office"] = "Ministère",
            ["salutation"] = "Madame,",
            ["language"] = "fr",
            ["address"] = "new@ministere.example",
        };
        var fields = InviteeImport.Propose(template).ToDictionary(p => p.Value, p => p.Key);
        var filled = Spreadsheet.Write(
            "Liste",
            template.Columns,
            [
                [.. template.Columns.Select((_, c) => cells.GetValueOrDefault(fields.GetValueOrDefault(c, ""), ""))],
            ]
        );

        var compared = await Compare(filled, Spreadsheet.MediaType);
        Assert.Equal(
            ("XK1", "Europe/Paris"),
            (Text(compared.GetProperty("invitees")[0], "id"), Text(compared.GetProperty("invitees")[0], "zone"))
        );

        using var content = new ByteArrayContent(filled);
        content.Headers.ContentType = new(Spreadsheet.MediaType);
        using var added = await http.PostAsync(
            new Uri($"{Campaign}/invitees", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal("France", Text((await Get($"{Campaign}/invitations/XK1")).GetProperty("invitation"), "name"));
    }

    [Fact]
    public async Task A_letter_is_read_as_it_was_sent()
    {
        await Launch();
        await Rest();
        var letter = await Get($"{France}/letters/invitation~1");
        Assert.Equal(
            Text((await Get(France)).GetProperty("invitation"), "address"),
            letter.GetProperty("to")[0].GetString()
        );
        Assert.Contains("CL-17/051", Text(letter, "subject"), StringComparison.Ordinal);
        Assert.Contains("/r/", Text(letter, "text"), StringComparison.Ordinal);
        await Get($"{France}/letters/invitation~2", HttpStatusCode.NotFound);
        await Get($"{France}/letters/no-step~1", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_launch_is_read_before_it_is_done()
    {
        var launch = await Get($"{Campaign}/launch");
        Assert.Equal("Draft", Text(launch, "state"));
        Assert.Empty(launch.GetProperty("approvals").EnumerateArray());
        Assert.Equal("Nobody has approved the proofs yet.", Text(launch, "missingApproval"));
        Assert.Equal(Invitees, launch.GetProperty("invitees").GetInt32());
        Assert.Equal(
            Invitees,
            launch
                .GetProperty("letters")
                .EnumerateArray()
                .Sum(l => l.GetProperty("languages").EnumerateObject().Sum(p => p.Value.GetInt32()))
        );
    }

    [Fact]
    public async Task A_launch_counts_those_who_were_added_or_withdrawn_since_the_draft_was_submitted()
    {
        await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{NewInvitee}}] }""");
        Assert.Equal(Invitees + 1, (await Get($"{Campaign}/launch")).GetProperty("invitees").GetInt32());
        await Post($"{Campaign}/invitations/DEU/particulars", """{ "address": "", "postal": "10117 Berlin" }""");
        await Post($"{France}/withdraw");

        var launch = await Get($"{Campaign}/launch");
        Assert.Equal(Invitees, launch.GetProperty("invitees").GetInt32());
        Assert.Equal(
            [("Email", Invitees - 1), ("Paper", 1)],
            launch
                .GetProperty("letters")
                .EnumerateArray()
                .Select(l => (Text(l, "lettersBy"), l.GetProperty("invitees").GetInt32()))
        );
    }

    private async Task<JsonElement> Compare(byte[] list, string mediaType)
    {
        using var content = new ByteArrayContent(list);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return await Read(
            await http.PostAsync(new Uri($"{Campaign}/invitees/compare", UriKind.Relative), content),
            HttpStatusCode.OK
        );
    }
}
