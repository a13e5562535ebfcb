using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting;

namespace Wsis.Testing;

/// <summary>The endpoints of the application, read from its own routing.</summary>
public static partial class EndpointList
{
    /// <summary>The endpoints of an application, by name.</summary>
    public static IReadOnlyList<ListedEndpoint> Read(IServiceProvider services) =>
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
                .Select(e => new ListedEndpoint(
                    e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName,
                    e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [],
                    $"/{e.RoutePattern.RawText?.TrimStart('/')}".TrimEnd('/'),
                    [.. e.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy!)],
                    e.Metadata.GetMetadata<PageMetadata>()
                ))
                .OrderBy(e => e.Name, StringComparer.Ordinal),
        ];

    /// <summary>The endpoints of <c>wsis serve</c>.</summary>
    public static IReadOnlyList<ListedEndpoint> Local { get; } = ReadLocal();

    private static IReadOnlyList<ListedEndpoint> ReadLocal()
    {
        using var app = (IDisposable)TestHost.Compose();
        return Read(((WebApplication)app).Services);
    }

    [GeneratedRegex(@"\{[*]*\w+\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    internal static partial Regex Parameter();
}

/// <summary>An endpoint.</summary>
public sealed record ListedEndpoint(
    string Name,
    IReadOnlyList<string> Methods,
    string Pattern,
    IReadOnlyList<string> Policies,
    PageMetadata? Page
)
{
    public bool IsForStaff => Policies.Count > 0;

    public bool NeedsManage => Policies.Contains(Wsis.Web.Hosting.Policies.CampaignManage);

    /// <summary>A path that the endpoint takes.</summary>
    public string Path =>
        EndpointList
            .Parameter()
            .Replace(
                Pattern,
                f =>
                    f.Value switch
                    {
                        "{id}" => "wsis-forum-2018",
                        "{invitee}" => "FRA",
                        "{message}" => "20180110T0931220000000Z-4f1c2d3e4a5b6c7d",
                        _ => "1",
                    }
            );

    /// <summary>A request by each of its methods.</summary>
    public IEnumerable<HttpRequestMessage> Requests() =>
        Methods.Select(m => new HttpRequestMessage(new HttpMethod(m), new Uri(Path, UriKind.Relative)));
}
