using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Wsis.Web.Hosting;

/// <summary>Endpoints that change nothing.</summary>
internal static class ReadEndpoints
{
    /// <summary>The methods of such an endpoint: GET and HEAD.</summary>
    public static string[] Methods { get; } = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Whether a request changes nothing.</summary>
    public static bool IsRead(this HttpRequest request) => Methods.Any(m => HttpMethods.Equals(m, request.Method));

    /// <summary>Accepts HEAD as well, where <c>MapGet</c> accepts GET alone.</summary>
    public static TBuilder AcceptHead<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new HttpMethodMetadata(Methods));
}
