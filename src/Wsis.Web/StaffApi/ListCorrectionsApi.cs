using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Staff correct the particulars of many invitees by a list.</summary>
internal static class ListCorrectionsApi
{
    public static void MapListCorrections(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}/corrections").WithTags("Invitations");
        campaign
            .MapPost("/compare", Compare)
            .RequireManager()
            .WithMetadata(BodyLimit.OfList, InviteeUpload.Types)
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .WithName("CompareList")
            .WithSummary("What a list would correct: each value before and after. Nothing is changed.")
            .WithDescription(
                "The list has the ids of at most 1,000 invitees, and the columns that are to be corrected. A cell "
                    + "replaces what is stored, also if it is empty. Other columns are not used."
            );
        campaign
            .MapPost("/", Apply)
            .AsAction()
            .WithMetadata(BodyLimit.OfList, InviteeUpload.Types)
            .WithName("CorrectList")
            .WithSummary("Corrects the particulars of the invitees of a list. What is sent next uses them.")
            .WithDescription("The journals have each value before and after. With an error nothing is corrected.");
    }

    private static async Task<Results<Ok<ComparedListView>, ProblemHttpResult>> Compare(
        CampaignId id,
        InviteeUpload upload,
        [AsParameters] ChangeHeaders change,
        CampaignCache campaigns,
        ListCorrections corrections,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return Problems.NoSuchCampaign(id.Value);
        if (change.Actor.IsStale(campaign.Version))
            return Problems.Stale();
        return await corrections.Compare(id, upload.ToTable(), cancellation) is { } compared
            ? TypedResults.Ok(ComparedListView.From(compared))
            : Problems.NoSuchCampaign(id.Value);
    }

    private static async Task<Results<Ok<CorrectedListView>, ProblemHttpResult>> Apply(
        CampaignId id,
        InviteeUpload upload,
        [Description("The fingerprint of the comparison. If what would change has changed, nothing is done.")]
            string? fingerprint,
        [AsParameters] ActionHeaders action,
        CampaignCache campaigns,
        ListCorrections corrections,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        var table = upload.ToTable();
        var result = await corrections.Apply(id, table, fingerprint, action.Actor, cancellation);
        if (result is ActionResult<CorrectedList>.Ok { Now: var corrected })
            return TypedResults.Ok(CorrectedListView.From(corrected));
        if (result is not ActionResult<CorrectedList>.Conflict)
            return result.ToProblem();
        var compared = await corrections.Compare(id, table, cancellation);
        return compared is { Problems: { Count: > 0 } problems } ? Problems.WithFolder(problems) : result.ToProblem();
    }
}

/// <summary>What a list would correct.</summary>
/// <param name="Fingerprint">Names what would change, from what to what.</param>
/// <param name="Corrections">The invitees that change.</param>
/// <param name="Unchanged">How many rows change nothing.</param>
/// <param name="NotUsed">The headings of columns that are not used.</param>
/// <param name="Problems">What is wrong. With problems nothing is corrected.</param>
/// <param name="Warnings">What an import of these invitees would warn of.</param>
public sealed record ComparedListView(
    string Fingerprint,
    IReadOnlyList<CorrectionView> Corrections,
    int Unchanged,
    IReadOnlyList<string> NotUsed,
    IReadOnlyList<DraftProblemView> Problems,
    IReadOnlyList<DraftProblemView> Warnings
)
{
    internal static ComparedListView From(ComparedList list) =>
        new(
            list.Fingerprint,
            [
                .. list.Corrections.Select(c => new CorrectionView(
                    c.Before.Id.Value,
                    [.. c.Changes.Select(x => new ChangedCellView(x.Column, x.Before, x.After))]
                )),
            ],
            list.Unchanged,
            list.NotUsed,
            [.. list.Problems.Select(DraftProblemView.From)],
            [.. list.Warnings.Select(DraftProblemView.From)]
        );
}

/// <summary>An invitee that a list would correct.</summary>
/// <param name="Invitee">The invitee's id.</param>
/// <param name="Changes">The cells that change.</param>
public sealed record CorrectionView(string Invitee, IReadOnlyList<ChangedCellView> Changes);

/// <summary>A cell that changes.</summary>
/// <param name="Column">The column.</param>
/// <param name="Before">What is stored.</param>
/// <param name="After">What it would be.</param>
public sealed record ChangedCellView(string Column, string Before, string After);

/// <summary>The result of a list of corrections.</summary>
/// <param name="Count">How many invitees were corrected.</param>
/// <param name="Refused">The others, by id, with the reasons.</param>
public sealed record CorrectedListView(int Count, IReadOnlyDictionary<string, string> Refused)
{
    internal static CorrectedListView From(CorrectedList list) =>
        new(list.Count, list.Refused.ToDictionary(r => r.Key, r => r.Value.ToEnglish()));
}
