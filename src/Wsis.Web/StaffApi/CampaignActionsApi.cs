using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;
using FromQueryAttribute = Microsoft.AspNetCore.Mvc.FromQueryAttribute;

namespace Wsis.Web.StaffApi;

using Response = Results<Ok<CampaignView>, ProblemHttpResult>;

/// <summary>Staff act on a campaign as a whole. The answer is the campaign after the action.</summary>
internal static class CampaignActionsApi
{
    public static void MapCampaignActions(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Campaigns");
        campaign
            .MapPost("/proofs/approve", Approve)
            .AsAction()
            .WithName("ApproveProofs")
            .WithSummary("Approves what the campaign sends.")
            .WithDescription("With a hash, only if that is the content that is stored.");
        campaign
            .MapPost("/launch", Launch)
            .AsAction()
            .WithName("LaunchCampaign")
            .WithSummary("Launches the campaign: its letters are sent when they are due.")
            .WithDescription("A second launch starts what the first one did not.");
        campaign
            .MapPost("/pause", Pause)
            .AsAction()
            .WithName("PauseCampaign")
            .WithSummary("Pauses the campaign: no letter is sent.");
        campaign
            .MapPost("/resume", Resume)
            .AsAction()
            .WithName("ResumeCampaign")
            .WithSummary("Resumes a campaign that is paused.");
        campaign
            .MapPost("/cancel", Cancel)
            .AsAction()
            .WithName("CancelCampaign")
            .WithSummary("Cancels the campaign. This is permanent.");
        campaign
            .MapPost("/close", Close)
            .AsAction()
            .WithName("CloseCampaign")
            .WithSummary("Closes the campaign. This is permanent.");
        campaign
            .MapPost("/deadline", ExtendDeadline)
            .AsAction()
            .WithName("ExtendDeadline")
            .WithSummary("Moves the deadline to a later local time in the campaign's zone.");
        campaign
            .MapDelete("/", Erase)
            .RequireManager()
            .WithName("EraseCampaign")
            .WithSummary("Erases the personal data of a campaign that is over. The counts stay.")
            .WithDescription(
                "The list is exported first; exported=true states it. "
                    + "Repeat the request while the state in the answer is Erasing: orchestrationsLeft says how many "
                    + "orchestrations have not ended yet."
            );
    }

    private static async Task<Response> Approve(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services,
        [FromBody] ApprovalRequest? approval = null
    ) =>
        await services.Respond(await services.Actions.Approve(id, approval?.Hash, action.Actor, services.Cancellation));

    private static async Task<Response> Launch(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services
    ) => await services.Respond(await services.Actions.Launch(id, action.Actor, services.Cancellation));

    private static async Task<Response> Pause(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services
    ) => await services.Respond(await services.Actions.Pause(id, action.Actor, services.Cancellation));

    private static async Task<Response> Resume(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services
    ) => await services.Respond(await services.Actions.Resume(id, action.Actor, services.Cancellation));

    private static async Task<Response> Cancel(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services,
        [FromBody] ReasonRequest? cancellation = null
    ) =>
        await services.Respond(
            await services.Actions.Cancel(id, cancellation?.Reason, action.Actor, services.Cancellation)
        );

    private static async Task<Response> Close(
        CampaignId id,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services
    ) => await services.Respond(await services.Actions.Close(id, action.Actor, services.Cancellation));

    private static async Task<Response> ExtendDeadline(
        CampaignId id,
        [FromBody] DeadlineRequest extension,
        [AsParameters] ActionHeaders action,
        [AsParameters] CampaignServices services
    ) =>
        LocalDateTimePattern.GeneralIso.Parse(extension.Deadline ?? "").TryGetValue(default, out var deadline)
            ? await services.Respond(
                await services.Actions.Extend(id, deadline, extension.Announce, action.Actor, services.Cancellation)
            )
            : Problems.WithField("deadline", new Reason.NotAMoment());

    private static async Task<Response> Erase(
        CampaignId id,
        [AsParameters] ChangeHeaders change,
        [AsParameters] CampaignServices services,
        CampaignErasure erasure,
        [Description("true states that the list was exported, after the end of the campaign if it has ended.")]
        [FromQuery]
            string? exported = null
    )
    {
        var fields = new QueryReader();
        var isExported = fields.ReadFlag("exported", exported);
        return fields.Errors.Count > 0
            ? Problems.WithFields(fields.Errors)
            : await erasure.Erase(id, isExported, change.Actor, services.Cancellation) switch
            {
                ActionResult<ErasureProgress>.Ok { Now: var progress } => CampaignView.Respond(
                    services.Response,
                    await services.Campaigns.Get(id, services.Cancellation),
                    progress.OrchestrationsLeft
                ),
                var refused => refused.ToProblem(),
            };
    }
}

/// <summary>What every action on a campaign needs.</summary>
internal readonly record struct CampaignServices(
    CampaignActions Actions,
    CampaignCache Campaigns,
    HttpResponse Response,
    CancellationToken Cancellation
)
{
    public async Task<Response> Respond(ActionResult<CampaignEntry> result) =>
        result is ActionResult<CampaignEntry>.Ok { Now: var entry }
            ? CampaignView.Respond(Response, await Campaigns.Get(entry.Id, Cancellation))
            : result.ToProblem();
}

/// <summary>What is approved.</summary>
/// <param name="Hash">The content's hash, as <c>GET /api/campaigns/{id}</c> gave it. Without it, the content that is
/// stored now.</param>
public sealed record ApprovalRequest(string? Hash = null);

/// <summary>Why something is done.</summary>
/// <param name="Reason">The reason, for the journal.</param>
public sealed record ReasonRequest(string? Reason = null);

/// <summary>A later deadline, local, in the campaign's zone.</summary>
/// <param name="Deadline">A local date and time: <c>2018-02-15T00:00:00</c>.</param>
/// <param name="Announce">Whether a letter announces it to those who have not answered.</param>
public sealed record DeadlineRequest(string? Deadline = null, bool Announce = false);
