using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.StaffPages.WebhookDeliveries;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Shows staff what a campaign's webhooks have not taken: what waits (<c>?state=waiting</c>), and what was
/// given up (<c>?state=failed</c>, as is shown without it).</summary>
public sealed class WebhookDeliveryEndpoint(CampaignCache campaigns, IInvitationStore store)
{
    /// <summary>The most that are shown.</summary>
    internal const int Most = 1000;

    public async Task<IResult> List(HttpContext http)
    {
        var asked = http.GetRouteValue("id") as string;
        if (
            !CampaignId.TryParse(asked, out var id) || await campaigns.Find(id, http.RequestAborted) is not { } campaign
        )
            return Problems.NoSuchCampaign(asked);
        if (State(http.Request.Query["state"].ToString()) is not { } state)
            return Problems.Create(
                StatusCodes.Status400BadRequest,
                "There is no such state",
                "The state is waiting or failed."
            );
        var found = await Latest(campaign, state, http.RequestAborted);
        return Results.Json(
            new WebhookDeliveryList([.. found.Select(WebhookDeliveryView.From)], found.Count == Most),
            WebhookDeliveryJson.Default.WebhookDeliveryList
        );
    }

    /// <summary>The page for people of staff: both lists.</summary>
    public Task<IResult> Show(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            async campaign => new RazorComponentResult<WebhookDeliveriesPage>(
                new
                {
                    Desk = StaffPageContext.Read(http),
                    Campaign = campaign,
                    Failed = await Latest(campaign, WebhookDeliveryState.Failed, http.RequestAborted),
                    Waiting = await Latest(campaign, WebhookDeliveryState.Waiting, http.RequestAborted),
                }
            )
        );

    private async Task<IReadOnlyList<WebhookDelivery>> Latest(
        LoadedCampaign campaign,
        WebhookDeliveryState state,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await store.WebhookOutbox.List(campaign.Entry.Id, campaign.Entry.Buckets, state, Most, cancellation)
            ).OrderByDescending(a => a.At),
        ];

    private static WebhookDeliveryState? State(string text) =>
        text switch
        {
            "" or "failed" => WebhookDeliveryState.Failed,
            "waiting" => WebhookDeliveryState.Waiting,
            _ => null,
        };
}

/// <summary>Announcements, the latest change first.</summary>
/// <param name="Items">The announcements.</param>
/// <param name="More">Whether there are more than are shown.</param>
internal sealed record WebhookDeliveryList(IReadOnlyList<WebhookDeliveryView> Items, bool More);

/// <summary>An announcement as the staff API shows it; instants in UTC.</summary>
internal sealed record WebhookDeliveryView(
    string Id,
    string Invitee,
    string Address,
    string Type,
    string At,
    string State,
    int Attempts,
    string? TryAt,
    string? Reason
)
{
    public static WebhookDeliveryView From(WebhookDelivery a) =>
        new(
            a.Id,
            a.Invitation.Invitee.Value,
            a.Address.OriginalString,
            a.Type,
            InstantPattern.ExtendedIso.Format(a.At),
            a.State.ToString().ToLowerInvariant(),
            a.Attempts,
            a.TryAt is { } next ? InstantPattern.ExtendedIso.Format(next) : null,
            a.Reason
        );
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookDeliveryList))]
internal sealed partial class WebhookDeliveryJson : JsonSerializerContext;
