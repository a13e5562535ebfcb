using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.WebhookDeliveries;

/// <summary>The webhook messages of a campaign that are not delivered: pending messages and failed messages.</summary>
internal static class WebhookDeliveriesEndpoint
{
    /// <summary>How many messages of each kind the page shows at most.</summary>
    public const int MaxShown = 1000;

    public static Task<IResult> Show(HttpContext http, CampaignCache campaigns, IWebhookOutbox store) =>
        campaigns.ForCampaign(
            http,
            async campaign => new RazorComponentResult<WebhookDeliveriesPage>(
                new
                {
                    PageContext = StaffPageContext.Read(http),
                    Campaign = campaign,
                    Failed = await Load(store, campaign, WebhookDeliveryState.Failed, http.RequestAborted),
                    Waiting = await Load(store, campaign, WebhookDeliveryState.Waiting, http.RequestAborted),
                }
            )
        );

    private static async Task<IReadOnlyList<WebhookDelivery>> Load(
        IWebhookOutbox store,
        LoadedCampaign campaign,
        WebhookDeliveryState state,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await store.List(campaign.Entry.Id, campaign.Entry.Buckets, state, MaxShown, cancellation)
            ).OrderByDescending(a => a.At),
        ];
}
