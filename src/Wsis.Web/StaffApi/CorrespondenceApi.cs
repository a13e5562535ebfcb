using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Files;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Staff read the messages that came in.</summary>
internal static class CorrespondenceApi
{
    public static void MapCorrespondence(this RouteGroupBuilder api)
    {
        var correspondence = api.MapGroup("/campaigns/{id}/correspondence").WithTags("Correspondence");
        correspondence
            .MapGet("/", List)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .AddEndpointFilter(PageQuery.RefuseForeignContinuation)
            .WithName("ListCorrespondence")
            .WithSummary("The messages of the campaign's mailbox that pass a filter, page by page.")
            .WithDescription("With a filter on texts a page may have fewer messages, or none, and still continue.");
        correspondence
            .MapGet("/{message}", Get)
            .RequireReader()
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("GetCorrespondence")
            .WithSummary("A whole message: its text, headers and attachments.");
        correspondence
            .MapGet("/{message}/raw", GetRaw)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MessageDownload.RawType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("GetRawCorrespondence")
            .WithSummary("A message as it came (RFC 5322).");
        correspondence
            .MapGet("/{message}/attachments/{index}", GetAttachment)
            .RequireReader()
            .Produces<string>(StatusCodes.Status200OK, MessageDownload.UnknownType)
            .ProducesProblems(StatusCodes.Status404NotFound)
            .WithName("GetCorrespondenceAttachment")
            .WithSummary("An attachment of a message.");
        correspondence.MapCorrespondenceActions();
    }

    private static async Task<Results<Ok<CorrespondenceListView>, ProblemHttpResult>> List(
        CampaignId id,
        [AsParameters] CorrespondenceQuery query,
        [AsParameters] PageQuery page,
        CampaignCache campaigns,
        ICorrespondenceStore store,
        CorrespondenceReader reader,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is null)
            return Problems.NoSuchCampaign(id.Value);
        var fields = new QueryReader();
        var filter = query.ReadFilter(fields);
        CampaignId? mailbox = fields.ReadFlag("unassigned", query.Unassigned) ? null : id;
        var top = page.ReadTop(fields);
        if (fields.Errors.Count > 0)
            return Problems.WithFields(fields.Errors);
        var found = await store.List(mailbox, filter, top, page.ReadContinuation(), cancellation);
        return TypedResults.Ok(
            new CorrespondenceListView(
                [.. found.Items.Select(CorrespondenceView.Create)],
                found.Continuation,
                await reader.CountUnassigned(CorrespondenceListView.MaxUnassigned, cancellation)
            )
        );
    }

    private static async Task<Results<Ok<CorrespondenceDetailView>, ProblemHttpResult>> Get(
        [AsParameters] CorrespondenceTarget target,
        CorrespondenceService correspondence,
        HttpResponse response
    )
    {
        if (await target.Find() is not { } row)
            return Problems.NotFound(new Reason.MessageNotFound(target.Message.Value));
        var content = await target.Reader.Read(row.Value, target.Cancellation);
        var others = await correspondence.FindSiblings(row.Value, target.Cancellation);
        response.SetVersion(row.Version);
        return TypedResults.Ok(CorrespondenceDetailView.Create(row, content, others));
    }

    private static async Task<Results<MessageDownload, ProblemHttpResult>> GetRaw(
        [AsParameters] CorrespondenceTarget target
    ) =>
        await target.Find() is { Value: var item } && await target.Reader.Open(item, target.Cancellation) is { } raw
            ? MessageDownload.Raw(item, raw)
            : Problems.NotFound(new Reason.MessageNotFound(target.Message.Value));

    private static async Task<Results<MessageDownload, ProblemHttpResult>> GetAttachment(
        [AsParameters] CorrespondenceTarget target,
        int index
    ) =>
        await target.Find() is { Value: var item }
        && await target.Reader.OpenAttachment(item, index, target.Cancellation) is { } attachment
            ? MessageDownload.Attachment(attachment)
            : Problems.NotFound(new Reason.AttachmentNotFound(target.Message.Value, index));
}

/// <summary>The message that an address names, whether it exists or not.</summary>
internal readonly record struct CorrespondenceTarget(
    CampaignId Id,
    CorrespondenceId Message,
    CampaignCache Campaigns,
    CorrespondenceReader Reader,
    CancellationToken Cancellation
)
{
    /// <summary>Reads the row of the message. Null if there is no such campaign or message.</summary>
    public async Task<Versioned<CorrespondenceItem>?> Find() =>
        await Campaigns.Find(Id, Cancellation) is null ? null : await Reader.Find(Id, Message, Cancellation);
}
