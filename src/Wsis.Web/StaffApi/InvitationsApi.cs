using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Staff look through a campaign's invitations, and add invitees.</summary>
internal static class InvitationsApi
{
    public static void MapInvitations(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Invitations");
        campaign
            .MapGet("/invitations", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("ListInvitations")
            .WithSummary("The campaign's invitations, page by page.")
            .WithDescription("With q, a page may be short or empty and still have a continuation.");
        campaign
            .MapGet("/invitations/{invitee}", Show)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ShowInvitation")
            .WithSummary("An invitation with its letters, its journal and its orchestration.");
        campaign
            .MapGet("/invitations/{invitee}/letters/{letter}", ShowLetter)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .WithName("ShowSentLetter")
            .WithSummary("A letter of an invitation as it was sent.")
            .WithDescription(
                "The letter is its step and edition: invitation~1. It has the text, the date and the deadline of the "
                    + "time at which it was sent, and its reply link."
            );
        campaign
            .MapPost("/invitees/compare", Compare)
            .RequireManager()
            .WithMetadata(new ChangesNothing(), BodyLimit.OfList, InviteeUpload.Types)
            .WithName("CompareAdditions")
            .WithSummary("Whom a list would add, and what is wrong, by line and column. Nothing is changed.")
            .WithDescription("The list comes as for an addition.");
        campaign
            .MapPost("/invitees", Add)
            .AsAction()
            .WithMetadata(BodyLimit.OfList, InviteeUpload.Types)
            .WithName("AddInvitees")
            .WithSummary("Adds invitees to a campaign.")
            .WithDescription(
                "The list comes as JSON, as CSV in the form of invitees.csv, or as a spreadsheet. All invitees "
                    + "are added, or none, with every problem. In JSON, the line of a problem is the invitee's place "
                    + "in the list, from 1."
            );
    }

    private static async Task<Results<Ok<InvitationListView>, ProblemHttpResult>> List(
        CampaignId id,
        [AsParameters] InvitationQuery query,
        [AsParameters] PageQuery page,
        CampaignCache campaigns,
        IInvitationStore store,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { Entry: var entry })
            return Problems.NoSuchCampaign(id.Value);
        var fields = new QueryReader();
        var filter = query.ReadFilter(fields);
        var top = page.ReadTop(fields);
        if (fields.Errors.Count > 0)
            return Problems.WithFields(fields.Errors);
        var found = await store.List(id, entry.Buckets, filter, top, page.ReadContinuation(), cancellation);
        return TypedResults.Ok(
            new InvitationListView([.. found.Items.Select(InvitationLineView.From)], found.Continuation)
        );
    }

    private static async Task<Results<Ok<InvitationView>, ProblemHttpResult>> Show(
        CampaignId id,
        InviteeId invitee,
        CampaignCache campaigns,
        CampaignReports reports,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        return await reports.Load(new InvitationKey(id, invitee), cancellation) is { } report
            ? InvitationView.Respond(response, report)
            : Problems.NotFound(new Reason.InviteeNotFound(id.Value, invitee.Value));
    }

    private static async Task<Results<Ok<LetterView>, ProblemHttpResult>> ShowLetter(
        CampaignId id,
        InviteeId invitee,
        string letter,
        CampaignCache campaigns,
        SentLetterReader letters,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        return await letters.Compose(campaign, invitee, letter, cancellation) switch
        {
            null => Problems.NotFound(new Reason.LetterNotFound(letter, invitee)),
            { Letter: { } sent } => TypedResults.Ok(LetterView.Create(sent)),
            { Fault: var fault } => Problems.NotNow(fault!),
        };
    }

    private static async Task<Results<Ok<ComparedAdditionsView>, ProblemHttpResult>> Compare(
        CampaignId id,
        InviteeUpload upload,
        [AsParameters] ChangeHeaders change,
        CampaignCache campaigns,
        InviteeAdditions additions,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        if (change.Actor.IsStale(campaign.Version))
            return Problems.Stale();
        var compared = upload.ToCsv() is { } csv
            ? await additions.Compare(id, csv, cancellation)
            : await additions.Compare(id, upload.Rows, cancellation);
        return compared is null
            ? Problems.NoSuchCampaign(id.Value)
            : TypedResults.Ok(ComparedAdditionsView.From(compared, campaign));
    }

    private static async Task<Results<Ok<AddedView>, ProblemHttpResult>> Add(
        CampaignId id,
        InviteeUpload upload,
        [AsParameters] ActionHeaders action,
        InviteeAdditions additions,
        CancellationToken cancellation
    )
    {
        var result = upload.ToCsv() is { } csv
            ? await additions.Add(id, csv, action.Actor, cancellation)
            : await additions.Add(id, upload.Rows, action.Actor, cancellation);
        return result switch
        {
            AdditionResult.Done done => TypedResults.Ok(AddedView.From(done)),
            AdditionResult.Wrong wrong => Problems.WithFolder(wrong.Problems),
            AdditionResult.Refused refused => refused.Result.ToProblem(),
            _ => throw new InvalidOperationException($"{result} is not an answer."),
        };
    }
}

/// <summary>The invitees that were added.</summary>
/// <param name="Count">How many were added.</param>
/// <param name="ThereAlready">How many were there already, with the same values.</param>
/// <param name="Warnings">What staff should know of the list. Left out where there is nothing.</param>
public sealed record AddedView(int Count, int ThereAlready, IReadOnlyList<string>? Warnings)
{
    internal static AddedView From(AdditionResult.Done done) =>
        new(
            done.Added.Count,
            done.Added.ThereAlready,
            done.Warnings.Count == 0 ? null : [.. done.Warnings.Select(w => w.Message)]
        );
}

/// <summary>A list compared with the invitees of a campaign.</summary>
/// <param name="Invitees">Whom it would add. Empty where it has problems.</param>
/// <param name="ThereAlready">How many are there already, with the same values.</param>
/// <param name="Problems">What is wrong, by line and column. With problems nobody is added.</param>
/// <param name="Warnings">What staff should know of the list.</param>
/// <param name="Refusal">Why nobody can be added any more; left out where somebody can.</param>
public sealed record ComparedAdditionsView(
    IReadOnlyList<ComparedInviteeView> Invitees,
    int ThereAlready,
    IReadOnlyList<DraftProblemView> Problems,
    IReadOnlyList<DraftProblemView> Warnings,
    string? Refusal
)
{
    internal static ComparedAdditionsView From(ComparedAdditions compared, LoadedCampaign campaign) =>
        new(
            [.. compared.Invitees.Select(i => ComparedInviteeView.From(i, campaign))],
            compared.ThereAlready,
            [.. compared.Problems.Select(DraftProblemView.From)],
            [.. compared.Warnings.Select(DraftProblemView.From)],
            compared.Refusal?.ToEnglish()
        );
}

/// <summary>An invitee whom a list would add.</summary>
/// <param name="Id">The invitee's id.</param>
/// <param name="State">The State's ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">The State's name, in the invitee's language.</param>
/// <param name="Office">The office addressed.</param>
/// <param name="Language">The language of its letters.</param>
/// <param name="LettersBy">How letters reach the office: Email or Paper.</param>
/// <param name="Zone">The office's time zone, where the list has none that of its State.</param>
/// <param name="Weekend">The office's weekend, where the list has none that of its State.</param>
/// <param name="InvitationAt">When its invitation is due. One that is overdue goes out at once while the campaign is
/// running.</param>
public sealed record ComparedInviteeView(
    string Id,
    string State,
    string Name,
    string Office,
    string Language,
    string LettersBy,
    string Zone,
    string Weekend,
    string? InvitationAt
)
{
    internal static ComparedInviteeView From(Invitee invitee, LoadedCampaign campaign) =>
        new(
            invitee.Id.Value,
            invitee.State,
            invitee.Name,
            invitee.Office,
            invitee.Language.Code,
            invitee.Channel.ToString(),
            invitee.Zone.Id,
            invitee.Weekend.ToString(),
            Moments.FormatUtc(LaunchSummary.FindFirst(campaign, invitee))
        );
}
