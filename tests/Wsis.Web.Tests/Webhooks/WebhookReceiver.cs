using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>Somebody who is told of changes: keeps what is posted, and answers as the test will have it.</summary>
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

    /// <summary>What it was told, each thing once: what is not answered in time is told again under the same
    /// id.</summary>
    public IReadOnlyCollection<ReceivedWebhook> ReceivedOnce => [.. Received.DistinctBy(t => t.Id)];

    public Func<HttpResponse, int> Answer { get; set; } = _ => StatusCodes.Status204NoContent;

    /// <summary>How often somebody followed where an answer pointed.</summary>
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
