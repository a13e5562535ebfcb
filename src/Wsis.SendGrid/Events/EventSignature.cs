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

    private const int BufferSize = 16 * 1024;

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

    /// <summary>Verifies what the headers tell, before the body is read.</summary>
    /// <returns>Null if the signature may be valid; otherwise the error.</returns>
    public string? FindError(IReadOnlyDictionary<string, string> headers)
    {
        if (keys.Length == 0)
            return "No public key is configured.";
        if (!headers.ContainsKey(SignatureHeader) || !headers.TryGetValue(TimestampHeader, out var timestamp))
            return "The signature is missing.";
        return
            long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && IsNow(seconds)
            ? null
            : "The time of the signature is too far from now.";
    }

    /// <summary>Verifies a request.</summary>
    /// <returns>Null if the signature is valid; otherwise the error.</returns>
    public async Task<string?> FindError(WebhookRequest request, CancellationToken cancellation)
    {
        if (FindError(request.Headers) is { } error)
            return error;
        var hash = await Hash(request.Headers[TimestampHeader], request.Body, cancellation);
        return IsSigned(hash, request.Headers[SignatureHeader]) ? null : "The signature is not valid.";
    }

    private bool IsNow(long seconds) =>
        Math.Abs((decimal)clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (decimal)tolerance.TotalSeconds;

    private static async Task<byte[]> Hash(string timestamp, Stream body, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.ASCII.GetBytes(timestamp));
        body.Position = 0;
        var buffer = new byte[BufferSize];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
            digest.AppendData(buffer.AsSpan(0, read));
        return digest.GetHashAndReset();
    }

    private bool IsSigned(byte[] hash, string signature)
    {
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
