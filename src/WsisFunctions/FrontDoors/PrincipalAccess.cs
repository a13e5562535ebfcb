using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Wsis.Web;
using Wsis.Web.Staff;
using WsisFunctions.Settings;

namespace WsisFunctions.FrontDoors;

/// <summary>Asks for a person with a role, as App Service authentication tells of them, where the settings say so. The key has been asked
/// for by the host before.</summary>
public sealed class PrincipalAccess(IOptions<StaffSettings> settings) : IStaffAccess
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The name of the person, as the platform writes it.</summary>
    private const string NameHeader = "X-MS-CLIENT-PRINCIPAL-NAME";

    private static readonly StaffMember KeyHolder = new("function key", StaffRight.Manage);

    public StaffMember? Identify(HttpContext http)
    {
        if (!settings.Value.RequirePrincipal)
            return KeyHolder;
        var name = http.Request.Headers[NameHeader].ToString() is { Length: > 0 } given ? given : "somebody signed in";
        return Roles(http.Request.Headers[Header].ToString()) switch
        {
            { } roles when roles.Contains("Campaign.Manage") => new StaffMember(name, StaffRight.Manage),
            { } roles when roles.Contains("Campaign.Read") => new StaffMember(name, StaffRight.Read),
            _ => null,
        };
    }

    /// <summary>The roles in the header: base64 of JSON with claims (Microsoft Learn, "Work with user identities in Azure App Service
    /// authentication"). Null where there is nobody in it.</summary>
    private static List<string>? Roles(string header)
    {
        try
        {
            if (header.Length == 0 || JsonSerializer.Deserialize(Convert.FromBase64String(header), HubJson.Default.Principal) is not { Claims: { } claims } principal)
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
