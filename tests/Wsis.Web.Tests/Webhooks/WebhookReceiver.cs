using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>A receiver of webhook messages. It keeps what is posted and answers as the test configures it.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebhookReceiver(Uri address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        app = builder.Build();
        app.MapPost("/hook", (Delegate)Receive);
        app.MapPost("/elsewhere", () => Elsewhere++);
    }

    public Uri Address { get; }

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>The received messages, each once. A message that is not answered in time is sent again with the same
    /// id.</summary>
    public IReadOnlyCollection<ReceivedWebhook> ReceivedOnce => [.. Received.DistinctBy(t => t.Id)];

    public Func<HttpResponse, int> Answer { get; set; } = _ => StatusCodes.Status204NoContent;

    /// <summary>The number of requests to the target of a redirect.</summary>
    public int Elsewhere { get; private set; }

    public static async Task<WebhookReceiver> Open()
    {
        var receiver = new WebhookReceiver(new Uri($"http://localhost:{FreePort.Find()}/hook"));
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Received.Enqueue(
            new ReceivedWebhook(
                http.Request.Headers["webhook-id"]!,
                http.Request.Headers["webhook-timestamp"]!,
                http.Request.Headers["webhook-signature"]!,
                http.Request.ContentType!,
                body.ToArray()
            )
        );
        return Results.StatusCode(Answer(http.Response));
    }
}

/// <summary>A message as it came.</summary>
internal sealed record ReceivedWebhook(string Id, string Timestamp, string Signature, string ContentType, byte[] Body)
{
    public System.Text.Json.Nodes.JsonNode Json => System.Text.Json.Nodes.JsonNode.Parse(Body)!;

    public string Type => Json["type"]!.GetValue<string>();
}
