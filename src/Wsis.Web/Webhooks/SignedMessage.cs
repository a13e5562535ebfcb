using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Webhooks;

/// <summary>Reads and validates the headers of Standard Webhooks 1.0.</summary>
internal static class SignedMessage
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the time of signing may differ from now, in both directions.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Validates a request. Returns the error, or null where the signature is valid.</summary>
    public static string? Validate(
        IHeaderDictionary headers,
        ReadOnlySpan<byte> body,
        WebhookSecrets secrets,
        DateTimeOffset now
    )
    {
        if (!secrets.Any)
            return "No secret is configured to verify messages with.";
        if (
            headers[IdHeader].ToString() is not { Length: > 0 } id
            || headers[SignatureHeader].ToString() is not { Length: > 0 } signatures
            || !long.TryParse(
                headers[TimestampHeader],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var timestamp
            )
        )
            return $"The headers {IdHeader}, {TimestampHeader} and {SignatureHeader} are needed.";
        if (!secrets.IsSigned(id, timestamp, body, signatures))
            return "The signature is not valid.";
        return Math.Abs((decimal)now.ToUnixTimeSeconds() - timestamp) <= (decimal)Tolerance.TotalSeconds
            ? null
            : "The time of signing is too far from now.";
    }
}
