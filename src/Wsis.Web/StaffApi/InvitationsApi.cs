using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

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
            .MapPost("/invitees", Add)
            .AsAction()
            .WithMetadata(new BodyLimit(InviteeUpload.MaxSize), InviteeUpload.Types)
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
            : Problems.NoSuchInvitee(invitee.Value);
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
