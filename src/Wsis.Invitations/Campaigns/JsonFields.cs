using System.Text.Json;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the properties of a JSON object one by one and notes every problem with its line, instead of stopping
/// at the first.</summary>
internal sealed class JsonFields(
    JsonNodeWithLine node,
    string path,
    string file,
    List<Problem> problems,
    string? item = null
)
{
    private const int MaxTextLength = 1000;

    private readonly HashSet<string> known = ["$schema"];

    public delegate bool Parser<T>(string text, out T value);

    public int Line => node.Line;

    public string? Text(string name, bool required = true, int max = MaxTextLength)
    {
        if (Find(name, JsonValueKind.String, required, ValueForm.Text) is not { } found)
            return null;
        if (string.IsNullOrWhiteSpace(found.Text) || found.Text.Length > max || found.Text.Any(char.IsControl))
        {
            Report(found.Line, name, new ProblemReason.NotOneLine(max));
            return null;
        }
        return found.Text;
    }

    public T? Parsed<T>(string name, Parser<T> parser, ValueForm form, bool required = true)
    {
        if (Find(name, JsonValueKind.String, required, form) is not { } found)
            return default;
        if (parser(found.Text!, out var value))
            return value;
        Report(found.Line, name, new ProblemReason.IsNot(found.Text!, form));
        return default;
    }

    public int? WholeNumber(string name, int min, int max)
    {
        if (Find(name, JsonValueKind.Number, required: true, ValueForm.WholeNumber) is not { } found)
            return null;
        if (int.TryParse(found.Text, out var value) && value >= min && value <= max)
            return value;
        Report(found.Line, name, new ProblemReason.NotInRange(min, max));
        return null;
    }

    public bool Flag(string name, bool otherwise)
    {
        known.Add(name);
        var found = Last(name);
        if (found is null)
            return otherwise;
        if (found.Kind is JsonValueKind.True or JsonValueKind.False)
            return found.Kind == JsonValueKind.True;
        Report(found.Line, name, new ProblemReason.MustBe(ValueForm.TrueOrFalse));
        return otherwise;
    }

    public T? Object<T>(string name, Func<JsonFields, T?> read, bool required = true)
        where T : class =>
        Find(name, JsonValueKind.Object, required, ValueForm.JsonMap) is { } found
            ? Read(found, $"{path}{name}", read)
            : null;

    public IReadOnlyList<T> Objects<T>(string name, Func<JsonFields, T?> read, bool required = true)
        where T : class =>
        Find(name, JsonValueKind.Array, required, ValueForm.List) is { } found
            ? [.. found.Items.Select((item, i) => ReadItem(item, $"{path}{name}[{i}]", read)).OfType<T>()]
            : [];

    public IReadOnlyList<T> Values<T>(string name, Parser<T> parser, ValueForm form)
    {
        var values = new List<T>();
        foreach (var item in Find(name, JsonValueKind.Array, required: false, ValueForm.List)?.Items ?? [])
            if (item.Kind == JsonValueKind.String && parser(item.Text!, out var value))
                values.Add(value);
            else
                Report(item.Line, name, new ProblemReason.IsNot(item.Text ?? "", form));
        return values;
    }

    /// <summary>All properties of an object whose names are data, each a text.</summary>
    public IReadOnlyList<(string Name, string Text, int Line)> Map(string name, bool required = true)
    {
        var texts = new List<(string, string, int)>();
        foreach (var (key, value) in Find(name, JsonValueKind.Object, required, ValueForm.JsonMap)?.Properties ?? [])
            if (
                value.Kind == JsonValueKind.String
                && !string.IsNullOrWhiteSpace(value.Text)
                && value.Text.Length <= MaxTextLength
                && !value.Text.Any(char.IsControl)
            )
                texts.Add((key, value.Text, value.Line));
            else
                Report(value.Line, $"{name}.{key}", new ProblemReason.NotOneLine(MaxTextLength));
        return texts;
    }

    public void Report(int line, string name, ProblemReason reason) =>
        problems.Add(new Problem(file, line, reason) { Property = $"{path}{name}", Item = item });

    /// <summary>The line of a property. The line of the object if it has no such property.</summary>
    public int LineOf(string name) => Last(name)?.Line ?? node.Line;

    /// <summary>Reads an object and reports unknown properties.</summary>
    public static T? ReadAll<T>(
        JsonNodeWithLine node,
        string path,
        string file,
        List<Problem> problems,
        Func<JsonFields, T?> read,
        string? item = null
    )
        where T : class
    {
        var fields = new JsonFields(node, path, file, problems, item);
        var value = read(fields);
        foreach (var (name, unknown) in node.Properties.Where(p => !fields.known.Contains(p.Name)))
            fields.Report(unknown.Line, name, new ProblemReason.UnknownProperty());
        foreach (var twice in node.Properties.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            fields.Report(twice.Last().Value.Line, twice.Key, new ProblemReason.PropertyTwice());
        return value;
    }

    private T? Read<T>(JsonNodeWithLine found, string at, Func<JsonFields, T?> read)
        where T : class => ReadAll(found, at + ".", file, problems, read, item);

    private T? ReadItem<T>(JsonNodeWithLine found, string at, Func<JsonFields, T?> read)
        where T : class
    {
        if (found.Kind == JsonValueKind.Object)
            return ReadAll(found, at + ".", file, problems, read, NameItem(found));
        problems.Add(new Problem(file, found.Line, new ProblemReason.MustBe(ValueForm.JsonMap)) { Property = at });
        return null;
    }

    /// <summary>What tells an object of a list from the others: the id of a step, or a day.</summary>
    private static string? NameItem(JsonNodeWithLine found) =>
        found.Properties.LastOrDefault(p => p.Name is "id" or "day").Value?.Text;

    private JsonNodeWithLine? Find(string name, JsonValueKind kind, bool required, ValueForm form)
    {
        known.Add(name);
        var found = Last(name);
        if (found is null)
        {
            if (required)
                Report(node.Line, name, new ProblemReason.IsMissing(form));
            return null;
        }
        if (found.Kind == kind)
            return found;
        Report(found.Line, name, new ProblemReason.MustBe(form));
        return null;
    }

    private JsonNodeWithLine? Last(string name) => node.Properties.LastOrDefault(p => p.Name == name).Value;
}
