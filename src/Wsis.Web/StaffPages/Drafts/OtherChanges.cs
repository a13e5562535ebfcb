using System.Text.Json.Nodes;
using Wsis.Invitations.Drafts;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>What others changed in a file of a draft since somebody opened it.</summary>
/// <param name="By">Who, the latest last.</param>
/// <param name="Difference">What.</param>
public sealed record OtherChanges(IReadOnlyList<string> By, DraftDifference Difference)
{
    /// <summary>Joins what one person typed with what another saved meanwhile. A value that the person did not touch is
    /// that of the other. Of a value that both changed, what was typed is kept.</summary>
    /// <param name="seen">What the person saw.</param>
    /// <param name="typed">What they typed.</param>
    /// <param name="saved">What the other saved.</param>
    public static JsonObject Merge(JsonObject seen, JsonObject typed, JsonObject saved)
    {
        var merged = new JsonObject();
        // The order of the saved file is kept, so that a comparison by line shows the changes only.
        foreach (var name in saved.Select(p => p.Key).Union(typed.Select(p => p.Key)))
            if (Merge(seen[name], typed[name], saved[name]) is { } value)
                merged[name] = value;
        return merged;
    }

    private static JsonNode? Merge(JsonNode? seen, JsonNode? typed, JsonNode? saved) =>
        JsonNode.DeepEquals(seen, typed) ? saved?.DeepClone()
        : typed is JsonObject own && saved is JsonObject other ? Merge(seen as JsonObject ?? [], own, other)
        : typed?.DeepClone();
}
