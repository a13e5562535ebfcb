using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Tests.Campaigns;

/// <summary>Holds <c>docs/campaign-folder.md</c>, which staff read, in step with what is accepted.</summary>
public sealed partial class CampaignGuideTests
{
    private static readonly string Guide = Repository.Read("docs/campaign-folder.md");

    [Fact]
    public void Every_column_has_its_row() =>
        Assert.All(InviteeList.Columns, c => Assert.Contains($"\n| `{c}` |", Guide, StringComparison.Ordinal));

    [Fact]
    public void Every_property_of_the_schema_is_named() =>
        Assert.All(
            Properties(JsonNode.Parse(Repository.Read("docs/campaign.schema.json"))!),
            property => Assert.Matches($"[`\"]{Regex.Escape(property)}[`\"]", Guide)
        );

    [Fact]
    public void Every_letter_that_a_campaign_needs_besides_its_steps_is_named() =>
        Assert.All(CampaignFolder.OccasionalLetters, l => Assert.Contains($"`{l}`", Guide, StringComparison.Ordinal));

    [Fact]
    public void Every_field_is_named_and_no_other()
    {
        var named = FieldName().Matches(Guide).Select(m => m.Groups["field"].Value).Distinct();

        Assert.Equal(Fields().Order(), named.Except(["links.forum"]).Order());
    }

    private static IEnumerable<string> Properties(JsonNode schema) =>
        schema switch
        {
            JsonArray list => list.OfType<JsonNode>().SelectMany(Properties),
            JsonObject node => node.SelectMany(part =>
                    part is { Key: "properties", Value: JsonObject properties }
                        ? properties.Select(p => p.Key).Concat(properties.SelectMany(p => Properties(p.Value!)))
                    : part.Value is { } value ? Properties(value)
                    : []
                )
                .Distinct(),
            _ => [],
        };

    /// <summary>The fields, as the complaint about a wrong one lists them.</summary>
    private static string[] Fields()
    {
        var complaint = new CampaignFolderBuilder()
            .Put("letters/fr/acknowledgement-accepted.md", "---\nsubject: S\n---\n{{ no.field }}")
            .Problems()
            .Single();
        return complaint[(complaint.IndexOf("the fields are ", StringComparison.Ordinal) + "the fields are ".Length)..]
            .Split(", ");
    }

    [GeneratedRegex(
        "`(?<field>(?:campaign|invitee|event|deadline|signature|links|contact|answer)\\.(?!json)[A-Za-z]+|today)`",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex FieldName();
}
