using System.Text.Json.Nodes;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>A fact of <c>campaign.json</c> that the form has a field for.</summary>
/// <param name="Group">The group of the form.</param>
/// <param name="Path">The property, with a full stop before that of an object.</param>
/// <param name="Type">The type of the input: one of HTML, or one of the constants here.</param>
/// <param name="IsLocalized">Whether it has a text in each language.</param>
public sealed record FactField(string Group, string Path, string Type = "text", bool IsLocalized = false)
{
    public const string Moment = "datetime-local";

    public const string Checkbox = "checkbox";

    /// <summary>An image, which is a file of the draft.</summary>
    public const string Image = "file";

    /// <summary>A tick that is true unless the property says otherwise.</summary>
    public const string OnByDefault = "on-by-default";

    /// <summary>A tick for the value <c>second-person</c>.</summary>
    public const string SecondPerson = "second-person";

    /// <summary>A period as a number of days.</summary>
    public const string Days = "days";

    /// <summary>A list of texts, each on a line.</summary>
    public const string Lines = "lines";

    /// <summary>A choice of <see cref="Choices"/>.</summary>
    public const string Choice = "choice";

    /// <summary>The values of a choice. The first holds where the property is absent.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>All fields, in the order of the form.</summary>
    public static IReadOnlyList<FactField> All { get; } =
    [
        new("event", "reference"),
        new("event", "title", IsLocalized: true),
        new("event", "event.name", IsLocalized: true),
        new("event", "event.place", IsLocalized: true),
        new("event", "event.from", "date"),
        new("event", "event.to", "date"),
        new("event", "delegationUntil", "date"),
        new("organisation", "organisation", IsLocalized: true),
        new("organisation", "signatory", IsLocalized: true),
        new("organisation", "sender.name"),
        new("organisation", "sender.address", "email"),
        new("letterhead", "letterhead.logo.file", Image),
        new("letterhead", "letterhead.logo.alternative", IsLocalized: true),
        new("letterhead", "letterhead.unit", IsLocalized: true),
        new("letterhead", "letterhead.address", IsLocalized: true),
        new("letterhead", "letterhead.paper", Choice) { Choices = ["a4", "letter"] },
        new("letterhead", "place", IsLocalized: true),
        new("letterhead", "signature.name", IsLocalized: true),
        new("letterhead", "signature.title", IsLocalized: true),
        new("letterhead", "signature.image.file", Image),
        new("letterhead", "signature.image.alternative", IsLocalized: true),
        new("contact", "contact.name", IsLocalized: true),
        new("contact", "contact.address", "email"),
        new("contact", "contact.telephone", "tel"),
        new("contact", "contact.fax", "tel"),
        new("contact", "contact.language", Choice) { Choices = ["en", "fr"] },
        new("times", "zone"),
        new("times", "sendAt", Moment),
        new("times", "deadline", Moment),
        new("times", "grace", Days),
        new("times", "window.from", "time"),
        new("times", "window.to", "time"),
        new("times", "window.holidays", Lines),
        new("statements", "statementOrder.by", Choice) { Choices = ["acceptance", "alphabetical-french", "lot"] },
        new("statements", "statementOrder.seed"),
        new("links", "webhooks", Lines),
        new("rules", "copyToMission", Checkbox),
        new("rules", "missionIfRefused", Checkbox),
        new("rules", "replies.changeAfterDeadline", OnByDefault),
        new("rules", "approval", SecondPerson),
    ];

    /// <summary>Whether it is a tick.</summary>
    public bool IsTick => Type is Checkbox or OnByDefault or SecondPerson;

    /// <summary>Finds a property. Null if it is absent.</summary>
    public static JsonNode? Find(JsonObject facts, string path)
    {
        JsonNode? node = facts;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node;
    }

    /// <summary>Reads a property. Empty if it is absent or no text.</summary>
    public static string Read(JsonObject facts, string path) =>
        Find(facts, path) is JsonValue value
            ? value.TryGetValue<bool>(out var flag)
                ? (flag ? "on" : "")
                : value.ToString()
            : "";

    /// <summary>Writes a property; removes it if the text is empty. An object without properties is removed
    /// too.</summary>
    public static void Write(JsonObject facts, string path, JsonNode? value)
    {
        var parts = path.Split('.');
        var parents = new List<JsonObject> { facts };
        foreach (var part in parts.SkipLast(1))
        {
            if (parents[^1][part] is not JsonObject child)
            {
                if (value is null)
                    return;
                parents[^1][part] = child = new JsonObject();
            }
            parents.Add(child);
        }
        if (value is not null)
            parents[^1][parts[^1]] = value;
        else
            parents[^1].Remove(parts[^1]);
        for (var i = parents.Count - 1; i > 0 && parents[i].Count == 0; i--)
            parents[i - 1].Remove(parts[i - 1]);
    }
}
