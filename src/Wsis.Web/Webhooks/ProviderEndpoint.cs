using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Wsis.Invitations.Ports;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Webhooks;

/// <summary>The doors of the mail provider that the host has: takes in what is posted, as raw bytes, and answers 2xx
/// only once all of it is on the record.</summary>
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
        var answer = webhook.Authenticate(headers);
        if (answer is null)
        {
            if (await ReadBody(http, webhook.MaxBodySize) is not { } body)
                return Problems.TooLarge(webhook.MaxBodySize);
            answer = await webhook.Receive(
                new WebhookRequest(headers, http.Request.ContentType, body),
                http.RequestAborted
            );
        }
        return answer.Status < 300
            ? Results.Text(answer.Text, statusCode: answer.Status)
            : Problems.Create(answer.Status, ReasonPhrases.GetReasonPhrase(answer.Status), answer.Text);
    }

    /// <summary>The body; null where it is larger than the limit.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpContext http, long limit)
    {
        if (http.Request.ContentLength > limit)
            return null;
        // The host's own limit may be lower; ours holds.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit + 1;
        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0; )
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
