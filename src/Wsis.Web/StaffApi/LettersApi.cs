using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<LetterTextView>, ProblemHttpResult>;

/// <summary>The letters of a campaign as they are sent, and their corrections in mid-campaign. Its ETag is the hash of
/// the text that waits for an approval, or else of the one that is sent; <c>none</c> where there is neither.</summary>
internal static class LettersApi
{
    public static void MapLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/campaigns/{id}/letters").WithTags("Letters");
        letters
            .MapGet("/", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ListLetters")
            .WithSummary("The letters of a campaign, with those whose correction waits for an approval.");
        letters
            .MapPost("/languages/{language}", ProposeLanguage)
            .AsAction()
            .WithName("ProposeLetterLanguage")
            .WithSummary("Proposes the standard letters of a language for those that the campaign does not have.")
            .WithDescription("Each is sent after its approval. Then invitees can be added who are written to in it.");
        var letter = letters.MapGroup("/{language}/{letter}");
        letter
            .MapGet("/", Show)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ShowLetter")
            .WithSummary("The text of a letter as it is sent now, and its corrections.");
        letter
            .MapPut("/correction", Propose)
            .RequireManager()
            .WithMetadata(BodyLimit.OfLetter)
            .ProducesProblems(StatusCodes.Status415UnsupportedMediaType)
            .WithName("CorrectLetter")
            .WithSummary("Proposes a text of a letter for what has not been sent yet.")
            .WithDescription(
                "The text is sent after its approval only. Until then the present text is sent. It replaces a "
                    + "correction that waits. A letter may be new, for a group or in a language that had none: its "
                    + "ETag is `none`."
            );
        letter
            .MapDelete("/correction", Withdraw)
            .RequireManager()
            .WithName("WithdrawLetterCorrection")
            .WithSummary("Withdraws the correction that waits for an approval.");
        letter
            .MapPost("/correction/approve", Approve)
            .AsAction()
            .WithName("ApproveLetterCorrection")
            .WithSummary("Approves the correction that waits: what is sent from now on has its text.")
            .WithDescription(
                "With a hash, only if that is the text. If the campaign requires a second person, nobody who wrote the "
                    + "text approves it. Letters that were sent keep their text."
            );
    }

    private static async Task<Results<Ok<LetterListView>, ProblemHttpResult>> List(
        CampaignId id,
        CampaignCache campaigns,
        CancellationToken cancellation
    ) =>
        await campaigns.Find(id, cancellation) is { } campaign
            ? TypedResults.Ok(LetterListView.From(campaign))
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Response> Show(
        CampaignId id,
        string language,
        string letter,
        [AsParameters] LetterServices services
    ) =>
        await services.Campaigns.Find(id, services.Cancellation) is { } campaign
            ? await services.Respond(campaign, language, letter)
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Results<Ok<LetterListView>, ProblemHttpResult>> ProposeLanguage(
        CampaignId id,
        string language,
        [AsParameters] ActionHeaders action,
        [AsParameters] LetterServices services
    )
    {
        if (await services.Campaigns.Find(id, services.Cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        if (action.Actor.IsStale(campaign.Version))
            return Problems.Stale();
        if (!Language.TryParse(language, out var read))
            return LetterServices.NotFound(id, language, "");
        var actor = action.Actor with { ExpectedVersion = null };
        var result = await services.Corrections.ProposeStandard(id, read, actor, services.Cancellation);
        return result is ActionResult<CampaignEntry>.Ok
            ? TypedResults.Ok(LetterListView.From(await services.Campaigns.Get(id, services.Cancellation)))
            : result.ToProblem();
    }

    private static async Task<Response> Propose(
        CampaignId id,
        string language,
        string letter,
        [FromBody] LetterTextRequest correction,
        [AsParameters] ChangeHeaders change,
        [AsParameters] LetterServices services
    )
    {
        if (!Language.TryParse(language, out var read))
            return LetterServices.NotFound(id, language, letter);
        var source = new LetterSource(read, letter, (correction.Text ?? "").ReplaceLineEndings("\n"));
        var result = await services.Corrections.Propose(id, source, change.Actor, services.Cancellation);
        if (
            result is ActionResult<CampaignEntry>.Invalid
            && await services.Campaigns.Find(id, services.Cancellation) is { } campaign
        )
            return Problems.WithFolder(await services.Corrections.Check(campaign, source, services.Cancellation));
        return await services.Respond(result, language, letter);
    }

    private static async Task<Response> Withdraw(
        CampaignId id,
        string language,
        string letter,
        [AsParameters] ChangeHeaders change,
        [AsParameters] LetterServices services
    ) =>
        Language.TryParse(language, out var read)
            ? await services.Respond(
                await services.Actions.WithdrawCorrection(id, read, letter, change.Actor, services.Cancellation),
                language,
                letter
            )
            : LetterServices.NotFound(id, language, letter);

    private static async Task<Response> Approve(
        CampaignId id,
        string language,
        string letter,
        [AsParameters] ActionHeaders action,
        [AsParameters] LetterServices services,
        [FromBody] ApprovalRequest? approval = null
    ) =>
        Language.TryParse(language, out var read)
            ? await services.Respond(
                await services.Actions.ApproveCorrection(
                    id,
                    read,
                    letter,
                    approval?.Hash,
                    action.Actor,
                    services.Cancellation
                ),
                language,
                letter
            )
            : LetterServices.NotFound(id, language, letter);
}

/// <summary>What the endpoints of letters need.</summary>
internal readonly record struct LetterServices(
    LetterCorrectionService Corrections,
    CampaignActions Actions,
    CampaignCache Campaigns,
    HttpResponse Response,
    CancellationToken Cancellation
)
{
    public async Task<Response> Respond(ActionResult<CampaignEntry> result, string language, string letter)
    {
        if (
            result is not ActionResult<CampaignEntry>.Ok { Now: var entry }
            || !Language.TryParse(language, out var read)
        )
            return result.ToProblem();
        return await Describe(await Campaigns.Get(entry.Id, Cancellation), read, letter);
    }

    public async Task<Response> Respond(LoadedCampaign campaign, string language, string letter) =>
        Language.TryParse(language, out var read) && campaign.VersionOf(read, letter) != DraftService.NoFile
            ? await Describe(campaign, read, letter)
            : NotFound(campaign.Entry.Id, language, letter);

    private async Task<Ok<LetterTextView>> Describe(LoadedCampaign campaign, Language language, string letter)
    {
        Response.SetVersion(campaign.VersionOf(language, letter));
        var warnings = await Corrections.FindWarnings(campaign, language, letter, Cancellation);
        return TypedResults.Ok(LetterTextView.From(campaign, language, letter, warnings));
    }

    public static ProblemHttpResult NotFound(CampaignId id, string language, string letter) =>
        Problems.NotFound(new Reason.FileMissing(id, $"letters/{language}/{letter}.md"));
}

/// <summary>A corrected text.</summary>
/// <param name="Text">The text: a front matter with the subject, then Markdown with fields.</param>
public sealed record LetterTextRequest(string? Text = null);

/// <summary>The letters of a campaign.</summary>
/// <param name="Letters">The letters, by language and name.</param>
public sealed record LetterListView(IReadOnlyList<LetterItemView> Letters)
{
    internal static LetterListView From(LoadedCampaign campaign) =>
        new([
            .. campaign
                .Letters.Select(l => (l.Language, l.Name))
                .Union(campaign.Entry.PendingCorrections.Select(c => (c.Language, Name: c.Letter)))
                .Select(l => new LetterItemView(
                    l.Language.Code,
                    l.Name,
                    campaign.Entry.Corrections.Count(c => c.IsOf(l.Language, l.Name)),
                    campaign.FindPending(l.Language, l.Name) is not null
                )),
        ]);
}

/// <summary>A letter of a campaign.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Letter">Its name, perhaps for a group: <c>reminder-1.regulators</c>.</param>
/// <param name="Corrections">How often it was corrected, or added, since the launch.</param>
/// <param name="Waiting">Whether a correction waits for an approval.</param>
public sealed record LetterItemView(string Language, string Letter, int Corrections, bool Waiting);

/// <summary>A letter of a campaign with its text.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Letter">Its name.</param>
/// <param name="Text">The text that is sent now; left out where the letter is new and waits for its approval.</param>
/// <param name="Hash">The hash of that text.</param>
/// <param name="Correction">The correction that waits for an approval; left out where none does.</param>
/// <param name="Approved">The corrections that were approved, oldest first.</param>
/// <param name="Warnings">What a check warns of in the correction that waits, to be read before its approval; left out
/// where none does.</param>
public sealed record LetterTextView(
    string Language,
    string Letter,
    string? Text,
    string? Hash,
    LetterCorrectionView? Correction,
    IReadOnlyList<LetterCorrectionView> Approved,
    IReadOnlyList<DraftProblemView>? Warnings = null
)
{
    internal static LetterTextView From(
        LoadedCampaign campaign,
        Language language,
        string letter,
        IReadOnlyList<Problem> warnings
    ) =>
        new(
            language.Code,
            letter,
            campaign.FindText(language, letter),
            campaign.FindText(language, letter) is { } text ? ContentHash.Compute(text) : null,
            campaign.FindPending(language, letter) is { } pending ? Describe(campaign, pending) : null,
            [.. campaign.Entry.Corrections.Where(c => c.IsOf(language, letter)).Select(c => Describe(campaign, c))],
            campaign.FindPending(language, letter) is null ? null : [.. warnings.Select(DraftProblemView.From)]
        );

    private static LetterCorrectionView Describe(LoadedCampaign campaign, LetterCorrection correction) =>
        new(
            campaign.TextOf(correction),
            correction.Hash,
            correction.By,
            Moments.FormatUtc(correction.At),
            correction.ApprovedBy,
            correction.ApprovedAt is { } at ? Moments.FormatUtc(at) : null
        );
}

/// <summary>A corrected text of a letter.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hash">Its hash, for the approval.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="ApprovedBy">Who approved it; left out while it waits.</param>
/// <param name="ApprovedAt">When.</param>
public sealed record LetterCorrectionView(
    string Text,
    string Hash,
    IReadOnlyList<string> By,
    string At,
    string? ApprovedBy,
    string? ApprovedAt
);
