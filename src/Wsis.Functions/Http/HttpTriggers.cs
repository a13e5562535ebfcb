using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Wsis.Functions.Http;

/// <summary>The HTTP triggers. Each hands its requests to the same ASP.NET Core pipeline as <c>wsis
/// serve</c>.</summary>
/// <remarks>The host tries HTTP functions in the alphabetical order of their names and takes the first whose route
/// matches. The paths under <c>/admin</c> are the host's own.</remarks>
public sealed class HttpTriggers(WebPipeline pipeline, TaskHub hub)
{
    /// <summary>Everything but the API and the one page that list orchestrations.</summary>
    public const string ReadPattern = @"{*path:regex(^(?!admin\b|api\b|staff/campaigns/[^/]+/journal$))}";

    public const string AllPattern = @"{*path:regex(^(?!admin\b))}";

    /// <summary>Serves what only reads, and needs no task hub. A durable client as a parameter costs a fifth of the
    /// requests a second.</summary>
    [Function(nameof(HttpRead))]
    public Task HttpRead(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ReadPattern)] HttpRequest request
    ) => pipeline.Invoke(request.HttpContext);

    /// <summary>Serves every other request, unknown paths and methods included. Its name must be the last.</summary>
    [Function(nameof(ZHttp))]
    public Task ZHttp(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = AllPattern)] HttpRequest request,
        [DurableClient] DurableTaskClient client
    )
    {
        hub.Client = client;
        return pipeline.Invoke(request.HttpContext);
    }
}
