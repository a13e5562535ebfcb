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

    /// <summary>The same texts in further languages of the letters, by the field and the code of the language:
    /// <c>place-fr</c>. A text that is left out is shown in another language, and the check warns of it.</summary>
    public IReadOnlyDictionary<string, string> Translations { get; init; } = new Dictionary<string, string>();

    /// <summary>The fields whose texts letters show, each in the language of the letter.</summary>
    public static IReadOnlyList<string> LocalizedFields { get; } =
    ["name", "place", "organisation", "signatory", "contact"];

    /// <summary>Names the field of a text in a further language.</summary>
    public static string NameTranslation(string field, Language language) => $"{field}-{language}";

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm"
    );

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Finds what is wrong, by the name of each field and in their order.</summary>
    /// <param name="isBlank">Whether the campaign has no predecessor from which the organisation is taken.</param>
    public IReadOnlyDictionary<string, Reason> FindErrors(bool isBlank)
    {
        var errors = new Dictionary<string, Reason>();
        if (isBlank && Languages.Count == 0)
            errors["languages"] = new Reason.Missing();
        Require("name", Name);
        Require("reference", Reference);
        var from = LocalDatePattern.Iso.Parse(From);
        var to = LocalDatePattern.Iso.Parse(To);
        if (!from.Success)
            errors["from"] = IfGiven(From, new Reason.NotADate());
        if (!to.Success)
            errors["to"] = IfGiven(To, new Reason.NotADate());
        else if (from.Success && to.Value < from.Value)
            errors["to"] = new Reason.BeforeFirstDay();
        Require("place", Place);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null)
            errors["zone"] = new Reason.NotOffered();
        var sendAt = Moment.Parse(SendAt);
        var deadline = Moment.Parse(Deadline);
        if (!sendAt.Success)
            errors["sendAt"] = IfGiven(SendAt, new Reason.NotAMoment());
        if (!deadline.Success)
            errors["deadline"] = IfGiven(Deadline, new Reason.NotAMoment());
        else if (sendAt.Success && deadline.Value <= sendAt.Value)
            errors["deadline"] = new Reason.NotAfterSending();
        else if (to.Success && deadline.Value.Date > to.Value)
            errors["deadline"] = new Reason.AfterLastDay();
        if (isBlank)
        {
            Require("organisation", Organisation);
            Require("signatory", Signatory);
            Require("contact", Contact);
            if (!EmailAddress.TryRead(Address, out _))
                errors["address"] = IfGiven(Address, new Reason.NotAnAddress());
            Require("telephone", Telephone);
        }
        foreach (var (field, _) in Translations.Where(t => t.Value.Length > MaxLength))
            errors[field] = new Reason.LongerThan(MaxLength);
        return errors;

        static Reason IfGiven(string text, Reason reason) => text.Length == 0 ? new Reason.Missing() : reason;

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
            Event = Text("name", Name),
            Place = Text("place", Place),
            Organisation = Text("organisation", Organisation),
            Signatory = Text("signatory", Signatory),
            Contact = new Contact(Text("contact", Contact), Address, Telephone)
            {
                Language = WrittenIn == Language.French ? Language.French : Language.English,
            },
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
        facts["title"] = Write("name", Name);
        facts["event"] = new JsonObject
        {
            ["name"] = Write("name", Name),
            ["place"] = Write("place", Place),
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
            facts["organisation"] = Write("organisation", Organisation);
        if (Signatory.Length > 0)
            facts["signatory"] = Write("signatory", Signatory);
        files[CampaignReader.FileName] = Encoding.UTF8.GetBytes(facts.ToJsonString(Json) + "\n");
        if (!withList)
            files[InviteeList.FileName] = InviteeTable.Write(InviteeList.Columns, []);
        return files;
    }

    /// <summary>A text in the language in which it was typed, and in those for which it was translated.</summary>
    private LocalizedText Text(string field, string text)
    {
        var texts = new Dictionary<Language, string> { [WrittenIn] = text };
        foreach (var language in Language.All.Where(l => l != WrittenIn && Languages.Contains(l.Code)))
            if (Translations.GetValueOrDefault(NameTranslation(field, language)) is { Length: > 0 } translated)
                texts[language] = translated;
        return new LocalizedText(texts);
    }

    private JsonObject Write(string field, string text) =>
        new(Text(field, text).Texts.Select(t => KeyValuePair.Create(t.Key.Code, (JsonNode?)JsonValue.Create(t.Value))));
}
