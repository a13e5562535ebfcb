using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Ports;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid.Inbound;

/// <summary>Tells whether a mail was posted by SendGrid. Two proofs, of which at least one is set up, and each that is
/// must be there: the password in the URL that SendGrid was given, which it sends in the header <c>Authorization</c>,
/// and the signature of a webhook security policy ("Securing your Inbound Parse webhooks").</summary>
internal sealed class InboundAccess(SendGridOptions options, TimeProvider clock)
{
    /// <summary>SendGrid repeats a mail that was not taken for 72 hours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(73);

    private readonly byte[][] passwords = [.. options.InboundPasswords.Select(Digest)];
    private readonly EventSignature? signature =
        options.InboundPublicKeys.Count == 0 ? null : new EventSignature(options.InboundPublicKeys, Tolerance, clock);

    /// <summary>Turns a sender away who does not know the password. What is answered with 4xx SendGrid drops, and tells
    /// nobody: so while nothing is set up, mail is put off instead.</summary>
    public WebhookAnswer? TurnAway(IReadOnlyDictionary<string, string> headers) =>
        passwords.Length == 0 && signature is null
            ? new WebhookAnswer(
                503,
                "Inbound mail is not set up here: neither a password nor a public key is configured."
            )
        : passwords.Length > 0 && !Knows(headers)
            ? new WebhookAnswer(401, "The password in the URL is missing or wrong.")
        : null;

    public WebhookAnswer? TurnAway(WebhookRequest request) =>
        TurnAway(request.Headers)
        ?? (signature?.Refusal(request) is { } refusal ? new WebhookAnswer(401, refusal) : null);

    private bool Knows(IReadOnlyDictionary<string, string> headers)
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
        // RFC 7617: user, colon, password. The user's name does not matter.
        var presented = Digest(Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)[^1]);
        return passwords.Aggregate(
            false,
            (known, password) => known | CryptographicOperations.FixedTimeEquals(password, presented)
        );
    }

    /// <summary>Of one length, whatever the password's: so the comparison takes the same time.</summary>
    private static byte[] Digest(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));
}
