using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>The front doors of the staff API.</summary>
internal static class StaffRoutes
{
    private static readonly string[] Read = ["GET", "HEAD"];
    private static readonly string[] Write = ["POST"];
    private static readonly string[] Replace = ["PUT"];
    private static readonly string[] Remove = ["DELETE"];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.To<CampaignEndpoints>("ListCampaigns", Read, "/api/campaigns", Access.Read, (e, http) => e.List(http)),
        Route.To<CampaignEndpoints>(
            "PutCampaign",
            Replace,
            "/api/campaigns/{id}",
            Access.Manage,
            (e, http) => e.Put(http)
        ),
        Route.To<CampaignEndpoints>(
            "ShowCampaign",
            Read,
            "/api/campaigns/{id}",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "EraseCampaign",
            Remove,
            "/api/campaigns/{id}",
            Access.Manage,
            (e, http) => e.Erase(http)
        ),
        Route.To<CampaignEndpoints>(
            "CampaignStatus",
            Read,
            "/api/campaigns/{id}/status",
            Access.Read,
            (e, http) => e.Status(http)
        ),
        Route.To<CampaignEndpoints>(
            "CampaignJournal",
            Read,
            "/api/campaigns/{id}/journal",
            Access.Read,
            (e, http) => e.Journal(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "ApproveProofs",
            Write,
            "/api/campaigns/{id}/proofs/approve",
            Access.Manage,
            (e, http) => e.Approve(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "LaunchCampaign",
            Write,
            "/api/campaigns/{id}/launch",
            Access.Manage,
            (e, http) => e.Launch(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "PauseCampaign",
            Write,
            "/api/campaigns/{id}/pause",
            Access.Manage,
            (e, http) => e.Pause(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "ResumeCampaign",
            Write,
            "/api/campaigns/{id}/resume",
            Access.Manage,
            (e, http) => e.Resume(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "CancelCampaign",
            Write,
            "/api/campaigns/{id}/cancel",
            Access.Manage,
            (e, http) => e.Cancel(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "CloseCampaign",
            Write,
            "/api/campaigns/{id}/close",
            Access.Manage,
            (e, http) => e.Close(http)
        ),
        Route.To<CampaignActionEndpoints>(
            "ExtendDeadline",
            Write,
            "/api/campaigns/{id}/deadline",
            Access.Manage,
            (e, http) => e.Extend(http)
        ),
        Route.To<OrchestrationEndpoints>(
            "ListOrchestrations",
            Read,
            "/api/campaigns/{id}/orchestrations",
            Access.Read,
            (e, http) => e.List(http)
        ),
        Route.To<OrchestrationEndpoints>(
            "RepairCampaign",
            Write,
            "/api/campaigns/{id}/repair",
            Access.Manage,
            (e, http) => e.Repair(http)
        ),
        Route.To<InvitationListEndpoint>(
            "ListInvitations",
            Read,
            "/api/campaigns/{id}/invitations",
            Access.Read,
            (e, http) => e.List(http)
        ),
        Route.To<InvitationEndpoints>(
            "ShowInvitation",
            Read,
            "/api/campaigns/{id}/invitations/{invitee}",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<InviteeEndpoint>(
            "AddInvitees",
            Write,
            "/api/campaigns/{id}/invitees",
            Access.Manage,
            (e, http) => e.Add(http)
        ),
        new Route("OpenApiDocument", Read, "/api/openapi.json", Access.Read, OpenApi.Show),
        Route.To<InvitationActionEndpoints>(
            "RemindInvitations",
            Write,
            "/api/campaigns/{id}/invitations/remind",
            Access.Manage,
            (e, http) => e.RemindSelection(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "RecordCorrespondedReply",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/replies",
            Access.Manage,
            (e, http) => e.Reply(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "CorrectAddress",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/address",
            Access.Manage,
            (e, http) => e.Address(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "RemindInvitation",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/remind",
            Access.Manage,
            (e, http) => e.Remind(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "ResendLetter",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/resend",
            Access.Manage,
            (e, http) => e.Resend(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "WithdrawInvitation",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/withdraw",
            Access.Manage,
            (e, http) => e.Withdraw(http)
        ),
        Route.To<InvitationActionEndpoints>(
            "RenewLink",
            Write,
            "/api/campaigns/{id}/invitations/{invitee}/link",
            Access.Manage,
            (e, http) => e.RenewLink(http)
        ),
        Route.To<CorrespondenceEndpoints>(
            "ListCorrespondence",
            Read,
            "/api/campaigns/{id}/correspondence",
            Access.Read,
            (e, http) => e.List(http)
        ),
        Route.To<CorrespondenceEndpoints>(
            "ClassifyCorrespondence",
            Write,
            "/api/campaigns/{id}/correspondence/{n}/classify",
            Access.Manage,
            (e, http) => e.Classify(http)
        ),
        Route.To<StatementEndpoints>(
            "RunningOrder",
            Read,
            "/api/campaigns/{id}/statements",
            Access.Read,
            (e, http) => e.Show(http)
        ),
        Route.To<StatementEndpoints>(
            "FixPlace",
            Write,
            "/api/campaigns/{id}/statements/{invitee}",
            Access.Manage,
            (e, http) => e.Pin(http)
        ),
        Route.To<StatementEndpoints>(
            "FreePlace",
            Remove,
            "/api/campaigns/{id}/statements/{invitee}",
            Access.Manage,
            (e, http) => e.Free(http)
        ),
        Route.To<ExportEndpoints>(
            "ExportInvitations",
            Read,
            "/api/campaigns/{id}/export.csv",
            Access.Read,
            (e, http) => e.Everything(http)
        ),
        Route.To<ExportEndpoints>(
            "ExportParticipants",
            Read,
            "/api/campaigns/{id}/participants.csv",
            Access.Read,
            (e, http) => e.Participants(http)
        ),
    ];

    public static IServiceCollection AddStaffApi(this IServiceCollection services) =>
        services
            .AddSingleton<CampaignActions>()
            .AddSingleton<CampaignErasure>()
            .AddSingleton<CampaignReports>()
            .AddSingleton<CampaignMetrics>()
            .AddSingleton<Idempotency>()
            .AddSingleton<CampaignEndpoints>()
            .AddSingleton<CampaignActionEndpoints>()
            .AddSingleton<OrchestrationEndpoints>()
            .AddSingleton<InvitationListEndpoint>()
            .AddSingleton<InvitationEndpoints>()
            .AddSingleton<InviteeAdditions>()
            .AddSingleton<InviteeEndpoint>()
            .AddSingleton<InvitationActions>()
            .AddSingleton<InvitationActionEndpoints>()
            .AddSingleton<StatementService>()
            .AddSingleton<StatementEndpoints>()
            .AddSingleton<InvitationExport>()
            .AddSingleton<ExportEndpoints>()
            .AddSingleton<CorrespondenceEndpoints>();
}
