using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Lets a program repeat a <c>POST</c> whose answer it has lost: under the same <c>Idempotency-Key</c> it gets
/// the answer of the first time, and nothing is done again (IETF draft-ietf-httpapi-idempotency-key-header). The same
/// key with another body is refused with 422.</summary>
/// <remarks>Only answers of success are kept: a refusal changed nothing, and may be tried again. Of two that come at
/// the same moment both are let through; what they do has a name made of the key, and is done once.</remarks>
internal sealed class Idempotency(IInvitationStore store)
{
    public const string Header = "Idempotency-Key";

    private const string Receipts = "idempotency";

    private const int MaxKeyLength = 200;

    /// <summary>The largest body under a key, in bytes: a list of late additions.</summary>
    private const int MaxBodySize = 16 * 1024 * 1024;

    /// <summary>Longer answers than this are kept without their body: a property of the store holds 32,768
    /// characters.</summary>
    private const int MaxKeptLength = 20_000;

    public static string? Key(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: > 0 } key ? key : null;

    public async Task<IResult> Answer(HttpContext http, string key, Func<HttpContext, Task<IResult>> handle)
    {
        if (key.Length > MaxKeyLength)
            return Problems.Create(
                StatusCodes.Status400BadRequest,
                "The request cannot be read",
                $"{Header} has at most {MaxKeyLength} characters."
            );
        var id = ContentHash.Compute([http.Request.Path, http.Staff().Name, key]);
        http.Request.EnableBuffering(64 * 1024, MaxBodySize);
        var body = Convert.ToHexStringLower(await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted));
        http.Request.Body.Position = 0;
        if (await store.Get(Receipts, id, http.RequestAborted) is { } known)
            return Again(JsonSerializer.Deserialize(known, IdempotencyJson.Default.KeptAnswer)!, body);
        return new Kept(await handle(http), store, id, body);
    }

    private static IResult Again(KeptAnswer kept, string body) =>
        kept.Request == body
            ? kept.Body is null
                ? Results.StatusCode(kept.Status)
                : Results.Text(kept.Body, kept.ContentType, statusCode: kept.Status)
            : Problems.Create(
                StatusCodes.Status422UnprocessableEntity,
                "The key was used before",
                $"The same {Header} came with another body; a new request needs a new key."
            );

    /// <summary>An answer that is kept while it is given.</summary>
    private sealed class Kept(IResult answer, IInvitationStore store, string id, string request) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var wire = response.Body;
            using var copy = new MemoryStream();
            response.Body = copy;
            try
            {
                await answer.ExecuteAsync(httpContext);
            }
            finally
            {
                response.Body = wire;
            }
            copy.Position = 0;
            if (response.StatusCode is >= 200 and < 300)
            {
                using var reader = new StreamReader(copy, leaveOpen: true);
                var text =
                    copy.Length <= MaxKeptLength ? await reader.ReadToEndAsync(httpContext.RequestAborted) : null;
                var kept = new KeptAnswer(request, response.StatusCode, response.ContentType, text);
                CampaignId? about = CampaignId.TryParse(httpContext.Asked(), out var campaign) ? campaign : null;
                await store.TryAdd(
                    Receipts,
                    id,
                    JsonSerializer.Serialize(kept, IdempotencyJson.Default.KeptAnswer),
                    about,
                    httpContext.RequestAborted
                );
                copy.Position = 0;
            }
            await copy.CopyToAsync(wire, httpContext.RequestAborted);
        }
    }
}

/// <summary>An answer as it was given.</summary>
/// <param name="Request">The SHA-256 of the body it was given to.</param>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body; null where it was too long to keep.</param>
internal sealed record KeptAnswer(string Request, int Status, string? ContentType, string? Body);

[JsonSerializable(typeof(KeptAnswer))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
