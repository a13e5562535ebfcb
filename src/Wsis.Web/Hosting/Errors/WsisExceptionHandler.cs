using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Storage;
using Wsis.Web.Hosting.Telemetry;

namespace Wsis.Web.Hosting.Errors;

/// <summary>Answers the exceptions of endpoints. The log names the endpoint, never the address, because the address of
/// a reply page holds a token.</summary>
internal sealed class WsisExceptionHandler(ILogger<WsisExceptionHandler> log) : IExceptionHandler
{
    /// <summary>The seconds after which a request is worth sending again.</summary>
    private const string RetryAfter = "60";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        // The framework has removed the endpoint from the request at this point.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var (status, detail) = exception switch
        {
            StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, null),
            // The message of the framework names a parameter of our code; that of the reader names the mistake.
            BadHttpRequestException { InnerException: JsonException json } e => (
                e.StatusCode,
                $"The body is not the expected JSON: {json.Message}"
            ),
            BadHttpRequestException e => (e.StatusCode, e.Message),
            _ => (StatusCodes.Status500InternalServerError, (string?)null),
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfter;
        else if (status == StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Endpoint} failed", EndpointNames.Find(endpoint));
        await ErrorResponses.Write(httpContext, endpoint, status, detail);
        return true;
    }
}
