using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Webhooks;

namespace Wsis.SendGrid.Events;

/// <summary>Verifies that a request comes from SendGrid: ECDSA with P-256 and SHA-256 over the timestamp header
/// followed by the raw body (SendGrid's "Event Webhook security features"). A security policy for inbound mail has the
/// same headers.</summary>
/// <param name="publicKeys">The keys as SendGrid shows them. A signature with one of them is valid.</param>
/// <param name="tolerance">How far the time of a signature may be from now.</param>
/// <param name="clock">The clock.</param>
internal sealed class EventSignature(IEnumerable<string> publicKeys, TimeSpan tolerance, TimeProvider clock)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private readonly byte[][] keys = [.. publicKeys.Select(Convert.FromBase64String)];

    /// <summary>Whether a text is a P-256 public key as SendGrid shows it.</summary>
    public static bool IsKey(string text)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value
                == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Verifies a request.</summary>
    /// <returns>Null if the signature is valid; otherwise the error.</returns>
    public string? FindError(WebhookRequest request)
    {
        if (keys.Length == 0)
            return "No public key is configured.";
        if (
            !request.Headers.TryGetValue(SignatureHeader, out var signature)
            || !request.Headers.TryGetValue(TimestampHeader, out var timestamp)
        )
            return "The signature is missing.";
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !IsNow(seconds)
        )
            return "The time of the signature is too far from now.";
        return IsSigned(timestamp, request.Body.Span, signature) ? null : "The signature is not valid.";
    }

    private bool IsNow(long seconds) =>
        Math.Abs((decimal)clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (decimal)tolerance.TotalSeconds;

    private bool IsSigned(string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.ASCII.GetBytes(timestamp));
        digest.AppendData(body);
        var hash = digest.GetHashAndReset();
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && keys.Any(k => IsSignedBy(k, hash, bytes.AsSpan(0, length)));
    }

    private static bool IsSignedBy(byte[] publicKey, byte[] hash, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
    }
}
