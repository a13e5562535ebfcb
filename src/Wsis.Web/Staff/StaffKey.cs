using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Staff;

/// <summary>Staff are those who present a key, in the header that Azure Functions uses too. Without a key there are none.</summary>
public sealed class StaffKey(string? key) : IStaffAccess
{
    public const string Header = "x-functions-key";

    private readonly byte[]? digest = string.IsNullOrEmpty(key) ? null : Digest(key);

    public IResult? Refusal(HttpContext http) =>
        digest is not null && CryptographicOperations.FixedTimeEquals(digest, Digest(http.Request.Headers[Header].ToString()))
            ? null
            : Problems.Of(StatusCodes.Status401Unauthorized, "A key is needed", $"Present the staff key in the header {Header}.");

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
