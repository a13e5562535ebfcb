using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>Operators look at the webhook messages of a campaign that were not delivered.</summary>
internal static class WebhookDeliveriesApi
{
    /// <summary>The most deliveries in an answer.</summary>
    private const int MaxShown = 1000;

    public static void MapWebhookDeliveries(this RouteGroupBuilder api)
    {
        var campaign = api.MapGroup("/campaigns/{id}").WithTags("Webhook deliveries");
        campaign
            .MapGet("/webhook-deliveries", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .WithName("ListWebhookDeliveries")
            .WithSummary("The webhook messages that were not delivered, latest first.");
        // The address before version 0.2.
        campaign.MapGet("/announcements", List).RequireReader().WithName("ListAnnouncements").ExcludeFromDescription();
    }

    private static async Task<Results<Ok<WebhookDeliveryList>, ProblemHttpResult>> List(
        CampaignId id,
        [Description("waiting or failed; failed without it.")] string? state,
        CampaignCache campaigns,
        IWebhookOutbox store,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { Entry: var entry })
            return Problems.NoSuchCampaign(id.Value);
        if (ReadState(state) is not { } only)
            return Problems.WithField("state", new Reason.NotOneOf("waiting, failed"));
        var found = await store.List(id, entry.Buckets, only, MaxShown, cancellation);
        return TypedResults.Ok(
            new WebhookDeliveryList(
                [.. found.OrderByDescending(d => d.At).Select(WebhookDeliveryView.From)],
                found.Count == MaxShown
            )
        );
    }

    private static WebhookDeliveryState? ReadState(string? text) =>
        text switch
        {
            null or "" or "failed" => WebhookDeliveryState.Failed,
            "waiting" => WebhookDeliveryState.Waiting,
            _ => null,
        };
}

/// <summary>Webhook messages that were not delivered.</summary>
/// <param name="Items">The messages, latest change first.</param>
/// <param name="More">Whether there are more.</param>
public sealed record WebhookDeliveryList(IReadOnlyList<WebhookDeliveryView> Items, bool More);

/// <summary>A webhook message that was not delivered.</summary>
/// <param name="Id">The message: its <c>webhook-id</c>.</param>
/// <param name="Invitee">The invitee whose invitation changed.</param>
/// <param name="Address">The address of the webhook.</param>
/// <param name="Type">The type of the change.</param>
/// <param name="At">When the change happened.</param>
/// <param name="State">waiting or failed.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="TryAt">When it is sent again; left out where it failed.</param>
/// <param name="Reason">Why the last attempt failed.</param>
public sealed record WebhookDeliveryView(
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
    internal static WebhookDeliveryView From(WebhookDelivery delivery) =>
        new(
            delivery.Id,
            delivery.Invitation.Invitee.Value,
            delivery.Address.OriginalString,
            delivery.Type,
            InstantPattern.ExtendedIso.Format(delivery.At),
            delivery.State.ToString().ToLowerInvariant(),
            delivery.Attempts,
            delivery.TryAt is { } next ? InstantPattern.ExtendedIso.Format(next) : null,
            delivery.Reason?.ToEnglish()
        );
}
