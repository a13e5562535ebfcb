using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Files;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The page of one message, and what can be downloaded from it. Its texts are plain, and its attachments are
/// sandboxed (<see cref="MessageDownload"/>).</summary>
public sealed class CorrespondenceItemEndpoint(
    CampaignCache campaigns,
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CorrespondenceReader reader,
    CorrespondenceService correspondence
)
{
    public Task<IResult> Show(HttpContext http) =>
        ForMessage(http, (campaign, message) => Show(http, campaign, message, null, null));

    /// <summary>Sends the message as it came.</summary>
    public Task<IResult> Raw(HttpContext http) =>
        ForMessage(
            http,
            async (_, message) =>
                await reader.Open(message, http.RequestAborted) is { } raw
                    ? MessageDownload.Raw(message, raw)
                    : StaffErrorPages.NoSuchPage(http)
        );

    /// <summary>Sends an attachment to be saved.</summary>
    public Task<IResult> Attachment(HttpContext http) => ForAttachment(http, MessageDownload.Attachment);

    /// <summary>Sends an attachment to be looked at in a frame.</summary>
    public Task<IResult> View(HttpContext http) => ForAttachment(http, MessageDownload.View);

    /// <summary>Shows the page, with the error of an action that failed and its form as it was sent.</summary>
    internal async Task<IResult> Show(
        HttpContext http,
        LoadedCampaign? campaign,
        CorrespondenceItem message,
        FormError? error,
        FailedAction? failed
    )
    {
        var content = await reader.Read(message, http.RequestAborted);
        var model = new MessageModel
        {
            Campaign = campaign,
            Item = message,
            Content = content,
            Siblings = [.. (await correspondence.FindSiblings(message, http.RequestAborted)).Select(s => s.Value)],
            Campaigns = await ListCampaigns(http.RequestAborted),
            Addressee = await FindAddressee(campaign, message, http.RequestAborted),
            Viewed = ReadIndex(http.Request.Query["view"]) is { } index
                ? content.Attachments.FirstOrDefault(a => a.Index == index && a.SniffedType is not null)
                : null,
        };
        return new RazorComponentResult<CorrespondenceItemPage>(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Model = model,
                Error = error,
                Failed = failed,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>Answers a request for the message in the address. It belongs to the campaign, or to no
    /// campaign.</summary>
    internal async Task<IResult> ForMessage(
        HttpContext http,
        Func<LoadedCampaign?, CorrespondenceItem, Task<IResult>> answer
    )
    {
        if (http.GetRouteValue("id") is not null)
            return await campaigns.ForCampaign(http, campaign => Answer(http, campaign, answer));
        PageHeaders.SetForStaff(http.Response);
        return await Answer(http, null, answer);
    }

    private async Task<IResult> Answer(
        HttpContext http,
        LoadedCampaign? campaign,
        Func<LoadedCampaign?, CorrespondenceItem, Task<IResult>> answer
    ) => await Find(http, campaign) is { } message ? await answer(campaign, message) : StaffErrorPages.NoSuchPage(http);

    /// <summary>The message in the address; null where there is none.</summary>
    internal async Task<CorrespondenceItem?> Find(HttpContext http, LoadedCampaign? campaign) =>
        CorrespondenceId.TryParse(http.GetRouteValue("message") as string, out var id)
            ? (await reader.Find(campaign?.Entry.Id, id, http.RequestAborted))?.Value
            : null;

    private Task<IResult> ForAttachment(HttpContext http, Func<OpenedAttachment, IResult?> send) =>
        ForMessage(
            http,
            async (_, message) =>
            {
                if (
                    ReadIndex(http.GetRouteValue("index") as string) is not { } index
                    || await reader.OpenAttachment(message, index, http.RequestAborted) is not { } attachment
                )
                    return StaffErrorPages.NoSuchPage(http);
                if (send(attachment) is { } download)
                    return download;
                await attachment.DisposeAsync();
                return StaffErrorPages.NoSuchPage(http);
            }
        );

    private async Task<Invitee?> FindAddressee(
        LoadedCampaign? campaign,
        CorrespondenceItem message,
        CancellationToken cancellation
    ) =>
        campaign is { IsOver: false, Entry.LaunchedAt: not null }
        && message.Invitation is { } key
        && await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation) is { } row
        && row.Value.Phase is not (Phase.Withdrawn or Phase.Undeliverable)
            ? row.Value.Invitee
            : null;

    private async Task<IReadOnlyList<LoadedCampaign>> ListCampaigns(CancellationToken cancellation)
    {
        var open = new List<LoadedCampaign>();
        await foreach (var entry in campaignStore.List(cancellation))
            if (entry.State is not (CampaignState.Importing or CampaignState.Erasing or CampaignState.Erased))
                open.Add(await campaigns.Get(entry.Id, cancellation));
        return [.. open.OrderByDescending(c => c.Planner.Schedule.SendInstant)];
    }

    private static int? ReadIndex(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
