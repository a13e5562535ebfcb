using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Tests.Campaigns;

/// <summary>Holds the schema in <c>docs/</c>, by which editors help staff, in step with what the reader
/// accepts.</summary>
public sealed class CampaignSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(Repository.Read("docs/campaign.schema.json"))!;

    /// <summary>The sample campaign, with what it leaves out and others may say.</summary>
    private static readonly string Sample = Repository
        .Read("src/Wsis.Local/Samples/wsis-forum-2018/campaign.json")
        .Replace(
            "\"zone\":",
            "\"statementOrder\": { \"by\": \"lot\", \"seed\": \"2018\" }, \"zone\":",
            StringComparison.Ordinal
        )
        .Replace(
            "\"capacity\": 60 }",
            "\"capacity\": 60, \"hours\": { \"from\": \"09:00\", \"to\": \"18:00\" } }",
            StringComparison.Ordinal
        )
        .Replace(
            "\"zone\"",
            "\"webhooks\": [ \"https://forum.example/hook\", \"http://localhost:8081/\" ], \"zone\"",
            StringComparison.Ordinal
        );

    /// <summary>The objects of the file whose properties are defined by us. The first of a list represents
    /// all.</summary>
    public static TheoryData<string> Objects =>
        [
            "",
            "sender",
            "contact",
            "letterhead",
            "letterhead.logo",
            "signature",
            "event",
            "statements.0",
            "statements.0.hours",
            "steps.0",
            "window",
            "replies",
            "statementOrder",
        ];

    [Theory]
    [InlineData("sample")]
    [InlineData("small")]
    public async Task A_campaign_that_the_reader_takes_is_valid(string campaign) =>
        Assert.Empty((await Validator()).Validate(campaign == "sample" ? Sample : CampaignFolderBuilder.Json));

    [Theory]
    [InlineData("\"id\": \"forum\"", "\"id\": \"Forum ~1\"")]
    [InlineData("\"reference\": \"CL-1\"", "\"reference\": \"CL-1\", \"colour\": \"red\"")]
    [InlineData("\"reference\": \"CL-1\"", "\"reference\": \" \"")]
    [InlineData("\"reference\": \"CL-1\",", "")]
    [InlineData("{ \"fr\": \"Forum\" }, \"organisation\"", "{ \"de\": \"Forum\" }, \"organisation\"")]
    [InlineData("{ \"fr\": \"Forum\" }, \"organisation\"", "{ }, \"organisation\"")]
    [InlineData("invitations@org.example", "invitations at org")]
    [InlineData("\"2018-03-19\"", "\"March\"")]
    [InlineData("\"2018-01-22T00:00:00\"", "\"2018-01-22\"")]
    [InlineData("\"kind\": \"reminder\"", "\"kind\": \"greeting\"")]
    [InlineData("\"deadline - P7D\"", "\"next week\"")]
    [InlineData("\"zone\": \"Europe/Zurich\"", "\"zone\": 7")]
    [InlineData("\"zone\"", "\"grace\": \"2 days\", \"zone\"")]
    [InlineData("\"zone\"", "\"copyToMission\": \"yes\", \"zone\"")]
    [InlineData("\"zone\"", "\"links\": { \"reply\": \"https://forum.example\" }, \"zone\"")]
    [InlineData("\"zone\"", "\"links\": { \"forum\": \"forum.example\" }, \"zone\"")]
    [InlineData("\"zone\"", "\"statements\": [ { \"day\": \"2018-03-20\", \"capacity\": 0 } ], \"zone\"")]
    [InlineData("\"zone\"", "\"webhooks\": [ \"http://forum.example/hook\" ], \"zone\"")]
    [InlineData("\"zone\"", "\"webhooks\": [ \"https://user@forum.example/hook\" ], \"zone\"")]
    [InlineData("\"zone\"", "\"webhooks\": [ \"https://forum.example/\", \"https://forum.example/\" ], \"zone\"")]
    [InlineData(
        "\"zone\"",
        "\"webhooks\": [ \"https://a.example\", \"https://b.example\", \"https://c.example\", \"https://d.example\", \"https://e.example\", \"https://f.example\" ], \"zone\""
    )]
    [InlineData("\"zone\"", "\"letterhead\": { \"paper\": \"A3\" }, \"zone\"")]
    [InlineData(
        "\"zone\"",
        "\"letterhead\": { \"logo\": { \"file\": \"a b\", \"alternative\": { \"fr\": \"A\" } } }, \"zone\""
    )]
    [InlineData("\"zone\"", "\"signature\": { \"title\": { \"fr\": \"A\" } }, \"zone\"")]
    [InlineData("\"zone\"", "\"window\": { \"from\": \"9\", \"to\": \"17:00\" }, \"zone\"")]
    public async Task The_schema_rejects_all_forms_that_the_reader_rejects(string part, string by)
    {
        var folder = new CampaignFolderBuilder().With(part, by);

        Assert.NotEmpty(folder.Problems());
        Assert.NotEmpty(
            (await Validator()).Validate(CampaignFolderBuilder.Json.Replace(part, by, StringComparison.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_and_the_schema_require_the_same_properties(string at)
    {
        var missing = Problems(at, o => o.Clear())
            .Where(p => p.Contains(": is missing;", StringComparison.Ordinal))
            .Select(NameIn);

        Assert.Equal(Required(at).Order(), missing.Order());
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_knows_the_properties_that_the_schema_names_and_of_all_these_names_no_others(string at)
    {
        var strange = AllNames()
            .Where(name =>
                Problems(at, o => o[name] = null)
                    .Any(p => p.EndsWith($"{name}: is not a property known here", StringComparison.Ordinal))
            );

        Assert.Equal(AllNames().Except(Properties(at)).Order(), strange.Order());
    }

    /// <summary>The reader rejects every property that it does not read. So every string of its assembly is tried as a
    /// property.</summary>
    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_name_that_the_reader_asks_for_is_in_the_schema(string at)
    {
        const string unknown = ": is not a property known here";
        var candidates = Names().ToHashSet();
        var rejected = candidates
            .Chunk(500)
            .SelectMany(names =>
                Problems(
                    at,
                    o =>
                    {
                        foreach (var name in names)
                            o[name] = null;
                    }
                )
            )
            .Where(p => p.EndsWith(unknown, StringComparison.Ordinal))
            .Select(p => p[..^unknown.Length].Split('.')[^1]);

        Assert.Equal(Properties(at).Order(), candidates.Except(rejected).Order());
    }

    /// <summary>The strings of the reader's assembly that can be names.</summary>
    private static IEnumerable<string> Names()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(CampaignReader).Assembly.Location));
        var metadata = assembly.GetMetadataReader();
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = metadata.GetNextHandle(at))
            if (metadata.GetUserString(at) is { Length: > 0 } text && text.All(c => char.IsAsciiLetter(c) || c == '$'))
                yield return text;
    }

    /// <summary>The validator knows <c>$defs</c> by the name that they had before the edition of 2020.</summary>
    private static Task<JsonSchema> Validator() =>
        JsonSchema.FromJsonAsync(
            Schema.ToJsonString().Replace("$defs", "definitions", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

    /// <summary>The problems that the reader reports for the sample after an object in it was broken.</summary>
    private static List<string> Problems(string at, Action<JsonObject> spoil)
    {
        var campaign = JsonNode.Parse(Sample)!;
        spoil(
            Steps(at)
                .Aggregate(campaign, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!)
                .AsObject()
        );
        var problems = new List<Problem>();
        CampaignReader.Read(Encoding.UTF8.GetBytes(campaign.ToJsonString()), problems);
        return [.. problems.Select(p => p.Message)];
    }

    /// <summary><c>steps[0].due: is missing; …</c> -> <c>due</c>.</summary>
    private static string NameIn(string problem) => problem.Split(':')[0].Split('.')[^1];

    private static JsonNode FindSchema(string at) =>
        Steps(at)
            .Aggregate(
                Schema,
                (node, step) => Follow(int.TryParse(step, out _) ? node["items"]! : node["properties"]![step]!)
            );

    private static JsonNode Follow(JsonNode node) =>
        node["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>().Split('/')[^1]]! : node;

    private static string[] Steps(string at) => at.Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Required(string at) =>
        FindSchema(at)["required"]?.AsArray().Select(n => n!.GetValue<string>()) ?? [];

    private static IEnumerable<string> Properties(string at) =>
        FindSchema(at)["properties"]!.AsObject().Select(p => p.Key).Append("$schema").Distinct();

    private static IEnumerable<string> AllNames() => Objects.SelectMany(o => Properties(o.Data)).Distinct();
}
