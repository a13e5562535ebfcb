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

    /// <summary>May look.</summary>
    public const string Read = "Campaign.Read";

    /// <summary>May look and change.</summary>
    public const string Manage = "Campaign.Manage";

    public IResult? Refusal(HttpContext http)
    {
        if (!settings.Value.RequirePrincipal)
            return null;
        if (Roles(http.Request.Headers[Header].ToString()) is not { } roles)
            return Problems.Of(StatusCodes.Status401Unauthorized, "Please sign in", "The request names nobody whom App Service authentication knows.");
        var looks = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return roles.Contains(Manage) || (looks && roles.Contains(Read))
            ? null
            : Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", $"The role {(looks ? Read : Manage)} is needed.");
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
