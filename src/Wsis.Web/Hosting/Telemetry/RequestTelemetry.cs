using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wsis.Invitations.Telemetry;

namespace Wsis.Web.Hosting.Telemetry;

/// <summary>Traces and counts requests by the name of their endpoint, never by their address.</summary>
internal static class RequestTelemetry
{
    public static async Task Record(HttpContext http, RequestDelegate next)
    {
        var name = EndpointNames.Find(http.GetEndpoint());
        using var activity = Instruments.Source.StartActivity(name, ActivityKind.Server);
        try
        {
            await next(http);
        }
        finally
        {
            var status = http.Response.StatusCode;
            Instruments.RequestsAnswered.Add(
                1,
                KeyValuePair.Create<string, object?>(Instruments.Tags.Route, name),
                KeyValuePair.Create<string, object?>(Instruments.Tags.Status, status)
            );
            activity?.SetTag(Instruments.Tags.Status, status);
        }
    }
}

/// <summary>The names of endpoints in traces, metrics and logs.</summary>
internal static class EndpointNames
{
    /// <summary>The name for requests that match no endpoint.</summary>
    public const string NotFound = "NotFound";

    public static string Find(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? NotFound;
}
