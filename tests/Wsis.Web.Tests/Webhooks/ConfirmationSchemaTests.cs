using System.Net;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>Holds the schema in <c>docs/</c> in step with what the door takes.</summary>
public sealed class ConfirmationSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "confirmation.schema.json"))
    )!;

    /// <summary>A value of the right form for every property of the data.</summary>
    private static readonly Dictionary<string, JsonNode?> Values = new()
    {
        ["token"] = "t",
        ["campaign"] = "wsis-forum-2018",
        ["invitee"] = "FRA",
        ["email"] = "a@example.org",
        ["version"] = 0,
        ["answer"] = "accepted",
        ["statementDay"] = "2018-03-20",
        ["statementLanguage"] = "fr",
        ["statement"] = "wished",
        ["statementMinutes"] = 5,
        ["speakerTitle"] = "Ambassador",
        ["speakerName"] = "S. S.",
        ["delegationSize"] = 3,
        ["women"] = 1,
        ["representativeTitle"] = "Ambassador",
        ["representativeName"] = "N. N.",
        ["representativeAddress"] = "n@example.org",
        ["remarks"] = "…",
        ["copyTo"] = "own@example.org",
    };

    private static readonly string[] Naming = ["token", "campaign", "invitee", "email"];

    [Fact]
    public async Task Every_property_of_the_schema_accepts_valid_values_and_rejects_others()
    {
        await using var app = await TestHost.Start(webhooks: WebsiteClient.Settings);
        var (website, validator, id) = (new WebsiteClient(app), await Validator(), 0);
        var properties = Schema["properties"]!["data"]!["properties"]!.AsObject();
        Assert.Equal(Values.Keys.Order(), properties.Select(p => p.Key).Order());
        foreach (var (name, schema) in properties)
        {
            var value = name == "version" ? (await app.Find("FRA")).Replies : Values[name]?.DeepClone();
            var good = Naming.Contains(name) ? WebsiteClient.Message() : WebsiteClient.Message((name, value));
            Assert.Empty(validator.Validate(good));
            Assert.Equal(HttpStatusCode.OK, (await website.Post(good, $"{++id}")).Status);
            if (name != "answer")
            {
                var absent = WebsiteClient.Message((name, null));
                Assert.Empty(validator.Validate(absent));
            }
            foreach (var wrong in Wrong(Resolved(schema!)))
            {
                var message = WebsiteClient.Message((name, wrong));
                Assert.True(validator.Validate(message).Count > 0, message);
                Assert.Contains($"data.{name}", (await website.Post(message, $"{++id}")).Fields);
            }
        }
    }

    [Theory]
    [InlineData(
        """{ "type": "invitation.confirmed", "data": { "campaign": "wsis-forum-2018","""
            + """ "invitee": "FRA", "answer": "accepted", "colour": "red" } }"""
    )]
    [InlineData(
        """{ "type": "invitation.confirmed", "colour": "red", "data": { "campaign": "wsis-forum-2018","""
            + """ "invitee": "FRA", "answer": "accepted" } }"""
    )]
    [InlineData("""{ "data": { "campaign": "wsis-forum-2018", "invitee": "FRA", "answer": "accepted" } }""")]
    [InlineData(
        """{ "type": "x", "data": { "campaign": "wsis-forum-2018", "invitee": "FRA", "answer": "accepted" } }"""
    )]
    [InlineData("""{ "type": "invitation.confirmed" }""")]
    [InlineData("""{ "type": "invitation.confirmed", "data": { "campaign": "wsis-forum-2018", "invitee": "FRA" } }""")]
    [InlineData("""[]""")]
    public async Task The_endpoint_rejects_all_that_the_schema_rejects(string message)
    {
        await using var app = await TestHost.Start(webhooks: WebsiteClient.Settings);
        Assert.NotEmpty((await Validator()).Validate(message));
        Assert.Equal(HttpStatusCode.BadRequest, (await new WebsiteClient(app).Post(message)).Status);
    }

    private static JsonNode Resolved(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Schema["$defs"]![reference.Split('/')[^1]]! : schema;

    /// <summary>Values that a property's schema refuses: another type, too long, too small.</summary>
    private static IEnumerable<JsonNode> Wrong(JsonNode schema)
    {
        yield return new JsonArray();
        if (schema["maxLength"]?.GetValue<int>() is { } max)
            yield return new string('x', max + 1);
        yield return schema["minimum"] is null ? 7 : "7";
        if (schema["minimum"] is not null)
            yield return -1;
    }

    private static Task<JsonSchema> Validator() =>
        JsonSchema.FromJsonAsync(
            Schema.ToJsonString().Replace("$defs", "definitions", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
}
