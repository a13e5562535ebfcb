using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<RunningOrderView>, ProblemHttpResult>;

/// <summary>Staff read the running order of policy statements, and fix places in it.</summary>
internal static class StatementsApi
{
    public static void MapStatements(this RouteGroupBuilder api)
    {
        var statements = api.MapGroup("/campaigns/{id}/statements").WithTags("Running order");
        statements
            .MapGet("/", Show)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("RunningOrder")
            .WithSummary("The running order of policy statements.");
        statements
            .MapPost("/{invitee}", Fix)
            .AsAction()
            .WithName("FixPlace")
            .WithSummary("Fixes an invitee's place on a day.")
            .WithDescription("With neither day nor place, the campaign's rule decides again.");
        statements
            .MapDelete("/{invitee}", Free)
            .RequireManager()
            .WithName("FreePlace")
            .WithSummary("Frees an invitee's place: the campaign's rule decides again.");
    }

    private static async Task<Response> Show(CampaignId id, [AsParameters] StatementServices services) =>
        await services.Campaigns.Find(id, services.Cancellation) is { } campaign
            ? await services.Respond(campaign)
            : Problems.NoSuchCampaign(id.Value);

    private static async Task<Response> Fix(
        [AsParameters] InvitationTarget target,
        [AsParameters] ActionHeaders action,
        [AsParameters] StatementServices services,
        [FromBody] PlaceRequest? request = null
    )
    {
        if (request is null or { Day: null, Place: null })
            return await services.Pin(target.Key, null, action.Actor);
        if (!LocalDatePattern.Iso.Parse(request.Day ?? "").TryGetValue(default, out var day))
            return Problems.WithField("day", new Reason.NotADate());
        return request.Place is { } place
            ? await services.Pin(target.Key, new StatementPin(target.Invitee, day, place), action.Actor)
            : Problems.WithField("place", new Reason.Missing());
    }

    private static Task<Response> Free(
        [AsParameters] InvitationTarget target,
        [AsParameters] ChangeHeaders change,
        [AsParameters] StatementServices services
    ) => services.Pin(target.Key, null, change.Actor);
}

/// <summary>What every endpoint of the running order needs.</summary>
internal readonly record struct StatementServices(
    StatementService Statements,
    CampaignCache Campaigns,
    HttpResponse Response,
    CancellationToken Cancellation
)
{
    /// <summary>Fixes a place, or frees it. The answer is the running order after that.</summary>
    public async Task<Response> Pin(InvitationKey key, StatementPin? pin, Actor actor)
    {
        var result = await Statements.Pin(key, pin, actor, Cancellation);
        return result is ActionResult<CampaignEntry>.Ok { Now: var entry }
            ? await Respond(await Campaigns.Get(entry.Id, Cancellation))
            : result.ToProblem();
    }

    public async Task<Response> Respond(LoadedCampaign campaign)
    {
        var (order, changes) = await Statements.LoadWithChanges(campaign, Cancellation);
        Response.SetVersion(campaign.Version);
        return TypedResults.Ok(RunningOrderView.From(campaign, order, changes));
    }
}

/// <summary>A place in the running order.</summary>
/// <param name="Day">The day: <c>2018-03-20</c>.</param>
/// <param name="Place">The place on that day, from 1.</param>
public sealed record PlaceRequest(string? Day = null, int? Place = null);

/// <summary>The invitation that an address names, whether it exists or not.</summary>
internal readonly record struct InvitationTarget(CampaignId Id, InviteeId Invitee)
{
    public InvitationKey Key => new(Id, Invitee);
}
