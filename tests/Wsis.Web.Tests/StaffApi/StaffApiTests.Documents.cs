using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    [Fact]
    public async Task The_OpenAPI_document_is_valid_and_has_every_route_of_the_API_and_no_other()
    {
        var json = await http.GetStringAsync(
            new Uri("/api/openapi.json", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var (document, diagnostic) = OpenApiDocument.Parse(json, "json");
        Assert.Empty(diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        var described = document!.Paths.SelectMany(p =>
            p.Value.Operations!.Select(o => $"{o.Key.Method} {p.Key} {o.Value.OperationId}")
        );
        var routes = Api.Where(e => e.IsDescribed).Select(e => $"{e.Method} {e.Path} {e.Name}");
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_in_the_OpenAPI_document_resolves()
    {
        var document = await Get("/api/openapi.json");
        var references = References(document).Distinct().ToList();
        Assert.True(references.Count > 20);
        Assert.All(
            references,
            r =>
                Assert.NotEqual(
                    JsonValueKind.Undefined,
                    r[2..]
                        .Split('/')
                        .Aggregate(
                            document,
                            (at, name) =>
                                at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, null)] : at.GetProperty(name)
                        )
                        .ValueKind
                )
        );

        static IEnumerable<string> References(JsonElement element) =>
            element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
                _ => [],
            };
    }

    [Fact]
    public async Task Late_additions_are_invited_at_once_and_a_list_with_problems_adds_nobody()
    {
        await Launch();
        const string header = "id,state,name,office,salutation,language,address,copy,zone,weekend,region\n";
        const string row = "XK1,FRA,France,Ministère,\"Madame, Monsieur,\",fr,{0},,Europe/Paris,Sat Sun,Europe\n";
        var list = header + string.Format(null, row, "new@ministere.example");
        Assert.Equal(1, (await Csv(list)).GetProperty("count").GetInt32());
        Assert.Equal(
            (0, 1),
            (
                (await Csv(list)) is var again
                    ? (again.GetProperty("count").GetInt32(), again.GetProperty("thereAlready").GetInt32())
                    : default
            )
        );
        await TestHost.WaitUntil(async () =>
            (await Get($"{Campaign}/invitations/XK1")).GetProperty("invitation").GetProperty("phase").GetString()
            == "Awaiting"
        );
        Assert.Equal(
            "added by local",
            (await Get($"{Campaign}/invitations/XK1"))
                .GetProperty("journal")
                .EnumerateArray()
                .Select(l => $"{l.GetProperty("what")} by {l.GetProperty("who")}")
                .First()
        );
        Assert.Contains(
            "already, with other particulars",
            (
                await Csv(header + string.Format(null, row, "other@ministere.example"), HttpStatusCode.BadRequest)
            ).GetRawText(),
            StringComparison.Ordinal
        );
        var wrong =
            header
            + string.Format(null, row, "second(at)ministere").Replace("XK1", "XK2", StringComparison.Ordinal)
            + string.Format(null, row, "third@ministere.example").Replace("XK1", "XK3", StringComparison.Ordinal);
        Assert.Contains(
            "is not an e-mail address",
            (await Csv(wrong, HttpStatusCode.BadRequest)).GetRawText(),
            StringComparison.Ordinal
        );
        await Get($"{Campaign}/invitations/XK3", HttpStatusCode.NotFound);
        clock.Now = new DateTimeOffset(2018, 1, 30, 12, 0, 0, TimeSpan.FromHours(1));
        Assert.Contains(
            "deadline has passed",
            Detail(await Csv(wrong, HttpStatusCode.Conflict)),
            StringComparison.Ordinal
        );
    }

    private async Task<JsonElement> Csv(string list, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await http.PostAsync(
            new Uri($"{Campaign}/invitees", UriKind.Relative),
            new StringContent(list, Encoding.UTF8, "text/csv"),
            TestContext.Current.CancellationToken
        );
        return await Read(response, status);
    }
}
