using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Extensions;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using FromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;
using FromHeaderAttribute = Microsoft.AspNetCore.Mvc.FromHeaderAttribute;
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
            .MapGet("/launch", ShowLaunch)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("ShowLaunch")
            .WithSummary("What a launch does: who approved, how many letters go out, and what is warned of.")
            .WithDescription("After the launch: what a launch at that time would do with the list as it is now.");
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
        [AsParameters] CampaignActionRequest request,
        [FromBody] ApprovalRequest? approval = null
    ) =>
        await request.Respond(
            await request.Actions.Approve(request.Id, approval?.Hash, request.Actor, request.Cancellation)
        );

    private static async Task<Results<Ok<LaunchView>, ProblemHttpResult>> ShowLaunch(
        CampaignId id,
        CampaignCache campaigns,
        DraftService drafts,
        ILetterPrinter printer,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (
            await campaigns.Find(id, cancellation) is not { } campaign
            || await drafts.Find(id, cancellation) is not { } draft
        )
            return Problems.NoSuchCampaign(id.Value);
        var now = campaign.Entry.LaunchedAt ?? clock.GetCurrentInstant();
        var folder = await drafts.WithPresentList(
            await drafts.Check(draft, cancellation),
            campaign.Entry,
            cancellation
        );
        return TypedResults.Ok(
            LaunchView.From(LaunchSummary.Create(campaign, folder, now, printer.IsConfigured), campaign)
        );
    }

    private static async Task<Response> Launch([AsParameters] CampaignActionRequest request) =>
        await request.Respond(await request.Actions.Launch(request.Id, request.Actor, request.Cancellation));

    private static async Task<Response> Pause([AsParameters] CampaignActionRequest request) =>
        await request.Respond(await request.Actions.Pause(request.Id, request.Actor, request.Cancellation));

    private static async Task<Response> Resume([AsParameters] CampaignActionRequest request) =>
        await request.Respond(await request.Actions.Resume(request.Id, request.Actor, request.Cancellation));

    private static async Task<Response> Cancel(
        [AsParameters] CampaignActionRequest request,
        [FromBody] ReasonRequest? cancellation = null
    ) =>
        await request.Respond(
            await request.Actions.Cancel(request.Id, cancellation?.Reason, request.Actor, request.Cancellation)
        );

    private static async Task<Response> Close([AsParameters] CampaignActionRequest request) =>
        await request.Respond(await request.Actions.Close(request.Id, request.Actor, request.Cancellation));

    private static async Task<Response> ExtendDeadline(
        [AsParameters] CampaignActionRequest request,
        [FromBody] DeadlineRequest extension
    ) =>
        LocalDateTimePattern.GeneralIso.Parse(extension.Deadline ?? "").TryGetValue(default, out var deadline)
            ? await request.Respond(
                await request.Actions.Extend(
                    request.Id,
                    deadline,
                    extension.Announce,
                    request.Actor,
                    request.Cancellation
                )
            )
            : Problems.WithField("deadline", new Reason.NotAMoment());

    private static async Task<Response> Erase(
        CampaignId id,
        [AsParameters] ChangeHeaders change,
        CampaignErasure erasure,
        CampaignCache campaigns,
        HttpResponse response,
        CancellationToken cancellation,
        [Description("true states that the list was exported, after the end of the campaign if it has ended.")]
        [FromQuery]
            string? exported = null
    )
    {
        var fields = new QueryReader();
        var isExported = fields.ReadFlag("exported", exported);
        return fields.Errors.Count > 0
            ? Problems.WithFields(fields.Errors)
            : await erasure.Erase(id, isExported, change.Actor, cancellation) switch
            {
                ActionResult<ErasureProgress>.Ok { Now: var progress } => CampaignView.Respond(
                    response,
                    await campaigns.Get(id, cancellation),
                    progress.OrchestrationsLeft
                ),
                var refused => refused.ToProblem(),
            };
    }
}

/// <summary>An action on the campaign that the address names, whether it exists or not.</summary>
internal readonly record struct CampaignActionRequest(
    CampaignId Id,
    HttpContext Http,
    [property: FromHeader(Name = "If-Match")] [property: Description(ChangeHeaders.IfMatchMeaning)] string? IfMatch,
    [property: FromHeader(Name = Idempotency.Header)]
    [property: Description(ActionHeaders.IdempotencyKeyMeaning)]
        string? IdempotencyKey,
    CampaignActions Actions,
    CampaignCache Campaigns,
    CancellationToken Cancellation
)
{
    public Actor Actor => new ActionHeaders(Http, IfMatch, IdempotencyKey).Actor;

    public async Task<Response> Respond(ActionResult<CampaignEntry> result) =>
        result is ActionResult<CampaignEntry>.Ok
            ? CampaignView.Respond(Http.Response, await Campaigns.Get(Id, Cancellation))
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
