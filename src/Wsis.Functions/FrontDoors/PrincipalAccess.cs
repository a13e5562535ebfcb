using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wsis.Functions.Settings;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;

namespace Wsis.Functions.FrontDoors;

/// <summary>People as App Service authentication tells of them, with the roles that Entra ID gives them. Where it is
/// not on, there are none.</summary>
public sealed class PrincipalAccess : IStaffAccess
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The name of the person, as the platform writes it.</summary>
    private const string NameHeader = "X-MS-CLIENT-PRINCIPAL-NAME";

    public StaffMember? Identify(HttpContext http)
    {
        var principal = http.Request.Headers[Header].ToString();
        if (!AppServiceAuthentication.IsEnabled || Roles(principal) is not { } roles)
            return null;
        var name = TextSanitizer.Line(http.Request.Headers[NameHeader].ToString()) is { Length: > 0 } given
            ? given
            : "somebody signed in";
        var right =
            roles.Contains("Campaign.Manage") ? StaffRight.Manage
            : roles.Contains("Campaign.Read") ? StaffRight.Read
            : StaffRight.None;
        return new StaffMember(name, right) { Session = principal };
    }

    /// <summary>The roles in the header: base64 of JSON with claims (Microsoft Learn, "Work with user identities in
    /// Azure App Service authentication"). Null where there is nobody in it.</summary>
    private static List<string>? Roles(string header)
    {
        try
        {
            if (
                header.Length == 0
                || JsonSerializer.Deserialize(Convert.FromBase64String(header), HubJson.Default.Principal)
                    is not { Claims: { } claims } principal
            )
                return null;
            return [.. claims.Where(c => c.Typ == "roles" || c.Typ == principal.Role_typ).Select(c => c.Val)];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>The person in App Service's header; its names are the header's.</summary>
internal sealed record Principal(string? Role_typ, IReadOnlyList<PrincipalClaim>? Claims);

internal sealed record PrincipalClaim(string Typ, string Val);
