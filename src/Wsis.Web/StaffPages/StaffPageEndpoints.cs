using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Correspondence;
using Wsis.Web.StaffPages.Dashboard;
using Wsis.Web.StaffPages.History;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.InvitationList;
using Wsis.Web.StaffPages.Proofs;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.WebhookDeliveries;

namespace Wsis.Web.StaffPages;

/// <summary>The pages of staff: what they need, and their endpoints.</summary>
internal static class StaffPageEndpoints
{
    public static IServiceCollection AddStaffPages(this IServiceCollection services) =>
        services
            .AddStaffAntiforgery()
            .AddSingleton<CampaignsEndpoint>()
            .AddSingleton<DashboardEndpoint>()
            .AddSingleton<CampaignPageActions>()
            .AddSingleton<InvitationsEndpoint>()
            .AddSingleton<InvitationEndpoint>()
            .AddSingleton<InvitationPageActions>()
            .AddSingleton<ProofsEndpoint>()
            .AddSingleton<CorrespondencePageEndpoint>()
            .AddSingleton<CorrespondenceItemEndpoint>()
            .AddSingleton<CorrespondencePageActions>()
            .AddSingleton<RunningOrderEndpoint>()
            .AddSingleton<StatementPageActions>()
            .AddSingleton<HistoryEndpoint>();

    public static void MapStaffPages(this IEndpointRouteBuilder endpoints)
    {
        var files = endpoints.MapGroup("/staff").WithMetadata(new PageMetadata(PageAudience.Staff));
        files
            .MapRead("/style.css", (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Style))
            .WithName("StaffStyle");
        files
            .MapRead("/script.js", (HttpContext http) => StaffAssets.Serve(http, StaffAssets.Script))
            .WithName("StaffScript");

        var pages = files.MapGroup("").RequireAuthorization(Policies.CampaignRead);
        pages.MapRead("", (HttpContext http, CampaignsEndpoint page) => page.Show(http)).WithName("StaffCampaigns");
        MapCampaign(pages.MapGroup("/campaigns/{id}"));

        var actions = files
            .MapGroup("/campaigns/{id}")
            .RequireAuthorization(Policies.CampaignManage)
            .AddEndpointFilter<StaffFormFilter>();
        MapActions(actions);
    }

    private static void MapCampaign(RouteGroupBuilder campaign)
    {
        campaign.MapRead("", (HttpContext http, DashboardEndpoint page) => page.Show(http)).WithName("StaffDashboard");
        campaign
            .MapRead("/live", (HttpContext http, DashboardEndpoint page) => page.Live(http))
            .WithName("StaffDashboardLive");
        campaign
            .MapRead("/invitations", (HttpContext http, InvitationsEndpoint page) => page.Show(http))
            .WithName("StaffInvitations");
        campaign
            .MapRead("/invitations/{invitee}", (HttpContext http, InvitationEndpoint page) => page.Show(http))
            .WithName("StaffInvitation");
        campaign
            .MapRead(
                "/invitations/{invitee}/letters/{letter}",
                (HttpContext http, InvitationEndpoint page) => page.Letter(http)
            )
            .WithName("StaffLetter");
        campaign
            .MapRead("/correspondence", (HttpContext http, CorrespondencePageEndpoint page) => page.Show(http))
            .WithName("StaffCorrespondence");
        campaign
            .MapRead(
                "/correspondence/{message}",
                (HttpContext http, CorrespondenceItemEndpoint page) => page.Show(http)
            )
            .WithName("StaffCorrespondenceItem");
        campaign.MapRead("/proofs", (HttpContext http, ProofsEndpoint page) => page.Show(http)).WithName("StaffProofs");
        campaign
            .MapRead("/proofs/{language}/{letter}", (HttpContext http, ProofsEndpoint page) => page.Letter(http))
            .WithName("StaffProof");
        campaign
            .MapRead("/statements", (HttpContext http, RunningOrderEndpoint page) => page.Show(http))
            .WithName("StaffRunningOrder");
        campaign.MapRead("/webhook-deliveries", WebhookDeliveriesEndpoint.Show).WithName("StaffWebhookDeliveries");
        // The address before version 0.2.
        campaign.MapRead("/announcements", WebhookDeliveriesEndpoint.Show).WithName("StaffAnnouncements");
        campaign
            .MapRead("/journal", (HttpContext http, HistoryEndpoint page) => page.Show(http))
            .WithName("StaffJournal");
        campaign.MapRead("/export.csv", StaffExports.Invitations).WithName("StaffExport");
        campaign.MapRead("/participants.csv", StaffExports.Participants).WithName("StaffParticipants");
    }

    private static void MapActions(RouteGroupBuilder campaign)
    {
        campaign
            .MapPost("/actions/{action}", (HttpContext http, CampaignPageActions actions) => actions.Do(http))
            .WithName("StaffCampaignAction");
        campaign
            .MapPost("/invitations", (HttpContext http, InvitationsEndpoint page) => page.Remind(http))
            .WithName("StaffRemindSelected");
        campaign
            .MapPost(
                "/invitations/{invitee}/actions/{action}",
                (HttpContext http, InvitationPageActions actions) => actions.Do(http)
            )
            .WithName("StaffInvitationAction");
        campaign
            .MapPost(
                "/correspondence/{message}/actions/{action}",
                (HttpContext http, CorrespondencePageActions actions) => actions.Do(http)
            )
            .WithName("StaffCorrespondenceAction");
        campaign
            .MapPost(
                "/statements/actions/{action}",
                (HttpContext http, StatementPageActions actions) => actions.Do(http)
            )
            .WithName("StaffStatementAction");
    }
}
