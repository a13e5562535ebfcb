using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.StaffPages.Drafts.Invitees;

/// <summary>How the columns of an uploaded list are matched to the fields of an invitee.</summary>
/// <param name="Columns">The column of each field that has one.</param>
/// <param name="Values">The value that a field has in every row without one.</param>
/// <param name="Further">The further columns that the list keeps.</param>
public sealed record MatchedColumns(
    IReadOnlyDictionary<string, int> Columns,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlySet<int> Further
)
{
    /// <summary>The columns of a list that is not matched yet.</summary>
    internal static MatchedColumns Propose(HttpContext http, InviteeTable table)
    {
        var columns = RememberedColumns.Propose(http, table);
        return new MatchedColumns(
            columns,
            new Dictionary<string, string>(),
            InviteeImport.FindFurther(table, columns.Values).Select(c => c.Column).ToHashSet()
        );
    }

    /// <summary>Reads what was chosen in the form.</summary>
    internal static MatchedColumns Read(StaffForm form, InviteeTable table) =>
        new(
            InviteeList
                .StandardColumns.Select(c => (Field: c, Column: ReadColumn(form.Text($"column-{c}"), table)))
                .Where(c => c.Column is not null)
                .ToDictionary(c => c.Field, c => c.Column!.Value),
            InviteeList.StandardColumns.ToDictionary(c => c, c => form.Text($"value-{c}")),
            form.All("further").Select(c => ReadColumn(c, table)).OfType<int>().ToHashSet()
        );

    /// <summary>What is wrong with the choice, in one sentence. Null if every field that an invitee needs has a column
    /// or a value.</summary>
    internal FormError? FindError(StaffPageContext page, InviteeTable table) =>
        InviteeImport.FindLacking(table, Columns, Values) is { Count: > 0 } lacking
            ? new FormError(
                page.Texts.Label(
                    page.DraftTexts.ColumnsLacking,
                    string.Join(", ", lacking.Select(page.DraftTexts.DisplayColumn))
                ),
                StatusCodes.Status400BadRequest
            )
            {
                Fields =
                [
                    .. lacking.Select(f => new FieldError(
                        $"column-{f}",
                        page.DraftTexts.DisplayColumn(f),
                        page.DraftTexts.ColumnLacking
                    )),
                ],
            }
            : null;

    /// <summary>Arranges the columns of the list, and remembers the choice.</summary>
    internal byte[] Arrange(HttpContext http, InviteeTable table)
    {
        RememberedColumns.Save(http, table, Columns);
        var further = InviteeImport.FindFurther(table, Columns.Values).Where(c => Further.Contains(c.Column));
        return InviteeImport.Arrange(table, Columns, Values, [.. further]);
    }

    private static int? ReadColumn(string text, InviteeTable table) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var column)
        && column < table.Columns.Count
            ? column
            : null;
}
