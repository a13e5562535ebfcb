using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Functions.Settings;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Functions.Http;

/// <summary>Recognizes people whom App Service authentication has signed in, with the roles that Entra ID gives them.
/// Where App Service authentication is off, anybody could send its header: then it is ignored.</summary>
internal sealed class PlatformPrincipalHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "PlatformPrincipal";

    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The name of the person, as the platform writes it. A program of Entra ID has none.</summary>
    public const string NameHeader = "X-MS-CLIENT-PRINCIPAL-NAME";

    /// <summary>The id that the identity provider has for the person or program.</summary>
    public const string IdHeader = "X-MS-CLIENT-PRINCIPAL-ID";

    public static bool HasCredentials(HttpRequest request) =>
        AppServiceAuthentication.IsEnabled && request.Headers.ContainsKey(Header);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!HasCredentials(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        var header = Request.Headers[Header].ToString();
        if (ReadRoles(header) is not { } roles)
            return Task.FromResult(AuthenticateResult.Fail("The principal cannot be read."));
        if ((ReadLine(NameHeader) ?? ReadLine(IdHeader)) is not { } name)
            return Task.FromResult(AuthenticateResult.Fail("The principal has neither a name nor an id."));
        var user = StaffPrincipal.Create(
            Name,
            name,
            roles,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header)))
        );
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Name)));
    }

    private string? ReadLine(string header) =>
        TextSanitizer.Line(Request.Headers[header].ToString()) is { Length: > 0 } line ? line : null;

    /// <summary>The roles in the header: base64 of JSON with claims (Microsoft Learn, "Work with user identities in
    /// Azure App Service authentication"). Null if the header names nobody.</summary>
    private static List<string>? ReadRoles(string header)
    {
        try
        {
            return
                header.Length > 0
                && JsonSerializer.Deserialize(Convert.FromBase64String(header), HubJson.Default.Principal)
                    is { Claims: { } claims } principal
                ? [.. claims.Where(c => c.Typ == "roles" || c.Typ == principal.Role_typ).Select(c => c.Val)]
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>The person in App Service's header. The names are the header's.</summary>
internal sealed record Principal(string? Role_typ, IReadOnlyList<PrincipalClaim>? Claims);

internal sealed record PrincipalClaim(string Typ, string Val);
