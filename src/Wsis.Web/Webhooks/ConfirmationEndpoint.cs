using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime.Extensions;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.Webhooks;

/// <summary>Records the replies that the form of the organisation's own website confirms. The requests are signed
/// according to Standard Webhooks 1.0.</summary>
/// <remarks>A repeated id gets the first answer and changes nothing. The reply has an id made of it as well: where the
/// process ended between recording the reply and storing the answer, the repeated message records the same reply
/// again.</remarks>
public sealed class ConfirmationEndpoint(
    WebhookSettings settings,
    ConfirmationFinder finder,
    IIdempotencyStore store,
    InvitationService invitations,
    CorrespondenceService correspondence,
    TimeProvider clock
)
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBodySize = 64 * 1024;

    /// <summary>The id with its prefix must fit into the id of a reply (<see cref="Reply.Id"/>).</summary>
    private const int MaxIdLength = 90;

    private const string EntryKind = "confirmations";

    /// <summary>Answers 200 (recorded), 202 (staff must assign it), 400 (invalid fields), 401, 409 (a newer reply
    /// exists), 413, 415, and 503 (not recorded; send it again).</summary>
    public async Task<IResult> Receive(HttpContext http)
    {
        if (!IsUtf8Json(http.Request))
            return Problems.Create(
                StatusCodes.Status415UnsupportedMediaType,
                "Not JSON",
                "The content type must be application/json, in UTF-8."
            );
        if (await RequestBody.ReadBytes(http.Request, MaxBodySize, http.RequestAborted) is not { } body)
            return Problems.TooLarge(MaxBodySize);
        if (SignedMessage.Validate(http.Request.Headers, body, settings.Confirmations, clock.GetUtcNow()) is { } why)
            return Problems.Create(StatusCodes.Status401Unauthorized, "Not signed", why);

        var id = http.Request.Headers[SignedMessage.IdHeader].ToString();
        if (id.Length > MaxIdLength || id.Contains('.') || !id.All(c => c is > ' ' and <= '~'))
            return ConfirmationAnswer
                .Malformed([
                    KeyValuePair.Create<string, Reason>(SignedMessage.IdHeader, new Reason.NotAMessageId(MaxIdLength)),
                ])
                .ToResult();
        if (await store.Get(EntryKind, id, http.RequestAborted) is { } known)
            return ConfirmationAnswer.Parse(known).ToResult();
        var answer = await Take(id, body, http.RequestAborted);
        return ConfirmationAnswer
            .Parse(await store.TryAdd(EntryKind, id, answer.ToString(), answer.About, http.RequestAborted))
            .ToResult();
    }

    private async Task<ConfirmationAnswer> Take(string id, byte[] body, CancellationToken cancellation)
    {
        var malformed = new Dictionary<string, Reason>();
        if (ConfirmationReader.Read(body, malformed) is not { } confirmation)
            return ConfirmationAnswer.Malformed(malformed);
        return await finder.Find(confirmation.Invitee, cancellation) switch
        {
            InviteeMatch.Matched one => await Record(id, confirmation, one, cancellation) with
            {
                About = new EntrySubject(one.Row.Value.Campaign, one.Row.Value.Invitee.Id.Value),
            },
            InviteeMatch.Unmatched none => await File(id, confirmation, none, body, cancellation) with
            {
                About = none.Campaign is { } campaign
                    ? new EntrySubject(campaign, none.Invitation?.Invitee.Value)
                    : null,
            },
            var other => throw new InvalidOperationException($"{other} is not a known result."),
        };
    }

    private async Task<ConfirmationAnswer> Record(
        string id,
        Confirmation confirmation,
        InviteeMatch.Matched found,
        CancellationToken cancellation
    )
    {
        var errors = new Dictionary<string, ReplyFieldError>();
        if (confirmation.Form.Read(found.Campaign.Campaign, errors) is not { } answer)
            return ConfirmationAnswer.Malformed(errors);
        var reply = new Reply
        {
            Id = $"webhook~{id}",
            Channel = Channel.Webhook,
            ReceivedAt = clock.GetCurrentInstant(),
            Answer = answer,
            Remarks = confirmation.Form.ReadRemarks(),
            CopyTo = confirmation.Form.ReadCopyTo(),
        };
        var decision = await invitations.Apply(
            found.Row.Value.Key,
            new Signal.ReplyReceived(reply, confirmation.Version),
            cancellation,
            found.Row
        );
        return decision switch
        {
            null => throw new StoreUnavailableException("The invitation was deleted just now."),
            { Refusal: { } refusal } => ConfirmationAnswer.Stale(decision.Before.Replies, refusal),
            _ => ConfirmationAnswer.Recorded(decision.Next),
        };
    }

    private async Task<ConfirmationAnswer> File(
        string id,
        Confirmation confirmation,
        InviteeMatch.Unmatched found,
        byte[] body,
        CancellationToken cancellation
    )
    {
        await correspondence.File(
            new IncomingMessage
            {
                Source = CorrespondenceSource.Website,
                SourceId = id,
                Campaign = found.Campaign,
                Invitations = found.Invitation is { } invitation ? [invitation] : [],
                From = (confirmation.Invitee as InviteeReference.ByAddress)?.Address ?? "",
                Confirmation = new UnmatchedConfirmation { Answer = confirmation.Form.Answer!, Reason = found.Reason },
                Text = Encoding.UTF8.GetString(body),
            },
            cancellation
        );
        return ConfirmationAnswer.Filed(found.Reason);
    }

    private static bool IsUtf8Json(HttpRequest request) =>
        request.HasMediaType(MediaTypeNames.Application.Json)
        && request.GetTypedHeaders().ContentType!.Charset is var charset
        && (!charset.HasValue || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
