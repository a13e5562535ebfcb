using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Tests.Lists;

/// <summary>Lists as offices and their programs write them: an import, an addition and a correction read them
/// alike.</summary>
public sealed class ListCaseTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Api = "api/campaigns/wsis-forum-2018";
    private const string Page = "staff/campaigns/wsis-forum-2018";
    private const string Header = "id,state,name,office,salutation,language,address,copy,zone,weekend,region\r\n";
    private const string Own = "minister@tuv.example";
    private const string Other = "protocole@nor.example";

    private const string Norway =
        "NOR,NOR,Norvège,Ministre,\"Madame, Monsieur,\",fr,protocole@nor.example,,Europe/Oslo,Sat Sun,Europe\r\n";

    private static readonly string EmptyRows = string.Concat(Enumerable.Repeat(",,,,,,,,,,\r\n", 40));

    /// <summary>The list; the addresses that the second office gets, as they are stored; or the error that the list
    /// has.</summary>
    public static TheoryData<string, string?, string?> Cases =>
        new()
        {
            { $"\uFEFFsep=,\r\n{Header}{Norway}{Tuvalu(Own)}", Own, null },
            { $"{Header}{Norway}{Tuvalu(Own)}{EmptyRows}", Own, null },
            { $"{Header}{Norway}{Tuvalu($"{Own}\u00A0", "Pacific/Funafuti\u00A0")}", Own, null },
            { $"{Header}{Norway}{Tuvalu($"{Own}; cabinet@tuv.example")}", $"{Own}; cabinet@tuv.example", null },
            {
                $"{Header}{Norway}{Tuvalu("")}",
                null,
                "column 'address': is empty; it must be an e-mail address, unless there is a postal address or a fax "
                    + "number"
            },
            { $"{Header}{Norway}{Tuvalu("minister@министерство.рф")}", "minister@xn--b1afiashkohcid.xn--p1ai", null },
            { $"{Header.ToUpperInvariant()}{Norway}{Tuvalu(Own)}", Own, null },
            {
                (Header + Norway + Tuvalu(Own))
                    .Replace(',', ';')
                    .Replace("Madame; Monsieur;", "Madame, Monsieur,", StringComparison.Ordinal)
                    .Replace("Excellency;\"", "Excellency,\"", StringComparison.Ordinal),
                Own,
                null
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_import_reads_it(string list, string? addresses, string? error)
    {
        var folder = Import(list);
        Assert.Equal(error is null ? [] : [error], ProblemsOf(folder.Problems));
        Assert.Empty(ProblemsOf(folder.Warnings));
        if (error is null)
            Assert.Equal([Other, addresses], folder.Invitees.Select(i => i.Address));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_addition_and_a_correction_read_it(string list, string? addresses, string? error)
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var added = await Post(app, "invitees/compare", list);
        Assert.Equal(error is null ? [] : [error], Messages(added, "problems"));
        Assert.Empty(Messages(added, "warnings"));
        if (error is null)
            Assert.Equal(["NOR", "TUV"], added["invitees"]!.AsArray().Select(i => (string)i!["id"]!));

        list = list.Replace("NOR", "FRA", StringComparison.Ordinal).Replace("TUV", "KIR", StringComparison.Ordinal);
        var compared = await Post(app, "corrections/compare", list);
        Assert.Equal(error is null ? [] : [error], Messages(compared, "problems"));
        Assert.Empty(Messages(compared, "warnings"));
        if (error is not null)
            return;
        Assert.Equal(2, (int)(await Post(app, "corrections", list))["count"]!);
        var corrected = (await app.Find("KIR")).Invitee;
        Assert.Equal((addresses, "Pacific/Funafuti"), (corrected.Address, corrected.Zone.Id));
    }

    [Fact]
    public async Task One_mailbox_for_two_offices_is_a_warning_that_names_both()
    {
        var list = Header + Norway + Tuvalu(Other);
        Assert.Equal(
            $"column 'address': '{Other}' is also the address of line 2",
            Assert.Single(ProblemsOf(Import(list).Warnings))
        );
        await using var app = await TestHost.Start(staffKey: Key);
        Assert.Single(Messages(await Post(app, "invitees/compare", list), "warnings"));
        list = list.Replace("NOR", "FRA", StringComparison.Ordinal).Replace("TUV", "KIR", StringComparison.Ordinal);
        Assert.Equal(
            $"column 'address': '{Other}' is an address of 'FRA' and of 'KIR'",
            Assert.Single(Messages(await Post(app, "corrections/compare", list), "warnings"))
        );
    }

    [Fact]
    public async Task An_internationalized_domain_is_shown_as_it_is_written()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        const string Written = "minister@министерство.рф";
        await Post(app, "corrections", $"id,address,copy\nKIR,{Written},mission@министерство.рф\n");
        foreach (var language in new[] { "en", "fr" })
        {
            var page = await Read(app, $"{Page}/invitations/KIR?lang={language}");
            Assert.Contains(Written, page, StringComparison.Ordinal);
            Assert.DoesNotContain("xn--", page, StringComparison.Ordinal);
            var export = await Read(app, $"{Page}/export.csv?lang={language}");
            Assert.Contains(Written, export, StringComparison.Ordinal);
            Assert.DoesNotContain("xn--", export, StringComparison.Ordinal);
            // The export for people is a list of corrections that changes nothing.
            Assert.Empty((await Post(app, "corrections/compare", export))["corrections"]!.AsArray());
        }
    }

    /// <summary>A list that was sent late, with another salutation for an office that is there.</summary>
    [Fact]
    public async Task An_office_that_is_there_is_corrected_and_its_id_and_address_are_free_once_it_is_withdrawn()
    {
        await using var app = await TestHost.Start(staffKey: Key);
        var invitee = (await app.Find("KIR")).Invitee;
        var row =
            $"KIR,KIR,Kiribati,{invitee.Office},\"Dear Minister,\",en,{invitee.Address},,Pacific/Tarawa,Sat Sun,\n";
        Assert.Equal(
            "column 'id': 'KIR' is on the list of the campaign already, with other particulars; correct them at the "
                + "invitation",
            Assert.Single(Messages(await Post(app, "invitees/compare", Header + row), "problems"))
        );
        await Post(app, "corrections", "id,salutation\nKIR,\"Dear Minister,\"\n");
        Assert.Equal("Dear Minister,", (await app.Find("KIR")).Invitee.Salutation);

        var second = Header + row.Replace("KIR,KIR", "KIR-2,KIR", StringComparison.Ordinal);
        Assert.Equal(
            $"'{invitee.Address}' is an address of 'KIR' and of 'KIR-2'",
            Assert.Single(Messages(await Post(app, "invitees/compare", second), "warnings"))
        );
        await Send(app, "invitations/KIR/withdraw", "{}", "application/json");
        foreach (var list in new[] { second, Header + row })
        {
            var free = await Post(app, "invitees/compare", list);
            Assert.Empty(Messages(free, "problems"));
            Assert.Empty(Messages(free, "warnings"));
        }
    }

    private static string Tuvalu(string address, string zone = "Pacific/Funafuti") =>
        $"TUV,TUV,Tuvalu,Minister for Information,\"Excellency,\",en,{address},,{zone},Sat Sun,Asia\r\n";

    private static CampaignFolder Import(string list)
    {
        var files = SampleCampaign.ReadFewFiles();
        files[InviteeList.FileName] = Encoding.UTF8.GetBytes(list);
        return CampaignFolder.Read(files);
    }

    private static IEnumerable<string> ProblemsOf(IEnumerable<Problem> problems) =>
        problems.Where(p => p.File == InviteeList.FileName).Select(p => p.Message);

    private static IEnumerable<string?> Messages(JsonNode answer, string problems) =>
        answer[problems]!.AsArray().Select(p => (string?)p!["message"]);

    private static Task<JsonNode> Post(TestHost app, string path, string list) => Send(app, path, list, "text/csv");

    private static async Task<JsonNode> Send(TestHost app, string path, string text, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(type, "utf-8") },
        };
        using var response = await app.Http.PostAsync(
            new Uri($"{Api}/{path}", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonNode.Parse(answer)!;
    }

    private static async Task<string> Read(TestHost app, string path) =>
        WebUtility.HtmlDecode(
            await app.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)
        );
}
