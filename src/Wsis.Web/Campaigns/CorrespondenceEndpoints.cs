using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff;

namespace Wsis.Web.Campaigns;

/// <summary>Staff read what was written to them, and say what it is.</summary>
public sealed class CorrespondenceEndpoints(CorrespondenceService correspondence, CampaignCatalogue campaigns, IInvitationStore store)
{
    /// <summary>A page: <c>?top=&amp;continuation=&amp;waiting=true</c>.</summary>
    public async Task<IResult> List(HttpContext http)
    {
        if (await campaigns.Find(http) is not { Entry.Id: var campaign })
            return Problems.NoSuchCampaign(http.Asked());
        var query = new ListQuery(http.Request.Query);
        var (waiting, top, continuation) = (query.Flag("waiting"), query.Top(), query.Continuation());
        if (query.Errors.Count > 0)
            return Problems.WithFields(query.Errors);
        try
        {
            var filter = new CorrespondenceFilter(waiting ? CorrespondenceState.Waiting : null);
            var page = await store.ListCorrespondence(campaign, filter, top, continuation, http.RequestAborted);
            return Results.Json(new CorrespondenceListView([.. page.Items.Select(CorrespondenceView.Of)], page.Continuation), CorrespondenceJson.Default.CorrespondenceListView);
        }
        catch (FormatException e)
        {
            return Problems.WithField("continuation", e.Message);
        }
    }

    /// <summary>Records the answer that a piece gives, or, with <c>setAside</c>, that nothing is to be done about it.</summary>
    public async Task<IResult> Classify(HttpContext http)
    {
        if (await campaigns.Find(http) is not { } campaign)
            return Problems.NoSuchCampaign(http.Asked());
        if (!CorrespondenceId.TryParse(http.Asked("n"), out var id))
            return NoSuchPiece(http);
        var request = await http.Body(CorrespondenceJson.Default.ClassificationRequest);
        if (request.SetAside)
            return Answer(http, await correspondence.SetAside(campaign.Entry.Id, id, http.Staff().Name, http.RequestAborted));
        var errors = new Dictionary<string, FormError>();
        if ((request.Form ?? new ReplyForm()).Read(campaign.Campaign, errors) is not { } answer)
            return Problems.WithFields(errors.ToDictionary(e => e.Key, e => InvitationMoves.Sentence(e.Value)));
        var classification = new Classification(answer, request.Form!.ReadRemarks(), request.Reference);
        return Answer(http, await correspondence.Classify(campaign.Entry.Id, id, classification, http.Staff().Name, http.RequestAborted));
    }

    private static IResult Answer(HttpContext http, Handled? handled) => handled switch
    {
        null => NoSuchPiece(http),
        { Why: { } why } => Problems.NotNow(why),
        _ => Results.Json(CorrespondenceView.Of(handled.Item), CorrespondenceJson.Default.CorrespondenceView),
    };

    private static IResult NoSuchPiece(HttpContext http) =>
        Problems.Of(StatusCodes.Status404NotFound, "There is no such correspondence", $"No piece '{http.Asked("n")}' is filed in this campaign.");
}

/// <summary>What a piece is: an answer, in the fields of the reply page, or nothing to be done about.</summary>
public sealed record ClassificationRequest(ReplyForm? Form = null, string? Reference = null, bool SetAside = false);

/// <summary>A piece of correspondence. Its texts come from outside.</summary>
public sealed record CorrespondenceView(
    string Id, string? Invitee, string ReceivedAt, string Source, string From, string Subject, string Text, string State, bool IsAutomatic, string? Verdict,
    string? SettledBy, string? SettledAt, string? Answer)
{
    internal static CorrespondenceView Of(CorrespondenceItem item) => new(
        item.Id.Value, item.Invitee?.Value, InstantPattern.ExtendedIso.Format(item.ReceivedAt), item.Source.ToString(), item.From, item.Subject, item.Text,
        item.State.ToString(), item.IsAutomatic, item.Verdict, item.Settlement?.By, Moments.Utc(item.Settlement?.At), item.Settlement?.Answer);
}

public sealed record CorrespondenceListView(IReadOnlyList<CorrespondenceView> Correspondence, string? Continuation);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CorrespondenceListView))]
[JsonSerializable(typeof(ClassificationRequest))]
internal sealed partial class CorrespondenceJson : JsonSerializerContext;
