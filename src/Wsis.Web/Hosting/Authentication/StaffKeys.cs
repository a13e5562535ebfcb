using System.Security.Cryptography;
using System.Text;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>The keys of programs of staff.</summary>
/// <param name="keys">The keys by name. An empty key is never valid.</param>
public sealed class StaffKeys(IReadOnlyDictionary<string, string> keys)
{
    /// <summary>The header that Azure Functions uses for its own keys as well.</summary>
    public const string Header = "x-functions-key";

    private readonly (string Name, byte[] Digest)[] digests =
    [
        .. keys.Where(k => k.Value.Length > 0).Select(k => (k.Key, ComputeHash(k.Value))),
    ];

    /// <summary>The name of a key; null where there is no such key. Takes equally long for every key.</summary>
    public string? FindName(string presented)
    {
        var digest = ComputeHash(presented);
        return digests.Aggregate(
            (string?)null,
            (found, key) => CryptographicOperations.FixedTimeEquals(key.Digest, digest) ? key.Name : found
        );
    }

    private static byte[] ComputeHash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
