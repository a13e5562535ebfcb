using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Wsis.Invitations.Webhooks;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.Webhooks;

/// <summary>Receives the webhooks of the host's mail provider, as raw bytes. It answers 2xx only when everything is
/// stored.</summary>
public sealed class ProviderEndpoint(IEnumerable<IProviderWebhook> webhooks)
{
    private readonly Dictionary<string, IProviderWebhook> byName = webhooks.ToDictionary(w => w.Name);

    /// <param name="name">The webhook's name, the last part of the route.</param>
    /// <param name="http">The request.</param>
    public async Task<IResult> Receive(string name, HttpContext http)
    {
        if (!byName.TryGetValue(name, out var webhook))
            return Problems.Create(
                StatusCodes.Status404NotFound,
                "There is no such webhook",
                "The letters of this application do not go through this provider."
            );
        var headers = http.Request.Headers.ToDictionary(
            h => h.Key,
            h => h.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        if (webhook.Authenticate(headers) is { } refusal)
            return Respond(refusal);
        await using var body = await RequestBody.Receive(http.Request, webhook.MaxBodySize, http.RequestAborted);
        if (body is null)
            return Problems.TooLarge(webhook.MaxBodySize);
        var type = http.Request.ContentType;
        var request = new WebhookRequest(headers, type, body)
        {
            ReadParts = cancellation => MultipartForm.Read(type, body, cancellation),
        };
        return Respond(await webhook.Receive(request, http.RequestAborted));
    }

    private static IResult Respond(WebhookAnswer answer) =>
        answer.Status < 300
            ? Results.Text(answer.Text, statusCode: answer.Status)
            : Problems.Create(answer.Status, ReasonPhrases.GetReasonPhrase(answer.Status), answer.Text);
}
