using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Campaigns.Standard;

/// <summary>The first facts of a campaign. A folder with standard letters is made of them.</summary>
public sealed record CampaignOutline
{
    public required CampaignId Id { get; init; }

    public required string Reference { get; init; }

    /// <summary>The languages that the campaign has letters in, at least one.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    /// <summary>The name of the event. It is also the title of the campaign.</summary>
    public required LocalizedText Event { get; init; }

    public required LocalizedText Place { get; init; }

    public required LocalizedText Organisation { get; init; }

    public required LocalizedText Signatory { get; init; }

    /// <summary>The contact. The letters are sent from its address.</summary>
    public required Contact Contact { get; init; }

    public required LocalDate From { get; init; }

    public required LocalDate To { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required LocalDateTime SendAt { get; init; }

    public required LocalDateTime Deadline { get; init; }

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An outline with placeholders in all its languages, and dates that begin two weeks after
    /// <paramref name="today"/>.</summary>
    public static CampaignOutline CreateExample(
        CampaignId id,
        IReadOnlyList<Language> languages,
        DateTimeZone zone,
        LocalDate today
    )
    {
        var sending = today.PlusDays(14).Next(IsoDayOfWeek.Monday);
        var deadline = sending.PlusWeeks(8);
        var firstDay = deadline.PlusWeeks(8);
        return new CampaignOutline
        {
            Id = id,
            Reference = "CL-1",
            Languages = languages,
            Event = Placeholder("event", languages),
            Place = Placeholder("place", languages),
            Organisation = Placeholder("organisation", languages),
            Signatory = Placeholder("signatory", languages),
            Contact = new Contact(Placeholder("contact", languages), "secretariat@organisation.example", "+00 00 000")
            {
                Language =
                    languages.Contains(Language.French) && !languages.Contains(Language.English)
                        ? Language.French
                        : Language.English,
            },
            From = firstDay,
            To = firstDay.PlusDays(4),
            Zone = zone,
            SendAt = sending.At(new LocalTime(9, 0)),
            Deadline = deadline.AtMidnight(),
        };
    }

    /// <summary>The text that stands for a fact until staff write it: <c>organisation</c>, <c>signatory</c>,
    /// <c>contact</c>, <c>event</c> or <c>place</c>.</summary>
    public static LocalizedText Placeholder(string fact, IEnumerable<Language> languages)
    {
        var texts = JsonNode.Parse(StandardFile.ReadText("placeholders.json")!)!;
        return new LocalizedText(languages.ToDictionary(l => l, l => texts[l.Code]![fact]!.GetValue<string>()));
    }

    /// <summary>The files of the campaign folder, by path: <c>campaign.json</c>, a list with its heading only, and the
    /// standard letters.</summary>
    public IReadOnlyDictionary<string, byte[]> CreateFiles()
    {
        var steps = CreateSteps();
        var files = new Dictionary<string, byte[]>
        {
            [CampaignReader.FileName] = Encoding.UTF8.GetBytes(CreateFacts(steps).ToJsonString(Json) + "\n"),
            [InviteeList.FileName] = Encoding.UTF8.GetBytes($"{string.Join(',', InviteeList.Columns)}\n"),
        };
        foreach (var letter in StandardLetters.For(steps, LocalDue, Languages))
            files[$"letters/{letter.Language}/{letter.Name}.md"] = Encoding.UTF8.GetBytes(letter.Text);
        return files;
    }

    private JsonObject CreateContact()
    {
        var contact = new JsonObject
        {
            ["name"] = Texts(Contact.Name),
            ["address"] = Contact.Address,
            ["telephone"] = Contact.Telephone,
        };
        if (Contact.Language != Language.English)
            contact["language"] = Contact.Language.Code;
        return contact;
    }

    private JsonObject CreateFacts(IReadOnlyList<Step> steps) =>
        new()
        {
            ["$schema"] = "campaign.schema.json",
            ["id"] = Id.Value,
            ["reference"] = Reference,
            ["title"] = Texts(Event),
            ["organisation"] = Texts(Organisation),
            ["signatory"] = Texts(Signatory),
            ["sender"] = new JsonObject { ["name"] = Organisation.In(Language.English), ["address"] = Contact.Address },
            ["contact"] = CreateContact(),
            ["event"] = new JsonObject
            {
                ["name"] = Texts(Event),
                ["place"] = Texts(Place),
                ["from"] = LocalDatePattern.Iso.Format(From),
                ["to"] = LocalDatePattern.Iso.Format(To),
            },
            ["zone"] = Zone.Id,
            ["sendAt"] = LocalDateTimePattern.GeneralIso.Format(SendAt),
            ["deadline"] = LocalDateTimePattern.GeneralIso.Format(Deadline),
            ["steps"] = new JsonArray([.. steps.Select(Write)]),
            ["window"] = new JsonObject
            {
                ["from"] = "09:00",
                ["to"] = "17:00",
                ["holidays"] = new JsonArray(),
            },
        };

    /// <summary>The days before the deadline on which reminders go out.</summary>
    private static readonly int[] ReminderDays = [21, 10, LastCallDays];

    private const int LastCallDays = 3;

    /// <summary>The invitation, three reminders before the deadline and practical information before the event. A step
    /// for which the time is too short is left out, and the reminders that are left are numbered from 1.</summary>
    private List<Step> CreateSteps()
    {
        var earliest = SendAt.PlusDays(3);
        var reminders = ReminderDays
            .Where(days => Deadline.PlusDays(-days) >= earliest)
            .Select(
                (days, i) =>
                    Before(
                        days == LastCallDays ? StandardLetters.LastReminder : $"reminder-{i + 1}",
                        LetterKind.Reminder,
                        Anchor.Deadline,
                        days
                    )
            );
        var briefing = Before("briefing", LetterKind.Briefing, Anchor.Event, 14);
        return
        [
            new(new StepId("invitation"), LetterKind.Invitation, new Due(Anchor.Sending, Period.Zero)),
            .. reminders,
            .. LocalDue(briefing) >= earliest && LocalDue(briefing) > Deadline ? [briefing] : Array.Empty<Step>(),
        ];
    }

    private LocalDateTime LocalDue(Step step) => step.Due.Resolve(SendAt, Deadline, From);

    private static Step Before(string id, LetterKind kind, Anchor anchor, int days) =>
        new(new StepId(id), kind, new Due(anchor, Period.FromDays(-days)));

    private static JsonNode Write(Step step)
    {
        var days = -step.Due.Offset.Days;
        var anchor = step.Due.From.ToString().ToLowerInvariant();
        return new JsonObject
        {
            ["id"] = step.Id.Value,
            ["kind"] = step.Kind.ToString().ToLowerInvariant(),
            ["due"] = days == 0 ? anchor : $"{anchor} - P{days}D",
        };
    }

    private static JsonObject Texts(LocalizedText text) =>
        new(text.Texts.Select(t => KeyValuePair.Create(t.Key.Code, (JsonNode?)JsonValue.Create(t.Value))));
}
