using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Wsis.Web.StaffPages.Drafts.Changes;

/// <summary>A line of the difference between two texts.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>same</c>, or <c>skipped</c> for equal lines that are left
/// out.</param>
/// <param name="Text">The line with its sign.</param>
public sealed record DifferentLine(string Kind, string Text)
{
    private const string Same = "same";

    /// <summary>The equal lines that are kept around a difference.</summary>
    private const int Context = 2;

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
                        _ => new DifferentLine(Same, $"  {line.Text}"),
                    }
                ),
        ];

    /// <summary>Compares two texts line by line, and leaves out equal lines that are far from a difference.</summary>
    public static IEnumerable<DifferentLine> CompareBriefly(string former, string text)
    {
        var lines = Compare(former, text);
        var isSkipping = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = Enumerable
                .Range(i - Context, (2 * Context) + 1)
                .Any(j => j >= 0 && j < lines.Count && lines[j].Kind != Same);
            if (isNear)
                yield return lines[i];
            else if (!isSkipping)
                yield return new DifferentLine("skipped", "  …");
            isSkipping = !isNear;
        }
    }
}
