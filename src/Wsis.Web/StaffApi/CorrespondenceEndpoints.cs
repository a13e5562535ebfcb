using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff read what was written to them, and say what it is.</summary>
public sealed class CorrespondenceEndpoints(
    CorrespondenceService correspondence,
    CampaignCache campaigns,
    IInvitationStore store
)
{
    /// <summary>A page: <c>?top=&amp;continuation=&amp;waiting=true</c>; with <c>unassigned=true</c>, of what names no
    /// campaign that there is: all campaigns share it.</summary>
    public async Task<IResult> List(HttpContext http)
    {
        if (await campaigns.Find(http) is not { Entry.Id: var campaign })
            return Problems.NoSuchCampaign(http.Asked());
        var query = new ListQuery(http.Request.Query);
        var (waiting, unassigned, top, continuation) = (
            query.Flag("waiting"),
            query.Flag("unassigned"),
            query.Top(),
            query.Continuation()
        );
        if (query.Errors.Count > 0)
            return Problems.WithFields(query.Errors);
        try
        {
            var filter = new CorrespondenceFilter(waiting ? CorrespondenceState.Waiting : null);
            var page = await store.ListCorrespondence(
                unassigned ? null : campaign,
                filter,
                top,
                continuation,
                http.RequestAborted
            );
            return Results.Json(
                new CorrespondenceListView([.. page.Items.Select(CorrespondenceView.Create)], page.Continuation),
                CorrespondenceJson.Default.CorrespondenceListView
            );
        }
        catch (FormatException e)
        {
            return Problems.WithField("continuation", e.Message);
        }
    }

    /// <summary>Says what a piece is: whose, with <c>invitee</c>, where that is not known yet; and then the answer that
    /// it gives, or, with <c>setAside</c>, that nothing is to be done about it. A piece that is not in the campaign's
    /// own drawer is looked for among those that all campaigns share.</summary>
    public async Task<IResult> Classify(HttpContext http)
    {
        if (await campaigns.Find(http) is not { } campaign)
            return Problems.NoSuchCampaign(http.Asked());
        if (
            !CorrespondenceId.TryParse(http.Asked("n"), out var id)
            || await Find(campaign.Entry.Id, id, http) is not { } piece
        )
            return NoSuchPiece(http);
        var request = await http.Body(CorrespondenceJson.Default.ClassificationRequest);
        if (Read(request, campaign, out var owner, out var answer) is { Count: > 0 } wrong)
            return Problems.WithFields(wrong);
        if (EntityTags.Saw(http.Request) is { } saw && saw != piece.Version)
            return Problems.Stale();
        var by = http.Staff().Name;
        var handled = owner is { } key
            ? await correspondence.Assign(piece.Campaign, id, key, by, http.RequestAborted)
            : new HandlingResult(piece);
        if (handled is { Why: null, Item: var item } && (request.SetAside || answer is not null))
            handled =
                request.SetAside ? await correspondence.Dismiss(item.Campaign, id, by, http.RequestAborted)
                : item.Campaign is null ? new HandlingResult(item, "It belongs to no invitation yet; say whose it is.")
                : await correspondence.Classify(
                    campaign.Entry.Id,
                    id,
                    new Classification(answer!, request.Form!.ReadRemarks(), request.Reference),
                    by,
                    http.RequestAborted
                );
        return Answer(http, handled);
    }

    private async Task<CorrespondenceItem?> Find(CampaignId campaign, CorrespondenceId id, HttpContext http) =>
        await store.FindCorrespondence(campaign, id, http.RequestAborted)
        ?? await store.FindCorrespondence(null, id, http.RequestAborted);

    /// <summary>What the request says, and what is wrong with it by the name of each field.</summary>
    private static Dictionary<string, string> Read(
        ClassificationRequest request,
        LoadedCampaign campaign,
        out InvitationKey? owner,
        out Answer? answer
    )
    {
        var (wrong, errors) = (new Dictionary<string, string>(), new Dictionary<string, FormError>());
        owner = null;
        if (InviteeId.TryParse(request.Invitee, out var invitee))
            owner = new InvitationKey(campaign.Entry.Id, invitee);
        else if (request.Invitee is not null)
            wrong["invitee"] = "is not an invitee id";
        answer =
            request.SetAside || (request.Form is null && owner is not null)
                ? null
                : (request.Form ?? new ReplyForm()).Read(campaign.Campaign, errors);
        foreach (var (field, error) in errors)
            wrong[field] = InvitationActions.Sentence(error);
        return wrong;
    }

    private static IResult Answer(HttpContext http, HandlingResult? handled)
    {
        if (handled is not { Why: null, Item: var item })
            return handled is null ? NoSuchPiece(http) : Problems.NotNow(handled.Why!);
        EntityTags.Set(http.Response, item.Version);
        return Results.Json(CorrespondenceView.Create(item), CorrespondenceJson.Default.CorrespondenceView);
    }

    private static IResult NoSuchPiece(HttpContext http) =>
        Problems.Create(
            StatusCodes.Status404NotFound,
            "There is no such correspondence",
            $"No piece '{http.Asked("n")}' is filed in this campaign."
        );
}

/// <summary>What a piece is.</summary>
/// <param name="Invitee">Whose it is, where that was not known; with it alone, it is put to that invitation and waits
/// there.</param>
/// <param name="Form">The answer that it gives, in the fields of the reply page.</param>
/// <param name="Reference">The letter's own reference.</param>
/// <param name="SetAside">Whether nothing is to be done about it.</param>
public sealed record ClassificationRequest(
    string? Invitee = null,
    ReplyForm? Form = null,
    string? Reference = null,
    bool SetAside = false
);

/// <summary>A piece of correspondence. Its texts come from outside. <paramref name="Etag"/> is for
/// <c>If-Match</c>.</summary>
public sealed record CorrespondenceView(
    string Id,
    string? Etag,
    string? Invitee,
    string ReceivedAt,
    string Source,
    string From,
    string Subject,
    string Text,
    string State,
    bool IsAutomatic,
    string? Verdict,
    string? SettledBy,
    string? SettledAt,
    string? Answer
)
{
    internal static CorrespondenceView Create(CorrespondenceItem item) =>
        new(
            item.Id.Value,
            item.Version is { } version ? EntityTags.Create(version) : null,
            item.Invitee?.Value,
            InstantPattern.ExtendedIso.Format(item.ReceivedAt),
            item.Source.ToString(),
            item.From,
            item.Subject,
            item.Text,
            item.State.ToString(),
            item.IsAutomatic,
            item.Verdict,
            item.Resolution?.By,
            Moments.Utc(item.Resolution?.At),
            item.Resolution?.Answer
        );
}

public sealed record CorrespondenceListView(IReadOnlyList<CorrespondenceView> Correspondence, string? Continuation);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CorrespondenceListView))]
[JsonSerializable(typeof(ClassificationRequest))]
internal sealed partial class CorrespondenceJson : JsonSerializerContext;
