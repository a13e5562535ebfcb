using System.ComponentModel;
using System.Net.Mime;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Files;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.Lists;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;
using FromHeaderAttribute = Microsoft.AspNetCore.Mvc.FromHeaderAttribute;

namespace Wsis.Web.StaffApi;

/// <summary>Staff prepare a campaign part by part. A part is a file of the campaign folder; its ETag is the hash of its
/// content.</summary>
internal static class DraftsApi
{
    public static void MapDrafts(this RouteGroupBuilder api)
    {
        api.MapPost("/campaigns", Create)
            .AsAction()
            .WithTags("Drafts")
            .WithName("CreateDraft")
            .WithSummary("Creates a draft with standard letters, or from an earlier campaign.")
            .WithDescription("Its id is made of its name: `Forum 2027` becomes `forum-2027`.");
        var draft = api.MapGroup("/campaigns/{id}/draft").WithTags("Drafts");
        draft
            .MapMethods("/", ReadEndpoints.Methods, Show)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ShowDraft")
            .WithSummary("A draft: its files, its errors and warnings, and who changed what.");
        draft
            .MapPut("/", Put)
            .RequireManager()
            .WithMetadata(BodyLimit.OfFolder, new UploadTypes("application/zip", "multipart/form-data"))
            .WithName("PutDraft")
            .WithSummary("Replaces all files of a draft, or creates it.")
            .WithDescription(
                "The folder comes as a zip, or with a part for each file. It may have errors. A draft that has these "
                    + "files already stays as it is, whatever version the request names."
            );
        draft
            .MapMethods("/folder.zip", ReadEndpoints.Methods, Pull)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Application.Zip)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("PullDraft")
            .WithSummary("The campaign folder as a zip.");
        MapFiles(draft);
        MapList(draft);
        MapDraftActions(draft);
    }

    private static void MapFiles(RouteGroupBuilder draft)
    {
        draft
            .MapMethods("/files/{**path}", ReadEndpoints.Methods, ReadFile)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ReadDraftFile")
            .WithSummary("A file of a draft.");
        draft
            .MapPut("/files/{**path}", WriteFile)
            .RequireManager()
            .WithMetadata(BodyLimit.OfFolder, new UploadTypes("application/octet-stream"))
            .WithName("WriteDraftFile")
            .WithSummary("Writes a file of a draft. The approvals are withdrawn.");
        draft
            .MapDelete("/files/{**path}", DeleteFile)
            .RequireManager()
            .WithName("DeleteDraftFile")
            .WithSummary("Deletes a file of a draft. The approvals are withdrawn.");
    }

    private static void MapList(RouteGroupBuilder draft)
    {
        draft
            .MapGet("/invitees/template.xlsx", DownloadTemplate)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, Spreadsheet.MediaType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("DownloadListTemplate")
            .WithSummary("An empty list to fill in, as a spreadsheet. Late additions are read from it too.");
        draft
            .MapPut("/invitees", PutInvitees)
            .RequireManager()
            .WithMetadata(BodyLimit.OfFolder, new UploadTypes("application/octet-stream"))
            .WithName("PutDraftInvitees")
            .WithSummary("Replaces the list of a draft by a spreadsheet or a text, as an office keeps it.")
            .WithDescription(
                "The columns are found by their headings in English or French. A row without time zone or weekend gets "
                    + "those of its State. With an error nothing is taken. The ETag is that of `invitees.csv`."
            );
    }

    private static void MapDraftActions(RouteGroupBuilder draft)
    {
        draft
            .MapPost("/languages/{language}", AddLanguage)
            .AsAction()
            .WithName("AddDraftLanguage")
            .WithSummary("Adds the standard letters of a language to a draft. Letters that are there stay.");
        draft
            .MapPost("/submit", Submit)
            .AsAction()
            .WithName("SubmitDraft")
            .WithSummary("Submits a draft without errors, so that it can be approved and launched.");
        draft
            .MapPost("/letters/{language}/{letter}/test", SendTest)
            .AsAction()
            .ProducesProblems(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(RateLimiting.TestLetters)
            .WithName("SendTestLetter")
            .WithSummary("Sends a letter to an address of the organisation, marked as a test.")
            .WithDescription(
                "It is the letter as the invitee would receive it, with a reply link that is not valid and without "
                    + "copies. Nothing is recorded in an invitation. The letter of a launched campaign can be sent too."
            );
    }

    private static async Task<Results<Ok<TestLetterView>, ProblemHttpResult>> SendTest(
        CampaignId id,
        string language,
        string letter,
        [FromBody] TestLetterBody body,
        [AsParameters] ActionHeaders action,
        TestLetterService tests,
        DraftService drafts,
        CancellationToken cancellation
    )
    {
        if (!Language.TryParse(language, out var read) || !LetterName.TryParse(letter, out var step))
            return Problems.NotFound(new Reason.FileMissing(id, $"letters/{language}/{letter}.md"));
        var typed = body.Text is { } text
            ? await drafts.KeepVersion(id, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), cancellation)
            : null;
        var request = new TestLetterRequest(read, step, body.To, body.Invitee, typed);
        var result = await tests.Send(id, request, action.Actor, cancellation);
        return result is ActionResult<Letter>.Ok { Now: var sent }
            ? TypedResults.Ok(new TestLetterView(sent.To[0].Address, sent.Subject))
            : result.ToProblem();
    }

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Create(
        [FromBody] NewDraftRequest campaign,
        [AsParameters] ActionHeaders action,
        [AsParameters] DraftServices services,
        NewCampaignService creator
    )
    {
        CampaignId? earlier = null;
        if (campaign.Earlier is { } name)
        {
            if (!CampaignId.TryParse(name, out var id))
                return Problems.NoSuchCampaign(name);
            earlier = id;
        }
        return await services.Respond(
            await creator.Create(
                campaign.ToNewCampaign(),
                earlier,
                campaign.WithList ?? false,
                action.Actor,
                services.Cancellation
            )
        );
    }

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Show(
        CampaignId id,
        [AsParameters] DraftServices services
    ) =>
        await services.Drafts.Find(id, services.Cancellation) is { } draft
            ? await services.Respond(draft)
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> Put(
        CampaignId id,
        CampaignUpload upload,
        [AsParameters] ChangeHeaders change,
        [FromHeader(Name = CreationHeader.Name)] [Description(CreationHeader.Meaning)] string? ifNoneMatch,
        [AsParameters] DraftServices services
    )
    {
        if (upload.Files is not { } files || upload.Problems.Count > 0)
            return Problems.WithFolder(upload.Problems);
        var isNew = CreationHeader.IsRequired(ifNoneMatch);
        var result = await services.Drafts.Put(id, files, isNew, change.Actor, services.Cancellation);
        return isNew && result is ActionResult<Draft>.Conflict { Reason: Reason.DraftExists }
            ? Problems.DraftExists(id)
            : await services.Respond(result);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pull(
        CampaignId id,
        [AsParameters] DraftServices services
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        var files = await services.Drafts.ReadAll(draft, services.Cancellation);
        services.Response.SetVersion(draft.Fingerprint);
        return TypedResults.File(CampaignZip.Write(files), "application/zip", $"{id}.zip");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadFile(
        CampaignId id,
        string path,
        [AsParameters] DraftServices services
    )
    {
        if (
            await services.Drafts.Find(id, services.Cancellation) is not { } draft
            || draft.Find(path) is not { } file
            || await services.Drafts.Read(draft, path, services.Cancellation) is not { } content
        )
            return Problems.NotFound(new Reason.FileMissing(id, path));
        services.Response.SetVersion(file.Hash);
        services.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(content, "application/octet-stream", path[(path.LastIndexOf('/') + 1)..]);
    }

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> WriteFile(
        CampaignId id,
        string path,
        DraftFileUpload upload,
        [AsParameters] ChangeHeaders change,
        [AsParameters] DraftServices services
    ) =>
        await services.Respond(
            await services.Drafts.Write(id, path, upload.Content, change.Actor, services.Cancellation),
            path
        );

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> DeleteFile(
        CampaignId id,
        string path,
        [AsParameters] ChangeHeaders change,
        [AsParameters] DraftServices services
    ) => await services.Respond(await services.Drafts.Write(id, path, null, change.Actor, services.Cancellation), path);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadTemplate(
        CampaignId id,
        [Description("The language of the headings: en or fr. Default: en.")] string? language,
        [AsParameters] DraftServices services
    )
    {
        if (!await services.Drafts.Exists(id, services.Cancellation))
            return Problems.NoSuchCampaign(id.Value);
        return ListTemplate.Create(ListTexts.In(Language.TryParse(language, out var read) ? read : Language.English));
    }

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> PutInvitees(
        CampaignId id,
        DraftFileUpload upload,
        [Description("The sheet of a spreadsheet. Default: the first.")] string? sheet,
        [AsParameters] ChangeHeaders change,
        [AsParameters] DraftServices services
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        var current = draft.Find(InviteeList.FileName)?.Hash;
        var isStale = change.ExpectedVersion is { } saw && saw != current;
        byte[] list;
        var problems = new List<Problem>();
        try
        {
            list = InviteeImport.ReadArranged(upload.Content, sheet);
            InviteeList.Read(list, problems, []);
        }
        catch (UnreadableListException e)
        {
            return isStale
                ? Problems.Stale()
                : Problems.WithFolder([new Problem(InviteeList.FileName, e.Line, e.Reason)]);
        }
        // The same list again is no change.
        if (isStale && ContentHash.Compute(list) != current)
            return Problems.Stale();
        return problems.Count > 0
            ? Problems.WithFolder(problems)
            : await services.Respond(
                await services.Drafts.Write(id, InviteeList.FileName, list, change.Actor, services.Cancellation),
                InviteeList.FileName
            );
    }

    private static async Task<Results<Ok<DraftView>, ProblemHttpResult>> AddLanguage(
        CampaignId id,
        string language,
        [AsParameters] ActionHeaders action,
        [AsParameters] DraftServices services
    )
    {
        if (!Language.TryParse(language, out var read))
            return Problems.NotFound(new Reason.FileMissing(id, $"letters/{language}"));
        return await services.Respond(
            await services.Drafts.AddStandardLetters(id, read, action.Actor, services.Cancellation)
        );
    }

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Submit(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] DraftServices services,
        CampaignCache campaigns
    )
    {
        var result = await services.Drafts.Submit(id, action.Actor, services.Cancellation);
        return result is ActionResult<CampaignEntry>.Ok
            ? CampaignView.Respond(services.Response, await campaigns.Get(id, services.Cancellation))
            : result.ToProblem();
    }
}

/// <summary>Where a test letter goes, and for whom it is written.</summary>
/// <param name="To">An e-mail address with the domain of the campaign's sender or contact.</param>
/// <param name="Invitee">The invitee. Left out, or where there is none of that id and language, the first one with
/// that language.</param>
/// <param name="Text">A text that is not stored. Left out for the stored one.</param>
public sealed record TestLetterBody(string? To = null, string? Invitee = null, string? Text = null);

/// <summary>A test letter that was sent.</summary>
/// <param name="To">The address to which it went.</param>
/// <param name="Subject">Its subject, with the mark.</param>
public sealed record TestLetterView(string To, string Subject);

/// <summary>What the endpoints of drafts need.</summary>
internal readonly record struct DraftServices(
    DraftService Drafts,
    HttpResponse Response,
    CancellationToken Cancellation
)
{
    public async Task<Ok<DraftView>> Respond(Draft draft)
    {
        Response.SetVersion(draft.Fingerprint);
        return TypedResults.Ok(
            DraftView.From(
                draft,
                await Drafts.Check(draft, Cancellation),
                await Drafts.ReadTestLetters(draft.Campaign, Cancellation)
            )
        );
    }

    /// <summary>Answers with the draft after a change. Where the file was changed by somebody else, says by
    /// whom.</summary>
    public async Task<Results<Ok<DraftView>, ProblemHttpResult>> Respond(
        ActionResult<Draft> result,
        string? path = null
    ) =>
        result switch
        {
            ActionResult<Draft>.Ok done => await Respond(done.Now),
            ActionResult<Draft>.Stale when path is not null && await FindChange(path) is { } change =>
                Problems.StaleFile(change),
            _ => result.ToProblem(),
        };

    private async Task<DraftChange?> FindChange(string path) =>
        CampaignId.TryParse(Response.HttpContext.Request.RouteValues["id"] as string, out var id)
            ? (await Drafts.Find(id, Cancellation))?.Changes.LastOrDefault(c => c.Path == path)
            : null;
}

/// <summary>The content of a file in a request, as it is.</summary>
internal sealed class DraftFileUpload : IBindableFromHttpContext<DraftFileUpload>
{
    public required byte[] Content { get; init; }

    public static async ValueTask<DraftFileUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new DraftFileUpload { Content = body.ToArray() };
    }
}
