using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Storage;

/// <summary>Names a stored message by its campaign and a digest of its sender's own id. The same message again has the
/// same name, so a repetition after an interruption leaves one copy.</summary>
/// <param name="Campaign">The campaign. Null for the shared mailbox.</param>
/// <param name="Key">The digest: 32 lower-case hexadecimal digits.</param>
public readonly record struct MessageName(CampaignId? Campaign, string Key)
{
    private const int KeyLength = 32;

    /// <summary>Computes the key of a message from its sender's own id.</summary>
    public static string KeyFrom(string sourceId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sourceId)))[..KeyLength];

    /// <summary>Whether a text is a key.</summary>
    public static bool IsKey(string? text) => text is { Length: KeyLength } && text.All(char.IsAsciiHexDigitLower);
}
