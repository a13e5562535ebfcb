using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>A line of the difference between two texts.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>same</c>.</param>
/// <param name="Text">The line with its sign.</param>
public sealed record DifferentLine(string Kind, string Text)
{
    /// <summary>Compares two texts line by line.</summary>
    public static IReadOnlyList<DifferentLine> Compare(string former, string text) =>
        [
            .. InlineDiffBuilder
                .Diff(former, text)
                .Lines.Select(line =>
                    line.Type switch
                    {
                        ChangeType.Inserted => new DifferentLine("added", $"+ {line.Text}"),
                        ChangeType.Deleted => new DifferentLine("removed", $"− {line.Text}"),
                        _ => new DifferentLine("same", $"  {line.Text}"),
                    }
                ),
        ];
}
