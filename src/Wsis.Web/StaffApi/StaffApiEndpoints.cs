using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>The staff API: what it needs, and its endpoints.</summary>
public static class StaffApiEndpoints
{
    public static IServiceCollection AddStaffApi(this IServiceCollection services) =>
        services
            .AddSingleton<CampaignActions>()
            .AddSingleton<CampaignErasure>()
            .AddSingleton<CampaignReports>()
            .AddSingleton<CampaignMetrics>()
            .AddSingleton<DraftListChanges>()
            .AddSingleton<DraftService>()
            .AddSingleton<NewCampaignService>()
            .AddSingleton<ApprovalChanges>()
            .AddSingleton<LetterPreview>()
            .AddSingleton<LetterCorrectionService>()
            .AddSingleton<TestLetterService>()
            .AddSingleton<InviteeAdditions>()
            .AddSingleton<InvitationActions>()
            .AddSingleton<SentLetterReader>()
            .AddSingleton<PrintRunService>()
            .AddSingleton<ListCorrections>()
            .AddSingleton<StatementService>()
            .AddSingleton<InvitationExport>()
            .AddSingleton<Idempotency>()
            .AddStaffApiDocument()
            .ConfigureHttpJsonOptions(options => StaffApiJson.Configure(options.SerializerOptions))
            // A request that cannot be read is answered in one place, by the exception handler.
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    public static void MapStaffApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithGroupName(StaffApiDocument.Name).PrepareRequests();
        api.MapCampaigns();
        api.MapDrafts();
        api.MapDraftReview();
        api.MapCampaignActions();
        api.MapLetters();
        api.MapOrchestrations();
        api.MapInvitations();
        api.MapInvitationActions();
        api.MapListCorrections();
        api.MapPrintRun();
        api.MapCorrespondence();
        api.MapStatements();
        api.MapExports();
        api.MapWebhookDeliveries();
        api.MapOpenApi("/openapi.json")
            .WithName("OpenApiDocument")
            .RequireAuthorization(Policies.CampaignRead)
            .AcceptHead();
    }
}
