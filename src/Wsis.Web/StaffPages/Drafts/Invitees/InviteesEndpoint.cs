using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffPages.Drafts.Invitees;

/// <summary>The list of a draft. An uploaded list is kept under its hash until it is right, and taken then as a
/// whole.</summary>
public sealed class InviteesEndpoint(DraftOpener opener)
{
    public Task<IResult> Show(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
                http.Request.Query[ListForms.UploadField].FirstOrDefault() is { Length: > 0 } kept
                    ? await ShowImport(http, opened, kept)
                    : await ShowList(http, opened, null)
        );

    /// <summary>Takes a file, or a sheet of one that is kept.</summary>
    public Task<IResult> Upload(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var (form, page) = (http.Form(), StaffPageContext.Read(http));
                var content = form.Text(ListForms.KeptField) is { Length: > 0 } kept
                    ? await opener.Drafts.ReadVersion(opened.Draft.Campaign, kept, http.RequestAborted)
                    : form.File(ListForms.FileField)?.ReadUpTo(BodyLimit.OfFolder.Bytes);
                if (content is null)
                    return await ShowList(http, opened, ListForms.Refuse(page, page.Texts.NoFile));
                try
                {
                    return ListForms.ReadUpload(form, content) is { } list
                        ? await Continue(http, opened, list)
                        : await ShowList(http, opened, ListForms.Refuse(page, page.DraftTexts.EmptyList));
                }
                catch (UnreadableListException e)
                {
                    return await ShowList(http, opened, ListForms.Refuse(page, page.Describe(e)));
                }
            }
        );

    /// <summary>Arranges the columns of a kept list as they were matched.</summary>
    public Task<IResult> MatchColumns(HttpContext http) =>
        OpenKept(
            http,
            (opened, table) =>
            {
                var matched = MatchedColumns.Read(http.Form(), table);
                return matched.FindError(StaffPageContext.Read(http), table) is { } error
                    ? ShowImport(http, opened, http.Form().Text(ListForms.KeptField), error, matched)
                    : Continue(http, opened, matched.Arrange(http, table));
            }
        );

    /// <summary>Mends cells of a kept list and leaves rows out. A list without errors is taken.</summary>
    public Task<IResult> MendRows(HttpContext http) =>
        OpenKept(
            http,
            async (opened, table) =>
            {
                var form = http.Form();
                var mended = ListForms.Mend(form, table);
                if (InviteeImport.Check(mended).Any(r => r.Errors.Count > 0))
                    return await Continue(http, opened, InviteeImport.Complete(mended));
                var result = await Save(
                    http,
                    opened,
                    InviteeTable.Write(mended.Columns, mended.Rows.Select(r => r.Cells))
                );
                return FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error
                    ? await ShowImport(http, await Reopen(opened, http), form.Text(ListForms.KeptField), error)
                    : SeeOther.To(http, $"{opened.GetPath("invitees")}?done=1");
            }
        );

    public Task<IResult> ShowOne(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var (columns, rows) = await ReadList(opened, http.RequestAborted);
                var row = int.TryParse(http.Request.Query["line"], CultureInfo.InvariantCulture, out var line)
                    ? rows.FirstOrDefault(r => r.Line == line)
                    : null;
                var cells = InviteeList.StandardColumns.Union(columns).ToDictionary(c => c, c => row?[c] ?? "");
                return ShowOne(http, opened, new EditedRow(cells, row?.Line, GetVersion(opened)), row?.Errors);
            }
        );

    public Task<IResult> SaveOne(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var form = http.Form();
                var (columns, rows) = await ReadList(opened, http.RequestAborted);
                int? line = int.TryParse(form.Text("line"), CultureInfo.InvariantCulture, out var l) ? l : null;
                var cells = InviteeList
                    .StandardColumns.Union(columns)
                    .ToDictionary(c => c, c => InviteeTable.Clean(ListForms.ReadCell(form, c)));
                InviteeImport.CompleteCells(cells);
                var seen = form.Text(FormResult.ExpectedVersionField);
                var edited = new EditedRow(cells, line, seen);
                if (seen != GetVersion(opened))
                    return await ShowOvertaken(http, opened, edited, rows);
                // A list has the optional columns that somebody has a value in.
                IReadOnlyList<string> written = [.. cells.Keys.Where(c => columns.Contains(c) || cells[c].Length > 0)];
                IReadOnlyList<string> typed = [.. written.Select(c => cells[c])];
                var isRemoved = form.Text("do") == "remove";
                var others = rows.Select(r =>
                    r.Line != line ? [.. written.Select(c => r[c])]
                    : isRemoved ? null
                    : typed
                );
                var content = InviteeTable.Write(
                    written,
                    others.Concat(line is null ? [typed] : []).OfType<IReadOnlyList<string>>()
                );
                var wrong =
                    isRemoved ? null
                    // A row without anything is none of the table.
                    : typed.All(c => c.Length == 0) ? InviteeImport.CheckRow(cells)
                    : InviteeImport
                        .Check(InviteeTable.Read(content))
                        .FirstOrDefault(r => written.All(c => r[c] == cells[c]));
                if (wrong is { Errors.Count: > 0 })
                    return ShowOne(http, opened, edited, wrong.Errors);
                var result = await Save(http, opened, content);
                if (result is ActionResult<Draft>.Stale)
                {
                    opened = await Reopen(opened, http);
                    return await ShowOvertaken(
                        http,
                        opened,
                        edited,
                        (await ReadList(opened, http.RequestAborted)).Rows
                    );
                }
                return FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error
                    ? ShowOne(http, opened, edited, error: error)
                    : SeeOther.To(http, $"{opened.GetPath("invitees")}?done=1");
            }
        );

    /// <summary>Shows what others changed, and the form as it was filled in. The row is found again by the id that it
    /// had; where it was removed, what was typed becomes a new row.</summary>
    private async Task<IResult> ShowOvertaken(
        HttpContext http,
        OpenedDraft opened,
        EditedRow edited,
        IReadOnlyList<CheckedRow> rows
    )
    {
        var seen = await opener.Drafts.ReadVersion(opened.Draft.Campaign, edited.Version, http.RequestAborted);
        var former = seen is null
            ? null
            : InviteeImport.Check(InviteeTable.Read(seen)).FirstOrDefault(r => r.Line == edited.Line);
        return ShowOne(
            http,
            opened,
            edited with
            {
                Line = former is null ? null : rows.FirstOrDefault(r => r["id"] == former["id"])?.Line,
                Version = GetVersion(opened),
            },
            error: new FormError(
                StaffPageContext.Read(http).Texts.Display(new Reason.Stale()),
                StatusCodes.Status409Conflict
            ),
            other: await opener.FindOther(opened, InviteeList.FileName, edited.Version, http.RequestAborted)
        );
    }

    /// <summary>A spreadsheet with the headings, to be filled in.</summary>
    public Task<IResult> Template(HttpContext http) =>
        opener.Open(http, _ => Task.FromResult<IResult>(ListForms.DownloadTemplate(http)));

    private static readonly Dictionary<string, IReadOnlyList<ProblemReason>> Nothing = [];

    private static FormError Refuse(string why) => new(why, StatusCodes.Status400BadRequest);

    private Task<ActionResult<Draft>> Save(HttpContext http, OpenedDraft opened, byte[] content) =>
        opener.Drafts.Write(
            opened.Draft.Campaign,
            InviteeList.FileName,
            content,
            new Actor(http.User.GetStaffMember().Name, http.Form().Text(FormResult.ExpectedVersionField)),
            http.RequestAborted
        );

    private async Task<IResult> Continue(HttpContext http, OpenedDraft opened, byte[] content)
    {
        var kept = await opener.Drafts.KeepVersion(opened.Draft.Campaign, content, http.RequestAborted);
        return SeeOther.To(http, $"{opened.GetPath("invitees")}?{ListForms.UploadField}={kept}");
    }

    private Task<IResult> OpenKept(HttpContext http, Func<OpenedDraft, InviteeTable, Task<IResult>> answer) =>
        opener.Open(
            http,
            async opened =>
                await opener.Drafts.ReadVersion(
                    opened.Draft.Campaign,
                    http.Form().Text(ListForms.KeptField),
                    http.RequestAborted
                )
                    is { } content
                && !Spreadsheet.Is(content)
                    ? await answer(opened, InviteeTable.Read(content))
                    : StaffErrorPages.NoSuchPage(http)
        );

    private async Task<IResult> ShowImport(
        HttpContext http,
        OpenedDraft opened,
        string kept,
        FormError? error = null,
        MatchedColumns? matched = null
    )
    {
        if (await opener.Drafts.ReadVersion(opened.Draft.Campaign, kept, http.RequestAborted) is not { } content)
            return StaffErrorPages.NoSuchPage(http);
        var sheets = Spreadsheet.Is(content) ? Spreadsheet.ReadSheets(content) : [];
        var table = sheets.Count > 0 ? null : InviteeTable.Read(content);
        return new RazorComponentResult<ImportPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                Kept = kept,
                Version = GetVersion(opened),
                Sheets = sheets,
                Table = table,
                Matched = matched ?? (table is null ? null : MatchedColumns.Propose(http, table)),
                Rows = table is not null && InviteeImport.IsArranged(table) ? InviteeImport.Check(table) : null,
                Error = error,
                // The form of the columns takes no list yet.
                Other = HttpMethods.IsPost(http.Request.Method) && http.Form().Has(FormResult.ExpectedVersionField)
                    ? await opener.FindOther(
                        opened,
                        InviteeList.FileName,
                        http.Form().Text(FormResult.ExpectedVersionField),
                        http.RequestAborted
                    )
                    : null,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    private async Task<IResult> ShowList(HttpContext http, OpenedDraft opened, FormError? error) =>
        new RazorComponentResult<InviteesPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                (await ReadList(opened, http.RequestAborted)).Rows,
                Query = http.Request.Query["q"].ToString().Trim(),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>A row in the form.</summary>
    private sealed record EditedRow(IReadOnlyDictionary<string, string> Cells, int? Line, string Version);

    private static RazorComponentResult<InviteePage> ShowOne(
        HttpContext http,
        OpenedDraft opened,
        EditedRow row,
        IReadOnlyDictionary<string, IReadOnlyList<ProblemReason>>? errors = null,
        FormError? error = null,
        OtherChanges? other = null
    ) =>
        new(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                row.Version,
                row.Cells,
                Errors = (errors ?? Nothing).ToDictionary(
                    e => e.Key,
                    e => StaffPageContext.Read(http).Texts.Display(e.Value)
                ),
                row.Line,
                Error = error,
                Other = other,
            }
        )
        {
            StatusCode = errors is { Count: > 0 }
                ? StatusCodes.Status400BadRequest
                : error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The draft's list: its columns and its rows.</summary>
    private async Task<(IReadOnlyList<string> Columns, IReadOnlyList<CheckedRow> Rows)> ReadList(
        OpenedDraft opened,
        CancellationToken cancellation
    )
    {
        if (await opener.Drafts.Read(opened.Draft, InviteeList.FileName, cancellation) is not { } content)
            return (InviteeList.Columns, []);
        var table = InviteeTable.Read(content);
        return (InviteeImport.ColumnsOf(table), InviteeImport.Check(table));
    }

    private async Task<OpenedDraft> Reopen(OpenedDraft opened, HttpContext http) =>
        await opener.Find(opened.Draft.Campaign, http.RequestAborted) ?? opened;

    private static string GetVersion(OpenedDraft opened) =>
        opened.Draft.Find(InviteeList.FileName)?.Hash ?? DraftService.NoFile;
}
