using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wsis.Web.Webhooks;

/// <summary>Secrets that sign webhooks according to Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>,
/// signature version <c>v1</c>. Several secrets are valid at the same time, so that one can replace another without
/// loss of a message.</summary>
public sealed class WebhookSecrets
{
    public const string Prefix = "whsec_";

    /// <summary>Without secrets no signature is valid and nothing can be signed.</summary>
    public static readonly WebhookSecrets None = new([]);

    private const string Version = "v1,";

    private readonly byte[][] keys;

    /// <param name="secrets">Each <c>whsec_</c> and base64 of 24 to 64 bytes (the specification's limits).</param>
    /// <exception cref="ArgumentException">A secret does not have that form. The message does not repeat the
    /// secret.</exception>
    public WebhookSecrets(IEnumerable<string> secrets) => keys = [.. secrets.Select(Key)];

    public bool Any => keys.Length > 0;

    /// <summary>The value of the header <c>webhook-signature</c>: a signature by each secret.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>(keys.Length);
        foreach (var key in keys)
            signatures.Add(Version + Convert.ToBase64String(ComputeSignature(key, id, timestamp, body)));
        return string.Join(' ', signatures);
    }

    /// <summary>Whether a secret made one of the signatures in a header. The comparison takes constant time.</summary>
    public bool IsSigned(string id, long timestamp, ReadOnlySpan<byte> body, string signatures)
    {
        var presented = signatures
            .Split(' ')
            .Where(s => s.StartsWith(Version, StringComparison.Ordinal))
            .Select(s => Bytes(s[Version.Length..]))
            .ToList();
        var signed = false;
        foreach (var key in keys)
        {
            var digest = ComputeSignature(key, id, timestamp, body);
            foreach (var signature in presented)
                signed |= CryptographicOperations.FixedTimeEquals(digest, signature);
        }
        return signed;
    }

    private static byte[] ComputeSignature(byte[] key, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static byte[] Key(string secret)
    {
        var key = secret.StartsWith(Prefix, StringComparison.Ordinal) ? Bytes(secret[Prefix.Length..]) : [];
        return key.Length is >= 24 and <= 64
            ? key
            : throw new ArgumentException($"A secret is not {Prefix} and base64 of 24 to 64 bytes.", nameof(secret));
    }

    /// <summary>The bytes of a base64 text; none where it is not one.</summary>
    private static byte[] Bytes(string text) => Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
}
