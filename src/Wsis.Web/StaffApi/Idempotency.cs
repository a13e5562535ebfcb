using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Lets a program repeat a <c>POST</c> whose answer it has lost. Under the same <c>Idempotency-Key</c> it gets
/// the first answer, and nothing is done again (IETF draft-ietf-httpapi-idempotency-key-header). The same key with
/// another query or body is refused with 422.</summary>
/// <remarks>Only answers of success are stored: an error changed nothing, and the request may be tried again. Two equal
/// requests at the same moment both pass. Their actions have an id made of the key, and are done once.</remarks>
internal sealed class Idempotency(IIdempotencyStore store)
{
    public const string Header = "Idempotency-Key";

    /// <summary>The kind of entry under which the store keeps the answers.</summary>
    private const string EntryKind = "idempotency";

    private const int MaxKeyLength = 200;

    /// <summary>Longer answers are stored without their body: a property of Table Storage holds 32,768
    /// characters.</summary>
    private const int MaxStoredLength = 20_000;

    /// <summary>Handles a request whose body is in memory.</summary>
    public async Task Invoke(HttpContext http, RequestDelegate handle)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0)
        {
            await handle(http);
            return;
        }
        if (key.Length > MaxKeyLength)
        {
            await Problems.Unreadable($"{Header} has at most {MaxKeyLength} characters.").ExecuteAsync(http);
            return;
        }
        var id = ActionKeys.Hash(http, key);
        var query = http.Request.QueryString.Value ?? "";
        var body = await HashBody(http.Request, http.RequestAborted);
        if (await store.Get(EntryKind, id, http.RequestAborted) is { } stored)
            await Repeat(JsonSerializer.Deserialize(stored, IdempotencyJson.Default.StoredAnswer)!, query, body)
                .ExecuteAsync(http);
        else
            await HandleAndStore(http, handle, id, query, body);
    }

    private static async Task<string> HashBody(HttpRequest request, CancellationToken cancellation)
    {
        // A program that repeats a form may choose another boundary.
        var form = await MultipartForm.Read(request.ContentType, request.Body, cancellation);
        var hash = form is { IsCut: false }
            ? await HashParts(form, cancellation)
            : await SHA256.HashDataAsync(request.Body, cancellation);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash);
    }

    private static async Task<byte[]> HashParts(FormParts form, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in form.Parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{part.Name}\n{part.FileName}\n{part.MediaType}\n{part.Length}\n"));
            await using var content = part.Open();
            hash.AppendData(await SHA256.HashDataAsync(content, cancellation));
        }
        return hash.GetHashAndReset();
    }

    private static IResult Repeat(StoredAnswer first, string query, string body)
    {
        if (!first.IsFor(query, body))
            return Problems.KeyUsedBefore(Header);
        return first.Body is null
            ? TypedResults.StatusCode(first.Status)
            : TypedResults.Text(first.Body, first.ContentType, statusCode: first.Status);
    }

    /// <summary>Stores the answer before it is sent: once the caller has it, it can be repeated.</summary>
    private async Task HandleAndStore(HttpContext http, RequestDelegate handle, string id, string query, string body)
    {
        var response = http.Response;
        var connection = response.Body;
        using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await handle(http);
        }
        finally
        {
            response.Body = connection;
        }
        if (response.StatusCode is >= 200 and < 300)
        {
            var text = copy.Length <= MaxStoredLength ? Encoding.UTF8.GetString(copy.ToArray()) : null;
            var answer = new StoredAnswer(body, response.StatusCode, response.ContentType, text, query);
            var json = JsonSerializer.Serialize(answer, IdempotencyJson.Default.StoredAnswer);
            var route = http.Request.RouteValues;
            var about = CampaignId.TryParse(route["id"] as string, out var campaign)
                ? new EntrySubject(campaign, (route["invitee"] ?? route["message"]) as string)
                : null;
            await store.TryAdd(EntryKind, id, json, about, http.RequestAborted);
        }
        copy.Position = 0;
        await copy.CopyToAsync(connection, http.RequestAborted);
    }
}

/// <summary>An answer as it was sent.</summary>
/// <param name="Request">The SHA-256 of the request's body.</param>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body; null where it was too long to store.</param>
/// <param name="Query">The query of the request; null in answers that were stored before version 0.2.</param>
internal sealed record StoredAnswer(string Request, int Status, string? ContentType, string? Body, string? Query = null)
{
    public bool IsFor(string query, string body) => Request == body && (Query is null || Query == query);
}

[JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
