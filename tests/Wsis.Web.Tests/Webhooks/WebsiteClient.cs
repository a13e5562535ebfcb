using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>The organisation's website: signs and posts confirmations.</summary>
internal sealed class WebsiteClient(TestHost app)
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly WebhookSettings Settings = new(new WebhookSecrets([Secret]), WebhookSecrets.None);

    public static readonly Uri Address = new("webhooks/confirmations", UriKind.Relative);

    /// <summary>A message about France's reply, with what a test has to add or to replace in its data.</summary>
    public static string Message(params (string Name, JsonNode? Value)[] data)
    {
        var fields = new JsonObject
        {
            ["campaign"] = "wsis-forum-2018",
            ["invitee"] = "FRA",
            ["answer"] = "accepted",
        };
        foreach (var (name, value) in data)
            fields[name] = value;
        return new JsonObject { ["type"] = "invitation.confirmed", ["data"] = fields }.ToJsonString();
    }

    public async Task<WebsiteResponse> Post(
        string body,
        string id = "msg_1",
        string secret = Secret,
        TimeSpan signedAgo = default,
        string type = "application/json"
    )
    {
        using var request = Signed(Encoding.UTF8.GetBytes(body), id, secret, signedAgo);
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await Send(request);
    }

    public HttpRequestMessage Signed(byte[] body, string id, string secret = Secret, TimeSpan signedAgo = default)
    {
        var timestamp = (app.Clock.Now - signedAgo).ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", new WebhookSecrets([secret]).Sign(id, timestamp, body));
        return request;
    }

    public async Task<WebsiteResponse> Send(HttpRequestMessage request)
    {
        using var response = await app.Http.SendAsync(request);
        return new WebsiteResponse(response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>The answer.</summary>
internal sealed record WebsiteResponse(HttpStatusCode Status, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The fields of which something is said.</summary>
    public IEnumerable<string> Fields => Json["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>());
}
