using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Web.Files;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

/// <summary>What staff look at before a launch: letters as they would be received, what changed since an approval, and
/// a rehearsal.</summary>
internal static class DraftReviewApi
{
    public static void MapDraftReview(this RouteGroupBuilder api)
    {
        var draft = api.MapGroup("/campaigns/{id}/draft").WithTags("Drafts");
        draft
            .MapGet("/letters/{language}/{letter}/preview", Preview)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("PreviewDraftLetter")
            .WithSummary("A letter of the draft as an invitee would receive it.");
        draft
            .MapPost("/letters/{language}/{letter}/preview", PreviewTyped)
            .RequireManager()
            .WithMetadata(new ChangesNothing(), BodyLimit.OfLetter)
            .ProducesProblems(StatusCodes.Status415UnsupportedMediaType)
            .WithName("PreviewLetterText")
            .WithSummary("A text that is not stored, as an invitee would receive it. Nothing is changed.");
        draft
            .MapGet("/changes", ShowChanges)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ListChangesSinceApproval")
            .WithSummary("What was changed since the approval that the changes withdrew.");
        draft
            .MapGet("/rehearsal", Rehearse)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("RehearseDraft")
            .WithSummary("Which letters go out when, if nobody replies, and what falls together.")
            .WithDescription("With an invitee, also the letters that this invitee would receive.");
        draft
            .MapGet("/rehearsal/letters.zip", DownloadLetters)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, "application/zip")
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .WithName("DownloadRehearsedLetters")
            .WithSummary("The letters of a rehearsal as .eml files (those on paper: .html), of one or all.");
    }

    private static async Task<Results<Ok<LetterPreviewView>, ProblemHttpResult>> Preview(
        CampaignId id,
        string language,
        string letter,
        [AsParameters] ReviewServices services,
        [Description("The invitee. Left out, or where there is none of that id and language, the first one.")]
            string? invitee = null
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        return
            Language.TryParse(language, out var read)
            && LetterName.TryParse(letter, out var name)
            && await services.Drafts.Read(draft, LetterPreview.PathOf(read, letter), services.Cancellation)
                is { } content
            ? await services.Preview(draft, new LetterSource(read, $"{name}", LetterPreview.Decode(content)), invitee)
            : Problems.NotFound(new Reason.FileMissing(id, $"letters/{language}/{letter}.md"));
    }

    private static async Task<Results<Ok<LetterPreviewView>, ProblemHttpResult>> PreviewTyped(
        CampaignId id,
        string language,
        string letter,
        [FromBody] LetterTextBody text,
        [AsParameters] ChangeHeaders change,
        [AsParameters] ReviewServices services
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        if (change.Actor.IsStale(draft.Fingerprint))
            return Problems.Stale();
        return Language.TryParse(language, out var read) && LetterName.TryParse(letter, out var name)
            ? await services.Preview(draft, new LetterSource(read, $"{name}", text.ReadText() ?? ""), text.Invitee)
            : Problems.NotFound(new Reason.FileMissing(id, $"letters/{language}/{letter}.md"));
    }

    private static async Task<Results<Ok<ApprovalChangesView>, ProblemHttpResult>> ShowChanges(
        CampaignId id,
        ApprovalChanges changes,
        [AsParameters] ReviewServices services
    ) =>
        await services.Drafts.Find(id, services.Cancellation) is { } draft
            ? TypedResults.Ok(ApprovalChangesView.From(await changes.Find(draft, services.Cancellation)))
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<Ok<RehearsalView>, ProblemHttpResult>> Rehearse(
        CampaignId id,
        [AsParameters] ReviewServices services,
        [Description("The id of an invitee.")] string? invitee = null
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        var folder = await services.Drafts.Check(draft, services.Cancellation);
        var one = FindInvitee(folder, invitee);
        return one is null && invitee is not null
            ? Problems.NotFound(new Reason.InviteeNotFound(id.Value, invitee))
            : TypedResults.Ok(RehearsalView.From(folder, one, services.Previews.Rehearse(folder)));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadLetters(
        CampaignId id,
        [AsParameters] ReviewServices services,
        [Description("The id of an invitee.")] string? invitee = null
    )
    {
        if (await services.Drafts.Find(id, services.Cancellation) is not { } draft)
            return Problems.NoSuchCampaign(id.Value);
        var folder = await services.Drafts.Check(draft, services.Cancellation);
        var one = FindInvitee(folder, invitee);
        if (one is null && invitee is not null)
            return Problems.NotFound(new Reason.InviteeNotFound(id.Value, invitee));
        if (services.Previews.Rehearse(folder) is not { } letters)
            return Problems.NotNow(new Reason.DraftHasProblems());
        var now = services.Clock.GetCurrentInstant();
        return TypedResults.Stream(
            stream => RehearsalZip.Write(stream, letters, one, now, services.Cancellation),
            "application/zip",
            $"{id}-rehearsal.zip"
        );
    }

    private static Invitee? FindInvitee(CampaignFolder folder, string? id) =>
        folder.Invitees.FirstOrDefault(i => string.Equals(i.Id.Value, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A text of a letter that is not stored.</summary>
/// <param name="Text">The text: a front matter with the subject, then Markdown with fields.</param>
/// <param name="Invitee">The invitee for whom it is rendered. Left out, or where there is none of that id and language,
/// the first one.</param>
public sealed record LetterTextBody(string? Text = null, string? Invitee = null)
{
    internal string? ReadText() => Text?.ReplaceLineEndings("\n");
}

/// <summary>What the endpoints that review a draft need.</summary>
internal readonly record struct ReviewServices(
    DraftService Drafts,
    LetterPreview Previews,
    TimeProvider Clock,
    CancellationToken Cancellation
)
{
    public async Task<Ok<LetterPreviewView>> Preview(Draft draft, LetterSource source, string? invitee)
    {
        var folder = await Drafts.Check(draft, Cancellation);
        var group = LetterName.TryParse(source.Name, out var name) ? name.Group : "";
        var reader = LetterPreview.Choose(folder, source.Language, invitee, group);
        var problems = new List<Problem>();
        var letter = Previews.Render(folder, source, reader, Clock.GetCurrentInstant(), problems);
        return TypedResults.Ok(LetterPreviewView.From(reader, letter, problems));
    }
}
