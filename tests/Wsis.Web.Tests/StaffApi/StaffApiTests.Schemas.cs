using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>The answers of the API against the schemas of its OpenAPI document.</summary>
public sealed partial class StaffApiTests
{
    private const string References = "#/components/schemas/";

    private static JsonElement? document;

    [Fact]
    public async Task The_answer_to_a_GET_fits_its_schema()
    {
        var message = await Ready();
        await Post($"{France}/replies", """{ "form": { "answer": "accepted", "statementDay": "2018-03-20" } }""");
        await Post($"{Campaign}/statements/FRA", """{ "day": "2018-03-20", "place": 1 }""");
        await Post($"{Campaign}/deadline", """{ "deadline": "2018-02-15T00:00:00" }""");
        await ForEach(Api.Where(e => e.IsRead && e.IsDescribed), name => CheckAnswer(name, message));
    }

    private async Task CheckAnswer(string name, string message)
    {
        using var response = await Ask(name, message);
        var endpoint = Api.Single(e => e.Name == name);
        var mediaType = response.Content.Headers.ContentType!.MediaType!;
        var schema = await ReadSchema(endpoint.Path, "get", "200", mediaType);
        if (
            mediaType
            is "text/csv"
                or "text/html"
                or "message/rfc822"
                or "application/octet-stream"
                or "application/zip"
                or "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
            Assert.Equal("string", schema.GetProperty("type").GetString());
        else
            await AssertFits(schema, response);
    }

    [Theory]
    [InlineData("/api/campaigns/{id}", "get", "404", "/api/campaigns/nobody")]
    [InlineData("/api/campaigns/{id}/invitations", "get", "400", $"{Campaign}/invitations?top=0&phase=none")]
    [InlineData("/api/campaigns/{id}/repair", "post", "409", $"{Campaign}/repair")]
    [InlineData("/api/campaigns/{id}", "put", "400", Campaign)]
    public async Task An_error_fits_its_schema(string path, string method, string status, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, $"{(int)response.StatusCode}");
        await AssertFits(await ReadSchema(path, method, status, "application/problem+json"), response);
    }

    [Fact]
    public async Task The_document_describes_the_201_and_the_200_of_an_upload()
    {
        foreach (var status in new[] { "200", "201" })
            Assert.EndsWith(
                "/CampaignView",
                (await ReadSchema("/api/campaigns/{id}", "put", status, "application/json"))
                    .GetProperty("$ref")
                    .GetString(),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task No_property_that_can_be_left_out_is_required()
    {
        var draft = await Get(Campaign);
        Assert.False(draft.TryGetProperty("launchedAt", out _));
        var required = (await Document())
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("CampaignView")
            .GetProperty("required")
            .EnumerateArray()
            .Select(p => p.GetString());
        Assert.DoesNotContain("launchedAt", required);
        Assert.Contains("contentHash", required);
    }

    /// <summary>Every host has the same document. It is read once.</summary>
    private async Task<JsonElement> Document() => document ??= await Get("/api/openapi.json");

    private async Task<JsonElement> ReadSchema(string path, string method, string status, string mediaType) =>
        (await Document())
            .GetProperty("paths")
            .GetProperty(path)
            .GetProperty(method)
            .GetProperty("responses")
            .GetProperty(status)
            .GetProperty("content")
            .GetProperty(mediaType)
            .GetProperty("schema");

    private async Task AssertFits(JsonElement schema, HttpResponseMessage response)
    {
        var components = (await Document()).GetProperty("components").GetProperty("schemas");
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$defs"] = JsonNode.Parse(components.GetRawText()),
            ["allOf"] = new JsonArray(JsonNode.Parse(schema.GetRawText())),
        };
        var text = whole.ToJsonString().Replace(References, "#/$defs/", StringComparison.Ordinal);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var result = JsonSchema
            .FromText(text)
            .Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join(
                '\n',
                (result.Details ?? [])
                    .Where(d => d.Errors is not null)
                    .Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")
            )
        );
    }
}
