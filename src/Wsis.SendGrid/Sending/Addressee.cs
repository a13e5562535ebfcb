using System.Security.Cryptography;
using System.Text;

namespace Wsis.SendGrid.Sending;

/// <summary>Marks the address that a letter is meant for, so that an event about it can be told from one about the
/// copy. SendGrid keeps custom arguments for good and does not treat them as personal data; hence a digest and not the
/// address.</summary>
internal static class Addressee
{
    private const int Letters = 16;

    /// <summary>The first 64 bits of the address's SHA-256, in hexadecimal.</summary>
    public static string Mark(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())))[..Letters];
}
