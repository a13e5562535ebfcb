using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>Operators look at the orchestrations, or queue entries, of a campaign.</summary>
internal static class OrchestrationsApi
{
    public static void MapOrchestrations(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Orchestrations");
        campaign
            .MapGet("/orchestrations", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("ListOrchestrations")
            .WithSummary("The orchestrations of the campaign's invitations, page by page.");
        campaign
            .MapPost("/repair", Repair)
            .AsAction()
            .WithName("RepairCampaign")
            .WithSummary("Starts or resumes everything that is due or has a wake-up time.");
    }

    private static async Task<Results<Ok<OrchestrationListView>, ProblemHttpResult>> List(
        CampaignId id,
        [Description("Only those with this status: Pending, Running, Suspended, Completed or Failed.")] string? status,
        [AsParameters] PageQuery page,
        CampaignCache campaigns,
        IOrchestrationQueries orchestrations,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        var fields = new QueryReader();
        var only = fields.ReadName<OrchestrationStatus>("status", status);
        var top = page.ReadTop(fields);
        if (fields.Errors.Count > 0)
            return Problems.WithFields(fields.Errors);
        var found = await orchestrations.List(id, only, top, page.ReadContinuation(), cancellation);
        return TypedResults.Ok(
            new OrchestrationListView([.. found.Items.Select(OrchestrationView.From)], found.Continuation)
        );
    }

    private static async Task<Results<Ok<RepairReport>, ProblemHttpResult>> Repair(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        CampaignCache campaigns,
        ICampaignRunner runner,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { Entry: var entry, Version: var version })
            return Problems.NoSuchCampaign(id.Value);
        if (action.Actor.IsStale(version))
            return Problems.Stale();
        return entry.State == CampaignState.Running
            ? TypedResults.Ok(await runner.Repair(entry, cancellation))
            : Problems.NotNow(new Reason.NoWakeUps(entry.State));
    }
}
