using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.Lists;

namespace Wsis.Web.StaffPages.Drafts.Invitees;

/// <summary>Reads the forms in which an uploaded list is brought into the form of <see cref="InviteeList"/>, step by
/// step. Between the steps the list is kept under its hash.</summary>
internal static class ListForms
{
    /// <summary>The field with the hash of the list that is kept.</summary>
    public const string KeptField = "kept";

    /// <summary>Begins the names of the fields of cells.</summary>
    public const string CellPrefix = "cell-";

    /// <summary>The field of an address with the same hash.</summary>
    public const string UploadField = "upload";

    /// <summary>The field of the file.</summary>
    public const string FileField = "list";

    /// <summary>The field of the second language, beside that of a cell with languages.</summary>
    public static string SecondOf(string field) => $"second-{field}";

    /// <summary>The cell that was typed or chosen in a field. Two languages are one cell.</summary>
    public static string ReadCell(StaffForm form, string field) =>
        form.TextOrNull(SecondOf(field)) is { } second
            ? $"{form.Text(field)}{LanguagePair.Separator}{second}"
            : form.Text(field);

    /// <summary>The error of the field of the file.</summary>
    public static FormError Refuse(StaffPageContext page, string why) =>
        FormError.ForFields(page.Texts, [new FieldError(FileField, page.DraftTexts.ListFile, why)]);

    /// <summary>Reads an uploaded file, or the sheet of it that was chosen.</summary>
    /// <returns>What to keep: the file itself where a sheet is to be chosen first. Null if it has no rows.</returns>
    /// <exception cref="UnreadableListException">It cannot be read.</exception>
    public static byte[]? ReadUpload(StaffForm form, byte[] content)
    {
        var sheet = form.TextOrNull("sheet");
        if (sheet is null && Spreadsheet.Is(content) && Spreadsheet.ReadSheets(content).Count > 1)
            return content;
        var table = InviteeImport.Read(content, sheet);
        return table.Rows.Count == 0 ? null : InviteeImport.Complete(table);
    }

    /// <summary>Mends cells of an arranged list and leaves rows out. A corrected State gives what is empty.</summary>
    public static InviteeTable Mend(StaffForm form, InviteeTable table)
    {
        var cells = form.AllWith(CellPrefix)
            .Keys.ToLookup(LineOf, c => (c[(c.IndexOf('-') + 1)..], ReadCell(form, CellPrefix + c)));
        return InviteeImport.Mend(
            table,
            line => form.IsChecked($"out-{line}"),
            line => cells[line].ToDictionary(c => c.Item1, c => c.Item2)
        );

        static int LineOf(string key) =>
            int.TryParse(key.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;
    }

    /// <summary>The empty list, to be filled in.</summary>
    public static FileContentHttpResult DownloadTemplate(HttpContext http)
    {
        PageHeaders.SetForStaff(http.Response);
        return ListTemplate.Create(StaffPageContext.Read(http).DraftTexts.List);
    }
}
