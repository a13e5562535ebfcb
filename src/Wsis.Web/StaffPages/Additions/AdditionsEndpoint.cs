using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffPages.Drafts.Invitees;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.Additions;

/// <summary>Invitees are added after the import, one or a list. What was typed or uploaded is kept under its hash until
/// it is right, and confirmed then as a whole.</summary>
public sealed class AdditionsEndpoint(
    CampaignCache campaigns,
    InviteeAdditions additions,
    DraftService drafts,
    IInvitationStore invitations,
    TimeProvider clock
)
{
    /// <summary>The field of the address with the number of those who were added.</summary>
    private const string AddedField = "added";

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            campaign =>
                http.Request.Query[ListForms.UploadField].FirstOrDefault() is { Length: > 0 } kept
                    ? ShowList(http, campaign, kept)
                    : ShowStart(http, campaign)
        );

    /// <summary>The empty list, to be filled in.</summary>
    public Task<IResult> Template(HttpContext http) =>
        campaigns.ForCampaign(http, _ => Task.FromResult<IResult>(ListForms.DownloadTemplate(http)));

    /// <summary>Takes a file, or a sheet of one that is kept.</summary>
    public Task<IResult> Upload(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (form, page) = (http.Form(), StaffPageContext.Read(http));
                var content = form.Text(ListForms.KeptField) is { Length: > 0 } kept
                    ? await drafts.ReadVersion(campaign.Entry.Id, kept, http.RequestAborted)
                    : form.File(ListForms.FileField)?.ReadUpTo(BodyLimit.OfList.Bytes);
                if (content is null)
                    return await ShowStart(http, campaign, ListForms.Refuse(page, page.Texts.NoFile));
                try
                {
                    return ListForms.ReadUpload(form, content) is { } list
                        ? await Continue(http, campaign, list)
                        : await ShowStart(http, campaign, ListForms.Refuse(page, page.DraftTexts.EmptyList));
                }
                catch (UnreadableListException e)
                {
                    return await ShowStart(http, campaign, ListForms.Refuse(page, page.Describe(e)));
                }
            }
        );

    /// <summary>Arranges the columns of a kept list as they were matched.</summary>
    public Task<IResult> MatchColumns(HttpContext http) =>
        OpenKept(
            http,
            (campaign, table) =>
            {
                var matched = MatchedColumns.Read(http.Form(), table);
                return matched.FindError(StaffPageContext.Read(http), table) is { } error
                    ? ShowList(http, campaign, http.Form().Text(ListForms.KeptField), error, matched)
                    : Continue(http, campaign, matched.Arrange(http, table));
            }
        );

    /// <summary>Mends cells of a kept list and leaves rows out.</summary>
    public Task<IResult> MendRows(HttpContext http) =>
        OpenKept(
            http,
            (campaign, table) =>
            {
                var page = StaffPageContext.Read(http);
                var mended = ListForms.Mend(http.Form(), table);
                return mended.Rows.Count > 0
                    ? Continue(http, campaign, InviteeImport.Complete(mended))
                    : ShowStart(http, campaign, ListForms.Refuse(page, page.DraftTexts.EmptyList));
            }
        );

    /// <summary>The form for one invitee, filled in where it was before.</summary>
    public Task<IResult> ShowOne(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var kept = await drafts.ReadVersion(
                    campaign.Entry.Id,
                    http.Request.Query[ListForms.UploadField].ToString(),
                    http.RequestAborted
                );
                var rows = kept is null || Spreadsheet.Is(kept) ? [] : InviteeImport.Check(InviteeTable.Read(kept));
                var row = rows is [var first, ..] ? first : null;
                var columns = await FindColumns(campaign, http.RequestAborted);
                return ShowOne(http, campaign, columns.ToDictionary(c => c, c => row?[c] ?? ""), []);
            }
        );

    /// <summary>Checks one invitee.</summary>
    public Task<IResult> CheckOne(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var columns = await FindColumns(campaign, http.RequestAborted);
                var cells = columns.ToDictionary(c => c, c => ListForms.ReadCell(http.Form(), c));
                InviteeImport.CompleteCells(cells);
                // A list has the optional columns that somebody has a value in.
                IReadOnlyList<string> written =
                [
                    .. columns.Where(c => InviteeList.Columns.Contains(c) || cells[c].Length > 0),
                ];
                var content = InviteeTable.Write(
                    written,
                    [
                        [.. written.Select(c => cells[c])],
                    ]
                );
                // As a row: a table has none that is empty.
                var compared = await additions.Compare(
                    campaign.Entry.Id,
                    [written.ToDictionary(c => c, c => cells[c])],
                    http.RequestAborted
                );
                return compared is { Problems.Count: > 0 }
                    ? ShowOne(http, campaign, cells, compared.Problems)
                    : await Continue(http, campaign, content);
            }
        );

    /// <summary>Adds the invitees of a kept list.</summary>
    public Task<IResult> Confirm(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (kept, page) = (http.Form().Text(ListForms.KeptField), StaffPageContext.Read(http));
                var texts = page.Texts;
                if (await drafts.ReadVersion(campaign.Entry.Id, kept, http.RequestAborted) is not { } content)
                    return StaffErrorPages.NoSuchPage(http);
                if (!http.Form().IsConfirmed)
                    return await ShowList(
                        http,
                        campaign,
                        kept,
                        FormResult.NotConfirmed(texts, AdditionTexts.In(page.Language).Checked)
                    );
                var result = await additions.Add(campaign.Entry.Id, content, http.ActorFromForm(), http.RequestAborted);
                return result switch
                {
                    AdditionResult.Done done => SeeOther.To(
                        http,
                        $"{StaffPlace.GetPath(campaign, "additions")}?{AddedField}={done.Added.Count}"
                    ),
                    AdditionResult.Refused refused => await ShowList(
                        http,
                        campaign,
                        kept,
                        FormResult.ErrorFrom(refused.Result, texts)
                    ),
                    AdditionResult.Wrong wrong => await ShowList(
                        http,
                        campaign,
                        kept,
                        new FormError(
                            texts.Display(new Reason.ListHasProblems(wrong.Problems.Count)),
                            StatusCodes.Status409Conflict
                        )
                    ),
                    _ => throw new InvalidOperationException($"{result} is not an answer."),
                };
            }
        );

    /// <summary>The columns of the form: all standard ones, and those of the campaign's own.</summary>
    private async Task<IReadOnlyList<string>> FindColumns(LoadedCampaign campaign, CancellationToken cancellation)
    {
        var tally = await invitations.Count(campaign.Entry.Id, campaign.Entry.Buckets, cancellation);
        return [.. InviteeList.StandardColumns, .. tally.Group("column").Select(c => c.Name)];
    }

    private async Task<IResult> Continue(HttpContext http, LoadedCampaign campaign, byte[] content)
    {
        var kept = await drafts.KeepVersion(campaign.Entry.Id, content, http.RequestAborted);
        return SeeOther.To(http, $"{StaffPlace.GetPath(campaign, "additions")}?{ListForms.UploadField}={kept}");
    }

    private Task<IResult> OpenKept(HttpContext http, Func<LoadedCampaign, InviteeTable, Task<IResult>> answer) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
                await drafts.ReadVersion(campaign.Entry.Id, http.Form().Text(ListForms.KeptField), http.RequestAborted)
                    is { } content
                && !Spreadsheet.Is(content)
                    ? await answer(campaign, InviteeTable.Read(content))
                    : StaffErrorPages.NoSuchPage(http)
        );

    private Task<IResult> ShowStart(HttpContext http, LoadedCampaign campaign, FormError? error = null) =>
        Task.FromResult<IResult>(
            new RazorComponentResult<AdditionsPage>(
                new
                {
                    PageContext = StaffPageContext.Read(http),
                    Campaign = campaign,
                    Refusal = additions.FindRefusal(campaign),
                    Added = int.TryParse(http.Request.Query[AddedField], CultureInfo.InvariantCulture, out var count)
                    && count is >= 0 and <= InviteeAdditions.MaxPerRequest
                        ? count
                        : (int?)null,
                    Error = error,
                }
            )
            {
                StatusCode = error?.Status ?? StatusCodes.Status200OK,
            }
        );

    private static RazorComponentResult<AdditionPage> ShowOne(
        HttpContext http,
        LoadedCampaign campaign,
        IReadOnlyDictionary<string, string> cells,
        IReadOnlyList<Problem> problems
    )
    {
        var page = StaffPageContext.Read(http);
        return new(
            new
            {
                PageContext = page,
                Campaign = campaign,
                Cells = cells,
                Errors = problems
                    .GroupBy(p => p.Column ?? "id")
                    .ToDictionary(g => g.Key, g => page.Texts.Display([.. g.Select(p => p.Reason)])),
            }
        )
        {
            StatusCode = problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
    }

    private async Task<IResult> ShowList(
        HttpContext http,
        LoadedCampaign campaign,
        string kept,
        FormError? error = null,
        MatchedColumns? matched = null
    )
    {
        if (await drafts.ReadVersion(campaign.Entry.Id, kept, http.RequestAborted) is not { } content)
            return StaffErrorPages.NoSuchPage(http);
        return new RazorComponentResult<AdditionListPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                List = await ReadList(http, campaign, kept, content, matched),
                Now = clock.GetCurrentInstant(),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    private async Task<KeptAdditions> ReadList(
        HttpContext http,
        LoadedCampaign campaign,
        string kept,
        byte[] content,
        MatchedColumns? matched
    )
    {
        if (Spreadsheet.Is(content))
            return new KeptAdditions(kept) { Sheets = Spreadsheet.ReadSheets(content) };
        var table = InviteeTable.Read(content);
        if (!InviteeImport.IsArranged(table))
            return new KeptAdditions(kept) { Table = table, Matched = matched ?? MatchedColumns.Propose(http, table) };
        var compared = await additions.Compare(campaign.Entry.Id, content, http.RequestAborted);
        return new KeptAdditions(kept)
        {
            Table = table,
            Compared = compared,
            Rows = InviteeImport.Check(table, compared?.Problems ?? []),
        };
    }
}
