using Wsis.Invitations.Webhooks;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Testing.SendGrid;

/// <summary>A request of SendGrid, as a test changes and repeats it.</summary>
public sealed record PostedWebhook(
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>The request as the web application passes it to a webhook.</summary>
    public WebhookRequest ToRequest()
    {
        var body = new MemoryStream(Body.ToArray(), writable: false);
        return new WebhookRequest(Headers, ContentType, body)
        {
            ReadParts = cancellation => MultipartForm.Read(ContentType, body, cancellation),
        };
    }

    /// <summary>The request as it is posted over HTTP.</summary>
    public HttpRequestMessage ToHttp(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(Body) };
        if (ContentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
