using System.Globalization;
using System.Text.Json.Nodes;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>The facts and the plan as the form shows them.</summary>
/// <param name="Values">The text of each field by its path; <c>on</c> for a ticked box.</param>
/// <param name="Steps">The steps of the plan.</param>
/// <param name="Statements">The days of policy statements.</param>
/// <param name="Links">The links.</param>
public sealed record FactsForm(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<PlanRow> Steps,
    IReadOnlyList<StatementRow> Statements,
    IReadOnlyList<LinkRow> Links
)
{
    private const int MaxRows = 60;

    /// <summary>Reads the facts of <c>campaign.json</c>.</summary>
    public static FactsForm Read(JsonObject facts, IReadOnlyList<Language> languages)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in FactField.All)
            if (field.IsLocalized)
                foreach (var language in languages)
                    values[$"{field.Path}.{language}"] = FactField.Read(facts, $"{field.Path}.{language}");
            else
                values[field.Path] = ReadField(facts, field);
        return new FactsForm(
            values,
            [.. ReadItems(facts, "steps").Select(PlanRow.Read)],
            [.. ReadItems(facts, "statements").Select(StatementRow.Read)],
            [.. (facts["links"] as JsonObject ?? []).Select(l => new LinkRow(l.Key, $"{l.Value}"))]
        );
    }

    /// <summary>Writes the posted form into the facts. What the form has no field for stays as it is.</summary>
    public static void Apply(StaffForm form, JsonObject facts, IReadOnlyList<Language> languages)
    {
        foreach (var field in FactField.All)
            if (field.IsLocalized)
                foreach (var language in languages)
                    FactField.Write(facts, $"{field.Path}.{language}", Text(form.Text($"{field.Path}.{language}")));
            // A property that says what holds without it stays. An image is written on its own.
            else if (field.Type == FactField.Image)
                continue;
            else if (!IsUnchanged(form, facts, field))
                FactField.Write(facts, field.Path, WriteField(form, field));
        if (facts["window"] is JsonObject window && window["holidays"] is null)
            window["holidays"] = new JsonArray();
        if (facts["statementOrder"] is JsonObject order && order["by"]?.ToString() is null or "")
            order["by"] = FactField.All.Single(f => f.Path == "statementOrder.by").Choices[0];
        facts["steps"] = new JsonArray([.. PlanRow.ReadAll(form, MaxRows).Select(s => s.Write())]);
        var statements = StatementRow.ReadAll(form, MaxRows).Select(s => s.Write()).ToArray<JsonNode>();
        FactField.Write(facts, "statements", statements.Length > 0 ? new JsonArray(statements) : null);
        var links = LinkRow.ReadAll(form, MaxRows).DistinctBy(l => l.Name).ToList();
        FactField.Write(facts, "links", links.Count == 0 ? null : WriteLinks(links));
    }

    /// <summary>The links of the posted form, as they were typed.</summary>
    public static IReadOnlyList<LinkRow> ReadLinks(StaffForm form) => [.. LinkRow.ReadAll(form, MaxRows)];

    /// <summary>The name of a link that the form has twice or not at all. Null where each has one.</summary>
    public static string? FindAmbiguousLink(StaffForm form) =>
        LinkRow
            .ReadAll(form, MaxRows)
            .GroupBy(l => l.Name)
            .FirstOrDefault(g => g.Key.Length == 0 || g.Count() > 1)
            ?.Key;

    private static JsonObject WriteLinks(IEnumerable<LinkRow> links)
    {
        var written = new JsonObject();
        foreach (var link in links)
            written[link.Name] = link.Address;
        return written;
    }

    private static IEnumerable<JsonObject> ReadItems(JsonObject facts, string name) =>
        (facts[name] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Whether a property that may be absent, or say what holds without it, keeps its value.</summary>
    private static bool IsUnchanged(StaffForm form, JsonObject facts, FactField field) =>
        field.Type switch
        {
            FactField.OnByDefault => form.IsChecked(field.Path) == (ReadField(facts, field) == "on"),
            FactField.Choice => form.Text(field.Path) == ReadField(facts, field),
            _ => false,
        };

    private static string ReadField(JsonObject facts, FactField field)
    {
        var text = FactField.Read(facts, field.Path);
        return field.Type switch
        {
            FactField.SecondPerson => text == "second-person" ? "on" : "",
            FactField.OnByDefault => FactField.Find(facts, field.Path) is null ? "on" : text,
            FactField.Moment => Shorten(text),
            FactField.Days => text.StartsWith('P') && int.TryParse(text.AsSpan(1).TrimEnd('D'), out var days)
                ? days.ToString(CultureInfo.InvariantCulture)
                : text,
            FactField.Lines => string.Join("\n", FactField.Find(facts, field.Path) as JsonArray ?? []),
            _ => text,
        };
    }

    private static JsonNode? WriteField(StaffForm form, FactField field)
    {
        var text = form.Text(field.Path);
        return field.Type switch
        {
            FactField.SecondPerson => form.IsChecked(field.Path) ? JsonValue.Create("second-person") : null,
            FactField.Checkbox => form.IsChecked(field.Path) ? JsonValue.Create(true) : null,
            FactField.OnByDefault => form.IsChecked(field.Path) ? null : JsonValue.Create(false),
            FactField.Moment => Text(AddSeconds(text)),
            FactField.Days when text.All(char.IsAsciiDigit) => Text(text.Trim('0').Length == 0 ? "" : $"P{text}D"),
            FactField.Lines => Lines(text) is { Length: > 0 } lines ? new JsonArray(lines) : null,
            FactField.Choice when text == field.Choices[0] => null,
            _ => Text(text),
        };
    }

    private static JsonNode[] Lines(string text) =>
        [
            .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonValue.Create(line)),
        ];

    private static JsonValue? Text(string text) => text.Length == 0 ? null : JsonValue.Create(text);

    /// <summary>Browsers leave zero seconds out.</summary>
    private static string AddSeconds(string moment) => moment.Length == 16 ? $"{moment}:00" : moment;

    private static string Shorten(string moment) =>
        moment.EndsWith(":00", StringComparison.Ordinal) && moment.Length == 19 ? moment[..16] : moment;
}

/// <summary>A day of policy statements in the form.</summary>
/// <param name="Day">The day.</param>
/// <param name="Capacity">The number of statements.</param>
/// <param name="From">When the statements begin. Empty if it is not known yet.</param>
/// <param name="To">When they end.</param>
public sealed record StatementRow(string Day, string Capacity, string From, string To)
{
    public static StatementRow Empty { get; } = new("", "", "", "");

    public static StatementRow Read(JsonObject day) =>
        new(
            FactField.Read(day, "day"),
            FactField.Read(day, "capacity"),
            FactField.Read(day, "hours.from"),
            FactField.Read(day, "hours.to")
        );

    /// <summary>Reads the rows of the posted form that are neither empty nor removed.</summary>
    public static IEnumerable<StatementRow> ReadAll(StaffForm form, int max)
    {
        for (var i = 0; i < max && form.Has($"statement-{i}-day"); i++)
        {
            var row = new StatementRow(
                form.Text($"statement-{i}-day"),
                form.Text($"statement-{i}-capacity"),
                form.Text($"statement-{i}-from"),
                form.Text($"statement-{i}-to")
            );
            if (row != Empty && !form.IsChecked($"statement-{i}-remove"))
                yield return row;
        }
    }

    /// <summary>Writes the day as <c>campaign.json</c> has it. What is no number stays the text that was typed, so that
    /// it is shown with its error.</summary>
    public JsonObject Write()
    {
        var day = new JsonObject();
        FactField.Write(day, "day", Day.Length > 0 ? Day : null);
        FactField.Write(
            day,
            "capacity",
            int.TryParse(Capacity, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
                : Capacity.Length > 0 ? JsonValue.Create(Capacity)
                : null
        );
        FactField.Write(day, "hours.from", From.Length > 0 ? From : null);
        FactField.Write(day, "hours.to", To.Length > 0 ? To : null);
        return day;
    }
}

/// <summary>A link in the form.</summary>
/// <param name="Name">Its name in letters.</param>
/// <param name="Address">Its web address.</param>
public sealed record LinkRow(string Name, string Address)
{
    public static LinkRow Empty { get; } = new("", "");

    /// <summary>Reads the rows of the posted form that are neither empty nor removed.</summary>
    public static IEnumerable<LinkRow> ReadAll(StaffForm form, int max)
    {
        for (var i = 0; i < max && form.Has($"link-{i}-name"); i++)
        {
            var row = new LinkRow(form.Text($"link-{i}-name"), form.Text($"link-{i}-address"));
            if (row != Empty && !form.IsChecked($"link-{i}-remove"))
                yield return row;
        }
    }
}
