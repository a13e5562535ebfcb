using System.Text.Json;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the properties of a JSON object one by one and notes every problem with its line, instead of stopping
/// at the first.</summary>
internal sealed class JsonFields(JsonNodeWithLine node, string path, string file, List<Problem> problems)
{
    private readonly HashSet<string> known = ["$schema"];

    public delegate bool Parser<T>(string text, out T value);

    public int Line => node.Line;

    public string? Text(string name, bool required = true, int max = 1000)
    {
        if (Find(name, JsonValueKind.String, required, "a text") is not { } found)
            return null;
        if (string.IsNullOrWhiteSpace(found.Text) || found.Text.Length > max || found.Text.Any(char.IsControl))
        {
            Report(found.Line, name, $"must be 1 to {max} characters without line breaks");
            return null;
        }
        return found.Text;
    }

    public T? Parsed<T>(string name, Parser<T> parser, string form, bool required = true)
    {
        if (Find(name, JsonValueKind.String, required, form) is not { } found)
            return default;
        if (parser(found.Text!, out var value))
            return value;
        Report(found.Line, name, $"'{found.Text}' is not {form}");
        return default;
    }

    public int? WholeNumber(string name, int min, int max)
    {
        if (Find(name, JsonValueKind.Number, required: true, "a whole number") is not { } found)
            return null;
        if (int.TryParse(found.Text, out var value) && value >= min && value <= max)
            return value;
        Report(found.Line, name, $"must be a whole number from {min} to {max}");
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
        Report(found.Line, name, "must be true or false");
        return otherwise;
    }

    public T? Object<T>(string name, Func<JsonFields, T?> read, bool required = true)
        where T : class =>
        Find(name, JsonValueKind.Object, required, "an object") is { } found
            ? Read(found, $"{path}{name}", read)
            : null;

    public IReadOnlyList<T> Objects<T>(string name, Func<JsonFields, T?> read, bool required = true)
        where T : class =>
        Find(name, JsonValueKind.Array, required, "a list") is { } found
            ? [.. found.Items.Select((item, i) => ReadItem(item, $"{path}{name}[{i}]", read)).OfType<T>()]
            : [];

    public IReadOnlyList<T> Values<T>(string name, Parser<T> parser, string form)
    {
        var values = new List<T>();
        foreach (var item in Find(name, JsonValueKind.Array, required: false, "a list")?.Items ?? [])
            if (item.Kind == JsonValueKind.String && parser(item.Text!, out var value))
                values.Add(value);
            else
                Report(item.Line, name, $"'{item.Text}' is not {form}");
        return values;
    }

    /// <summary>All properties of an object whose names are data, each a text.</summary>
    public IReadOnlyList<(string Name, string Text, int Line)> Map(string name, bool required = true)
    {
        var texts = new List<(string, string, int)>();
        foreach (var (key, value) in Find(name, JsonValueKind.Object, required, "an object")?.Properties ?? [])
            if (
                value.Kind == JsonValueKind.String
                && !string.IsNullOrWhiteSpace(value.Text)
                && value.Text.Length <= 1000
                && !value.Text.Any(char.IsControl)
            )
                texts.Add((key, value.Text, value.Line));
            else
                Report(value.Line, $"{name}.{key}", "must be 1 to 1000 characters without line breaks");
        return texts;
    }

    public void Report(int line, string name, string message) =>
        problems.Add(new Problem(file, line, $"{path}{name}: {message}"));

    /// <summary>The line of a property. The line of the object if it has no such property.</summary>
    public int LineOf(string name) => Last(name)?.Line ?? node.Line;

    /// <summary>Reads an object and reports unknown properties.</summary>
    public static T? ReadAll<T>(
        JsonNodeWithLine node,
        string path,
        string file,
        List<Problem> problems,
        Func<JsonFields, T?> read
    )
        where T : class
    {
        var fields = new JsonFields(node, path, file, problems);
        var value = read(fields);
        foreach (var (name, unknown) in node.Properties.Where(p => !fields.known.Contains(p.Name)))
            fields.Report(unknown.Line, name, "is not a property known here");
        foreach (var twice in node.Properties.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            fields.Report(twice.Last().Value.Line, twice.Key, "stands here twice");
        return value;
    }

    private T? Read<T>(JsonNodeWithLine found, string at, Func<JsonFields, T?> read)
        where T : class => ReadAll(found, at + ".", file, problems, read);

    private T? ReadItem<T>(JsonNodeWithLine item, string at, Func<JsonFields, T?> read)
        where T : class
    {
        if (item.Kind == JsonValueKind.Object)
            return Read(item, at, read);
        problems.Add(new Problem(file, item.Line, $"{at}: must be an object"));
        return null;
    }

    private JsonNodeWithLine? Find(string name, JsonValueKind kind, bool required, string form)
    {
        known.Add(name);
        var found = Last(name);
        if (found is null)
        {
            if (required)
                Report(node.Line, name, $"is missing; it must be {form}");
            return null;
        }
        if (found.Kind == kind)
            return found;
        Report(found.Line, name, $"must be {form}");
        return null;
    }

    private JsonNodeWithLine? Last(string name) => node.Properties.LastOrDefault(p => p.Name == name).Value;
}
