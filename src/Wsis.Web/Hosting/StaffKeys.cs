using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Programs of staff present a key, in the header that Azure Functions uses too; the key's name is theirs.
/// Without keys there are none.</summary>
/// <param name="keys">The keys by name. An empty key opens nothing.</param>
public sealed class StaffKeys(IReadOnlyDictionary<string, string> keys) : IStaffAccess
{
    public const string Header = "x-functions-key";

    private readonly (string Name, byte[] Digest)[] digests =
    [
        .. keys.Where(k => k.Value.Length > 0).Select(k => (k.Key, Digest(k.Value))),
    ];

    public StaffMember? Identify(HttpContext http)
    {
        if (digests.Length == 0)
            return null;
        var presented = Digest(http.Request.Headers[Header].ToString());
        var name = digests.Aggregate(
            (string?)null,
            (found, key) => CryptographicOperations.FixedTimeEquals(key.Digest, presented) ? key.Name : found
        );
        return name is null ? null : new StaffMember(name, StaffRight.Manage);
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
