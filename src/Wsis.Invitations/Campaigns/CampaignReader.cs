using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads <c>campaign.json</c> and says everything that is wrong with it at once.</summary>
public static partial class CampaignReader
{
    public const string FileName = "campaign.json";

    /// <summary>The most characters of the file: it is stored whole in one Table Storage property (64 KiB of
    /// UTF-16).</summary>
    public const int MaxSourceLength = 32_000;

    /// <summary>Reads a campaign that is known to be right, such as one from the store.</summary>
    /// <exception cref="InvalidDataException">It is not; the message has the first problem.</exception>
    public static Campaign Read(string json)
    {
        var problems = new List<Problem>();
        return Read(Encoding.UTF8.GetBytes(json), problems) is { } campaign && problems.Count == 0
            ? campaign
            : throw new InvalidDataException(problems[0].ToString());
    }

    /// <summary>The line of a property of a file without problems.</summary>
    internal static int FindLine(string json, string property) =>
        JsonNodeWithLine
            .Parse(Encoding.UTF8.GetBytes(json))
            .Properties.Where(p => p.Name == property)
            .Select(p => p.Value.Line)
            .LastOrDefault();

    /// <summary>Finds the id of the campaign in a file that may have errors.</summary>
    /// <returns>Null if there is none.</returns>
    public static CampaignId? FindId(string json)
    {
        string? id;
        try
        {
            id = JsonNodeWithLine
                .Parse(Encoding.UTF8.GetBytes(json))
                .Properties.Where(p => p.Name == "id")
                .Select(p => p.Value.Text)
                .LastOrDefault();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            id = IdProperty().Match(json) is { Success: true } found ? found.Groups[1].Value : null;
        }
        return CampaignId.TryParse(id, out var parsed) ? parsed : null;
    }

    /// <summary>The first id in the text: the campaign's own is at the top.</summary>
    [GeneratedRegex("\"id\"\\s*:\\s*\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex IdProperty();

    /// <summary>Reads a campaign and adds what is wrong with it to <paramref name="problems"/>; null where too much is
    /// missing.</summary>
    public static Campaign? Read(ReadOnlySpan<byte> utf8, List<Problem> problems)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (utf8.Length > MaxSourceLength)
        {
            problems.Add(new Problem(FileName, 0, new ProblemReason.TooManyBytes(utf8.Length, MaxSourceLength)));
            return null;
        }
        try
        {
            var root = JsonNodeWithLine.Parse(utf8);
            if (root.Kind == JsonValueKind.Object)
                return JsonFields.ReadAll(root, "", FileName, problems, ReadCampaign);
            problems.Add(new Problem(FileName, root.Line, new ProblemReason.MustBe(ValueForm.JsonFile)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add(
                new Problem(
                    FileName,
                    (int)((e as JsonException)?.LineNumber ?? 0) + 1,
                    new ProblemReason.NotJson(WithoutPlace(e.Message))
                )
            );
        }
        return null;
    }

    /// <summary>The parser counts lines from 0.</summary>
    private static string WithoutPlace(string message) =>
        message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.', ' ');

    private static Campaign? ReadCampaign(JsonFields fields)
    {
        var id = fields.Parsed<CampaignId?>("id", FactParsers.TryId, ValueForm.CampaignId);
        var reference = fields.Text("reference", max: 100);
        var title = PartyReader.ReadTexts(fields, "title");
        var organisation = PartyReader.ReadTexts(fields, "organisation");
        var signatory = PartyReader.ReadTexts(fields, "signatory");
        var letterhead = LetterheadReader.ReadLetterhead(fields);
        var signature = LetterheadReader.ReadSignature(fields);
        var place = PartyReader.ReadTexts(fields, "place", required: false);
        var sender = fields.Object("sender", PartyReader.ReadMailbox);
        var contact = fields.Object("contact", PartyReader.ReadContact);
        var campaignEvent = fields.Object("event", PartyReader.ReadEvent);
        var statements = StatementReader.ReadDays(fields, campaignEvent);
        var rules = RuleReader.Read(fields);
        var schedule = ScheduleReader.Read(fields, campaignEvent);
        if (
            id is null
            || reference is null
            || title is null
            || organisation is null
            || signatory is null
            || sender is null
            || contact is null
            || campaignEvent is null
            || schedule is null
        )
            return null;
        return new Campaign
        {
            Id = id.Value,
            Reference = reference,
            Title = title,
            Organisation = organisation,
            Signatory = signatory,
            Signature = signature,
            Letterhead = letterhead ?? new Letterhead(),
            Place = place,
            Sender = sender,
            Contact = contact,
            Event = campaignEvent,
            Statements = statements,
            Schedule = schedule,
            Links = rules.Links,
            CopyToMission = rules.CopyToMission,
            MissionIfRefused = rules.MissionIfRefused,
            ChangeAfterDeadline = rules.ChangeAfterDeadline,
            SecondPerson = rules.SecondPerson,
            Webhooks = rules.Webhooks,
            StatementOrder = rules.StatementOrder,
            DelegationUntil = rules.DelegationUntil,
        };
    }
}
