using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Webhooks;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid.Inbound;

/// <summary>Verifies that inbound mail was posted by SendGrid. There are two credentials: the password in the URL,
/// which SendGrid sends in the header <c>Authorization</c>, and the signature of a webhook security policy ("Securing
/// your Inbound Parse webhooks"). At least one must be configured, and each configured one must be valid.</summary>
internal sealed class InboundAccess(SendGridOptions options, TimeProvider clock)
{
    private readonly byte[][] passwords = [.. options.InboundPasswords.Select(ComputeHash)];
    private readonly EventSignature? signature =
        options.InboundPublicKeys.Count == 0
            ? null
            : new EventSignature(options.InboundPublicKeys, MailIntake.MaxAge.ToTimeSpan(), clock);

    /// <summary>Verifies what the headers tell: the password, and the presence of a signature. While nothing is
    /// configured, the answer is 503 and SendGrid retries; after an answer 4xx it would drop the mail
    /// silently.</summary>
    /// <returns>Null if the password is valid; otherwise the answer.</returns>
    public WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) =>
        passwords.Length == 0 && signature is null
            ? new WebhookAnswer(503, "Inbound mail is not configured: there is neither a password nor a public key.")
        : passwords.Length > 0 && !HasPassword(headers)
            ? new WebhookAnswer(401, "The password in the URL is missing or wrong.")
        : signature?.FindError(headers) is { } error ? new WebhookAnswer(401, error)
        : null;

    /// <summary>Verifies the password and the signature.</summary>
    /// <returns>Null if both are valid; otherwise the answer.</returns>
    public async Task<WebhookAnswer?> Authenticate(WebhookRequest request, CancellationToken cancellation)
    {
        if (Authenticate(request.Headers) is { } refusal)
            return refusal;
        return signature is not null && await signature.FindError(request, cancellation) is { } error
            ? new WebhookAnswer(401, error)
            : null;
    }

    private bool HasPassword(IReadOnlyDictionary<string, string> headers)
    {
        if (
            !headers.TryGetValue("Authorization", out var value)
            || !AuthenticationHeaderValue.TryParse(value, out var given)
            || !string.Equals(given.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        var bytes = new byte[given.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(given.Parameter ?? "", bytes, out var length))
            return false;
        // RFC 7617: user, colon, password. Any user name is valid.
        var presented = ComputeHash(Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1]);
        return passwords.Aggregate(
            false,
            (known, password) => known | CryptographicOperations.FixedTimeEquals(password, presented)
        );
    }

    /// <summary>A digest has a fixed length, so that the comparison takes constant time.</summary>
    private static byte[] ComputeHash(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));
}
