using System.Text.Json.Nodes;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>A fact of <c>campaign.json</c> that the form has a field for.</summary>
/// <param name="Group">The group of the form.</param>
/// <param name="Path">The property, with a full stop before that of an object.</param>
/// <param name="Type">The type of the input: <c>text</c>, <c>date</c>, <c>datetime-local</c>, <c>email</c>, <c>tel</c>,
/// <c>checkbox</c>, <c>file</c> for an image.</param>
/// <param name="IsLocalized">Whether it has a text in each language.</param>
public sealed record FactField(string Group, string Path, string Type = "text", bool IsLocalized = false)
{
    /// <summary>All fields, in the order of the form.</summary>
    public static IReadOnlyList<FactField> All { get; } =
    [
        new("event", "reference"),
        new("event", "title", IsLocalized: true),
        new("event", "event.name", IsLocalized: true),
        new("event", "event.place", IsLocalized: true),
        new("event", "event.from", "date"),
        new("event", "event.to", "date"),
        new("organisation", "organisation", IsLocalized: true),
        new("organisation", "signatory", IsLocalized: true),
        new("organisation", "sender.name"),
        new("organisation", "sender.address", "email"),
        new("letterhead", "letterhead.logo.file", "file"),
        new("letterhead", "letterhead.logo.alternative", IsLocalized: true),
        new("letterhead", "letterhead.unit", IsLocalized: true),
        new("letterhead", "letterhead.address", IsLocalized: true),
        new("letterhead", "place", IsLocalized: true),
        new("letterhead", "signature.name", IsLocalized: true),
        new("letterhead", "signature.title", IsLocalized: true),
        new("letterhead", "signature.image.file", "file"),
        new("letterhead", "signature.image.alternative", IsLocalized: true),
        new("contact", "contact.name", IsLocalized: true),
        new("contact", "contact.address", "email"),
        new("contact", "contact.telephone", "tel"),
        new("contact", "contact.fax", "tel"),
        new("times", "zone"),
        new("times", "sendAt", "datetime-local"),
        new("times", "deadline", "datetime-local"),
        new("times", "window.from", "time"),
        new("times", "window.to", "time"),
        new("rules", "copyToMission", "checkbox"),
        new("rules", "missionIfRefused", "checkbox"),
        new("rules", "approval", "checkbox"),
    ];

    /// <summary>Reads a property. Empty if it is absent or no text.</summary>
    public static string Read(JsonObject facts, string path)
    {
        JsonNode? node = facts;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node is JsonValue value
            ? value.TryGetValue<bool>(out var flag)
                ? (flag ? "on" : "")
                : value.ToString()
            : "";
    }

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
