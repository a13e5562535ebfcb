using System.Text.Json;
using System.Text.Json.Nodes;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Drafts;

/// <summary>What differs between two versions of a campaign folder, by name.</summary>
public sealed record DraftDifference
{
    /// <summary>The letters that were changed, added or removed, by language and name.</summary>
    public required IReadOnlyList<LetterDifference> Letters { get; init; }

    /// <summary>The facts of <c>campaign.json</c>, in its order. A step of the plan is <c>steps.{id}</c>.</summary>
    public required IReadOnlyList<ValueDifference> Facts { get; init; }

    /// <summary>The attachments and images by file name. A text stands for the content: the size in bytes.</summary>
    public required IReadOnlyList<ValueDifference> Attachments { get; init; }

    /// <summary>The invitees that were changed, added or removed, in the order of the lists.</summary>
    public required IReadOnlyList<InviteeDifference> Invitees { get; init; }

    public bool IsEmpty => Letters.Count + Facts.Count + Attachments.Count + Invitees.Count == 0;

    /// <summary>Compares two versions, with errors or without. What cannot be read as facts or as a list is compared as
    /// if it was empty.</summary>
    /// <param name="former">The files of the former version, by path.</param>
    /// <param name="current">The files of the current version, by path.</param>
    public static DraftDifference Compare(
        IReadOnlyDictionary<string, byte[]> former,
        IReadOnlyDictionary<string, byte[]> current
    ) =>
        new()
        {
            Letters = [.. CompareLetters(former, current)],
            Facts =
            [
                .. CompareValues(
                    FactList.Read(former.GetValueOrDefault(CampaignReader.FileName)),
                    FactList.Read(current.GetValueOrDefault(CampaignReader.FileName))
                ),
            ],
            Attachments = [.. CompareAttachments(former, current)],
            Invitees =
            [
                .. CompareInvitees(
                    ReadRows(former.GetValueOrDefault(InviteeList.FileName)),
                    ReadRows(current.GetValueOrDefault(InviteeList.FileName))
                ),
            ],
        };

    private static IEnumerable<LetterDifference> CompareLetters(
        IReadOnlyDictionary<string, byte[]> former,
        IReadOnlyDictionary<string, byte[]> current
    ) =>
        from path in former.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
        let parts = path.Split('/')
        where parts is ["letters", _, _] && parts[2].EndsWith(".md", StringComparison.Ordinal)
        where Language.TryParse(parts[1], out _)
        let before = ReadText(former, path)
        let after = ReadText(current, path)
        where before != after
        select new LetterDifference(Language.Parse(parts[1]), parts[2][..^3], before, after);

    private static string? ReadText(IReadOnlyDictionary<string, byte[]> files, string path) =>
        files.TryGetValue(path, out var content) ? LetterPreview.Decode(content) : null;

    private static IEnumerable<ValueDifference> CompareAttachments(
        IReadOnlyDictionary<string, byte[]> former,
        IReadOnlyDictionary<string, byte[]> current
    ) =>
        from path in former.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
        where
            path.StartsWith(AttachmentFolder.Prefix, StringComparison.Ordinal)
            || path.StartsWith(ImageFolder.Prefix, StringComparison.Ordinal)
        let before = former.GetValueOrDefault(path)
        let after = current.GetValueOrDefault(path)
        where before is null || after is null || !before.AsSpan().SequenceEqual(after)
        select new ValueDifference(
            path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..],
            $"{before?.Length}",
            $"{after?.Length}"
        );

    private static IEnumerable<ValueDifference> CompareValues(
        IReadOnlyDictionary<string, string> former,
        IReadOnlyDictionary<string, string> current
    ) =>
        from name in current.Keys.Union(former.Keys)
        let before = former.GetValueOrDefault(name, "")
        let after = current.GetValueOrDefault(name, "")
        where before != after
        select new ValueDifference(name, before, after);

    private static IEnumerable<InviteeDifference> CompareInvitees(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> former,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> current
    )
    {
        var none = new Dictionary<string, string>();
        foreach (var id in former.Keys.Union(current.Keys))
        {
            var before = former.GetValueOrDefault(id, none);
            var after = current.GetValueOrDefault(id, none);
            var cells = CompareValues(before, after).ToList();
            if (cells.Count > 0)
                yield return new InviteeDifference(
                    id,
                    (after.Count > 0 ? after : before).GetValueOrDefault("name", ""),
                    before.Count == 0 ? DifferenceKind.Added
                        : after.Count == 0 ? DifferenceKind.Removed
                        : DifferenceKind.Changed,
                    cells
                );
        }
    }

    /// <summary>The cells of each row by the name of their column, by the id of the invitee.</summary>
    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadRows(byte[]? file)
    {
        var rows = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        try
        {
            var table = InviteeTable.Read(file ?? []);
            foreach (var row in table.Rows)
            {
                var cells = table
                    .Columns.Zip(row.Cells)
                    .DistinctBy(c => c.First)
                    .ToDictionary(c => c.First, c => c.Second);
                rows[cells.GetValueOrDefault("id", "")] = cells;
            }
        }
        catch (UnreadableListException)
        {
            rows.Clear();
        }
        return rows;
    }

    /// <summary>Lists the values of <c>campaign.json</c> by their paths.</summary>
    private static class FactList
    {
        public static Dictionary<string, string> Read(byte[]? file)
        {
            var facts = new Dictionary<string, string>();
            try
            {
                if (file is not null)
                    Add(facts, "", JsonNode.Parse(LetterPreview.Decode(file)));
            }
            catch (JsonException)
            {
                facts.Clear();
            }
            return facts;
        }

        private static void Add(Dictionary<string, string> facts, string path, JsonNode? node)
        {
            if (node is JsonObject all && Name(path, all) is { } name)
                facts[name.Path] = name.Text;
            else if (node is JsonObject values)
                foreach (var (key, value) in values)
                    Add(facts, path.Length == 0 ? key : $"{path}.{key}", value);
            else if (node is JsonArray items && items.All(i => i is JsonObject))
                foreach (var item in items)
                    Add(facts, path, item);
            else if (node is JsonArray texts)
                facts[path] = string.Join(", ", texts.Select(t => $"{t}"));
            else
                facts[path] = $"{node}";
        }

        /// <summary>A step of the plan and a day of statements have a name of their own. Their values read as one
        /// text.</summary>
        private static (string Path, string Text)? Name(string path, JsonObject item) =>
            path switch
            {
                "steps" => ($"steps.{item["id"]}", $"{item["kind"]}: {item["due"]}"),
                "statements" => (
                    $"statements.{item["day"]}",
                    item["hours"] is { } hours
                        ? $"{item["capacity"]} ({hours["from"]}–{hours["to"]})"
                        : $"{item["capacity"]}"
                ),
                _ => null,
            };
    }
}

/// <summary>How a thing differs.</summary>
public enum DifferenceKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>A value that differs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Former">What it was. Empty if there was none.</param>
/// <param name="Current">What it is. Empty if there is none.</param>
public sealed record ValueDifference(string Name, string Former, string Current)
{
    public DifferenceKind Kind =>
        Former.Length == 0 ? DifferenceKind.Added
        : Current.Length == 0 ? DifferenceKind.Removed
        : DifferenceKind.Changed;
}

/// <summary>A letter that differs.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Name">Its name.</param>
/// <param name="Former">What it was. Null if there was none.</param>
/// <param name="Current">What it is. Null if there is none.</param>
public sealed record LetterDifference(Language Language, string Name, string? Former, string? Current)
{
    public DifferenceKind Kind =>
        Former is null ? DifferenceKind.Added
        : Current is null ? DifferenceKind.Removed
        : DifferenceKind.Changed;
}

/// <summary>An invitee who differs.</summary>
/// <param name="Id">The invitee.</param>
/// <param name="Name">The name of the State.</param>
/// <param name="Kind">How.</param>
/// <param name="Cells">The cells that differ, by the name of their column.</param>
public sealed record InviteeDifference(
    string Id,
    string Name,
    DifferenceKind Kind,
    IReadOnlyList<ValueDifference> Cells
);
