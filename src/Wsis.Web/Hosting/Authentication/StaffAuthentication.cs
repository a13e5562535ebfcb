using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>Registers how staff are recognized. Every host adds its own schemes.</summary>
public static class StaffAuthentication
{
    /// <summary>The default scheme. It forwards to the scheme whose credentials a request carries.</summary>
    public const string Scheme = "Staff";

    /// <summary>Adds the scheme that recognizes programs by a key.</summary>
    public static IServiceCollection AddStaffKeys(
        this IServiceCollection services,
        Func<IServiceProvider, IReadOnlyDictionary<string, string>> keys
    ) =>
        services
            .AddSingleton(s => new StaffKeys(keys(s)))
            .AddStaffScheme<StaffKeyHandler>(StaffKeyHandler.Name, StaffKeyHandler.HasCredentials);

    /// <summary>Adds a scheme.</summary>
    /// <param name="services">The services.</param>
    /// <param name="scheme">The name of the scheme.</param>
    /// <param name="hasCredentials">Whether a request carries the scheme's credentials, valid or not.</param>
    public static IServiceCollection AddStaffScheme<THandler>(
        this IServiceCollection services,
        string scheme,
        Func<HttpRequest, bool> hasCredentials
    )
        where THandler : AuthenticationHandler<AuthenticationSchemeOptions>
    {
        services
            .Configure<StaffSchemes>(s => s.Schemes.Add((scheme, hasCredentials)))
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, THandler>(scheme, null);
        return services;
    }

    internal static IServiceCollection AddStaffAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddPolicyScheme(Scheme, null, _ => { });
        services
            .AddOptions<PolicySchemeOptions>(Scheme)
            .Configure<IOptions<StaffSchemes>>(
                (options, schemes) => options.ForwardDefaultSelector = http => schemes.Value.Select(http.Request)
            );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler, StaffAuthorizationResultHandler>()
        );
        return services.AddPolicies();
    }
}

/// <summary>The schemes of a host, in the order in which they are tried.</summary>
internal sealed class StaffSchemes
{
    public List<(string Scheme, Func<HttpRequest, bool> HasCredentials)> Schemes { get; } = [];

    /// <summary>The scheme whose credentials a request carries; the first where it carries none.</summary>
    public string? Select(HttpRequest request) =>
        Schemes.Find(s => s.HasCredentials(request)).Scheme ?? Schemes.FirstOrDefault().Scheme;
}
