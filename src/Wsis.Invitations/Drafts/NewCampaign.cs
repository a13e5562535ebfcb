using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Drafts;

/// <summary>What staff fill in for a new campaign, as they typed it.</summary>
public sealed record NewCampaign
{
    public string Name { get; init; } = "";
    public string Reference { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Place { get; init; } = "";
    public IReadOnlyList<string> Languages { get; init; } = [];
    public string SendAt { get; init; } = "";
    public string Deadline { get; init; } = "";
    public string Zone { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string Signatory { get; init; } = "";
    public string Contact { get; init; } = "";
    public string Address { get; init; } = "";
    public string Telephone { get; init; } = "";

    /// <summary>The language in which the texts were typed.</summary>
    public Language WrittenIn { get; init; } = Language.English;

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm"
    );

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Finds what is wrong, by the name of each field.</summary>
    /// <param name="isBlank">Whether the campaign has no predecessor from which the organisation is taken.</param>
    public IReadOnlyDictionary<string, Reason> FindErrors(bool isBlank)
    {
        var errors = new Dictionary<string, Reason>();
        Require("name", Name);
        Require("reference", Reference);
        Require("place", Place);
        if (isBlank)
        {
            Require("organisation", Organisation);
            Require("signatory", Signatory);
            Require("contact", Contact);
            Require("telephone", Telephone);
            if (!EmailAddress.TryRead(Address, out _))
                errors["address"] = new Reason.NotAnAddress();
            if (Languages.Count == 0)
                errors["languages"] = new Reason.Missing();
        }
        var from = LocalDatePattern.Iso.Parse(From);
        var to = LocalDatePattern.Iso.Parse(To);
        if (!from.Success)
            errors["from"] = new Reason.NotADate();
        if (!to.Success || (from.Success && to.Value < from.Value))
            errors["to"] = new Reason.NotADate();
        var sendAt = Moment.Parse(SendAt);
        var deadline = Moment.Parse(Deadline);
        if (!sendAt.Success)
            errors["sendAt"] = new Reason.NotAMoment();
        if (
            !deadline.Success
            || (sendAt.Success && deadline.Value <= sendAt.Value)
            || (to.Success && deadline.Value.Date > to.Value)
        )
            errors["deadline"] = new Reason.NotAMoment();
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null)
            errors["zone"] = new Reason.NotOffered();
        return errors;

        void Require(string field, string text)
        {
            if (text.Length == 0)
                errors[field] = new Reason.Missing();
            else if (text.Length > MaxLength)
                errors[field] = new Reason.LongerThan(MaxLength);
        }
    }

    public const int MaxLength = 100;

    /// <summary>Makes an id of the name: <c>Forum mondial 2027</c> becomes <c>forum-mondial-2027</c>.</summary>
    /// <param name="number">Greater than 1 where the name was used before.</param>
    public CampaignId CreateId(int number)
    {
        var slug = new StringBuilder();
        foreach (var c in Name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        var text = slug.ToString(0, Math.Min(slug.Length, 36)).Trim('-');
        text = text.Length == 0 ? "campaign" : text;
        return new CampaignId(number > 1 ? $"{text}-{number}" : text);
    }

    /// <summary>Creates the folder from nothing, with standard letters. The form has no errors.</summary>
    public IReadOnlyDictionary<string, byte[]> CreateFiles(CampaignId id) =>
        new CampaignOutline
        {
            Id = id,
            Reference = Reference,
            Languages = [.. Language.All.Where(l => Languages.Contains(l.Code))],
            Event = Text(Name),
            Place = Text(Place),
            Organisation = Text(Organisation),
            Signatory = Text(Signatory),
            Contact = new Contact(Text(Contact), Address, Telephone),
            From = LocalDatePattern.Iso.Parse(From).Value,
            To = LocalDatePattern.Iso.Parse(To).Value,
            Zone = DateTimeZoneProviders.Tzdb[Zone],
            SendAt = Moment.Parse(SendAt).Value,
            Deadline = Moment.Parse(Deadline).Value,
        }.CreateFiles();

    /// <summary>Creates the folder from an earlier one: its letters, its organisation, its plan and, if wanted, its
    /// list. Days for statements and holidays are those of the earlier event, so they are left out. The form has no
    /// errors.</summary>
    public IReadOnlyDictionary<string, byte[]> CreateFiles(
        CampaignId id,
        IReadOnlyDictionary<string, byte[]> earlier,
        bool withList
    )
    {
        var files = earlier.ToDictionary();
        var facts = JsonNode.Parse(LetterPreview.Decode(files[CampaignReader.FileName]))!.AsObject();
        facts["id"] = id.Value;
        facts["reference"] = Reference;
        facts["title"] = new JsonObject { [WrittenIn.Code] = Name };
        facts["event"] = new JsonObject
        {
            ["name"] = new JsonObject { [WrittenIn.Code] = Name },
            ["place"] = new JsonObject { [WrittenIn.Code] = Place },
            ["from"] = From,
            ["to"] = To,
        };
        facts["zone"] = Zone;
        facts["sendAt"] = LocalDateTimePattern.GeneralIso.Format(Moment.Parse(SendAt).Value);
        facts["deadline"] = LocalDateTimePattern.GeneralIso.Format(Moment.Parse(Deadline).Value);
        facts.Remove("statements");
        if (facts["window"] is JsonObject window)
            window["holidays"] = new JsonArray();
        if (Organisation.Length > 0)
            facts["organisation"] = new JsonObject { [WrittenIn.Code] = Organisation };
        if (Signatory.Length > 0)
            facts["signatory"] = new JsonObject { [WrittenIn.Code] = Signatory };
        files[CampaignReader.FileName] = Encoding.UTF8.GetBytes(facts.ToJsonString(Json) + "\n");
        if (!withList)
            files[InviteeList.FileName] = InviteeTable.Write(InviteeList.Columns, []);
        return files;
    }

    private LocalizedText Text(string text) => new(new Dictionary<Language, string> { [WrittenIn] = text });
}
