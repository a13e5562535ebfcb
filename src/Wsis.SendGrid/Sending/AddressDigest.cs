using System.Security.Cryptography;
using System.Text;

namespace Wsis.SendGrid.Sending;

/// <summary>Identifies the address of the addressee, to distinguish events about the letter from events about the copy.
/// SendGrid keeps custom arguments permanently and does not treat them as personal data, so they contain a digest and
/// not the address.</summary>
internal static class AddressDigest
{
    private const int Length = 16;

    private const char Separator = '.';

    /// <summary>The digests of several addresses.</summary>
    public static string Compute(IEnumerable<string> addresses) =>
        string.Join(Separator, addresses.Select(Compute).Distinct());

    /// <summary>The single digests.</summary>
    public static IReadOnlyList<string> Split(string digests) => digests.Split(Separator);

    /// <summary>The first 64 bits of the SHA-256 of the address, in hexadecimal.</summary>
    public static string Compute(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())))[..Length];
}
