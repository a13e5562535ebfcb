using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Wsis.Web.Hosting;

/// <summary>Maps endpoints that change nothing.</summary>
internal static class ReadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapRead(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => endpoints.MapMethods(pattern, Methods, handler);

    /// <summary>Lets HEAD through where the framework maps GET alone.</summary>
    public static TBuilder AcceptHead<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new HttpMethodMetadata(Methods));
}
