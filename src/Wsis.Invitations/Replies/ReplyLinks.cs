using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Replies;

/// <summary>The content of a signed link. A generation lower than the invitation's own is revoked.</summary>
public readonly record struct ReplyLink(InvitationKey Key, int Generation);

/// <summary>Makes and reads the tokens of reply links: <c>{key id}.{campaign~invitee~generation}.{signature}</c>, the
/// last two in base64url. The signature is HMAC-SHA256 cut to 128 bits (RFC 2104 section 5 allows half of the output),
/// compared in constant time.</summary>
public sealed class ReplyLinks
{
    /// <summary>The longest token that can be valid; anything longer is refused unread.</summary>
    public const int MaxTokenLength = 220;

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    /// <summary>How many generations before the valid one a printed code is known of, so that its reader
    /// sees that the link was replaced.</summary>
    public const int MaxFormerCodes = 20;

    /// <summary>RFC 4648, section 6, in lower case.</summary>
    private const string MailAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Crockford's base 32, without the letters that look like digits.</summary>
    private const string PrintedAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int SignatureBytes = 16;
    private const int MinKeyLength = 32;

    private readonly IReadOnlyDictionary<string, byte[]> keys;
    private readonly string current;

    /// <param name="keys">Signing keys by id; ids are 1 to 16 letters and digits, keys at least 32 bytes. Keys that no
    /// longer sign stay here as long as their links shall work.</param>
    /// <param name="current">The id of the key that signs new links.</param>
    /// <exception cref="ArgumentException">A key or an id is not of that form, or the current key is
    /// missing.</exception>
    public ReplyLinks(IReadOnlyDictionary<string, byte[]> keys, string current)
    {
        foreach (var (id, key) in keys)
        {
            if (id.Length is 0 or > 16 || !id.All(char.IsAsciiLetterOrDigit))
                throw new ArgumentException($"The link key id '{id}' is not 1 to 16 letters and digits.", nameof(keys));
            if (key.Length < MinKeyLength)
                throw new ArgumentException(
                    $"The link key '{id}' is too short. It needs at least {MinKeyLength} bytes.",
                    nameof(keys)
                );
        }
        if (!keys.ContainsKey(current))
            throw new ArgumentException($"There is no link key '{current}'.", nameof(current));
        this.keys = keys;
        this.current = current;
    }

    public string Token(ReplyLink link)
    {
        var payload = Encoding.UTF8.GetBytes($"{link.Key.Campaign}~{link.Key.Invitee}~{link.Generation}");
        return $"{current}.{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(Sign(current, payload))}";
    }

    /// <summary>Reads the token of a link that came out of a mail program. It may end with what the program took for a
    /// part of the link: the punctuation of the sentence in any script, a bracket, a space, a line break, a mark of
    /// direction, Markdown's <c>*</c> or <c>_</c>.</summary>
    /// <inheritdoc cref="TryRead"/>
    public bool TryReadFromMail(string? text, [NotNullWhen(true)] out ReplyLink? link)
    {
        var token = CutAppended(text);
        // A signature may end with a hyphen or an underscore, so they are a part of it before they are appended.
        return TryRead(token, out link) || TryRead(token?.TrimEnd('-', '_', '.'), out link);
    }

    /// <summary>Cuts what no token has: everything from the first foreign character on, and full stops at the
    /// end.</summary>
    public static string? CutAppended(string? text) =>
        text is null ? null
        : text.AsSpan().IndexOfAnyExcept(TokenCharacters) is >= 0 and var end ? text[..end].TrimEnd('.')
        : text.TrimEnd('.');

    /// <summary>Reads a token that one of the keys has signed. False for anything else, whatever it is.</summary>
    public bool TryRead(string? token, [NotNullWhen(true)] out ReplyLink? link)
    {
        link = null;
        if (
            token is null
            || token.Length > MaxTokenLength
            || token.Split('.') is not [var id, var body, var mac]
            || !keys.ContainsKey(id)
        )
            return false;
        if (
            !TryDecode(body, out var payload)
            || !TryDecode(mac, out var signature)
            || !CryptographicOperations.FixedTimeEquals(signature, Sign(id, payload))
        )
            return false;
        if (
            Encoding.UTF8.GetString(payload).Split('~') is not [var campaignText, var inviteeText, var generationText]
            || !CampaignId.TryParse(campaignText, out var campaign)
            || !InviteeId.TryParse(inviteeText, out var invitee)
            || !int.TryParse(generationText, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
        )
            return false;
        link = new ReplyLink(new InvitationKey(campaign, invitee), generation);
        return true;
    }

    /// <summary>The unguessable part of the address to which an office replies by e-mail: 80 bits of HMAC-SHA256 (the
    /// minimum of RFC 2104 section 5) as 16 letters and digits, in which case does not matter. It does not change with
    /// the link's generation.</summary>
    public string MailTag(InvitationKey key) => MailTag(current, key);

    /// <summary>The tags under every key, so that a reply to a letter of before a change of keys is known.</summary>
    public IEnumerable<string> MailTags(InvitationKey key) => keys.Keys.Select(id => MailTag(id, key));

    // No payload of a link begins so: a campaign's id has no colon.
    private string MailTag(string id, InvitationKey key) =>
        Encode(Sign(id, Encoding.UTF8.GetBytes($"mail:{key.Campaign}~{key.Invitee}")), MailAlphabet);

    /// <summary>The unguessable part of the reply address that is printed, to be typed: 80 bits of HMAC-SHA256, as 16
    /// letters and digits in groups of four. It is for one generation of the link.</summary>
    public string PrintedCode(ReplyLink link) =>
        string.Join('-', PrintedCode(current, link).Chunk(4).Select(group => new string(group)));

    /// <summary>Finds the generation of the link whose printed code was typed, under any of the keys.</summary>
    /// <param name="typed">What was typed. Case, hyphens and spaces do not matter, nor whether a letter was taken for a
    /// digit that it looks like.</param>
    /// <param name="key">The invitation.</param>
    /// <param name="latest">The invitation's own generation. The latest <see cref="MaxFormerCodes"/> before it are
    /// known too.</param>
    /// <returns>Null if it is the code of none.</returns>
    public int? FindGeneration(string? typed, InvitationKey key, int latest)
    {
        var code = Encoding.ASCII.GetBytes(ReadPrintedCode(typed));
        for (var generation = latest; generation > Math.Max(0, latest - 1 - MaxFormerCodes); generation--)
            foreach (var id in keys.Keys)
                if (
                    CryptographicOperations.FixedTimeEquals(
                        code,
                        Encoding.ASCII.GetBytes(PrintedCode(id, new ReplyLink(key, generation)))
                    )
                )
                    return generation;
        return null;
    }

    private string PrintedCode(string id, ReplyLink link) =>
        Encode(
            Sign(id, Encoding.UTF8.GetBytes($"printed:{link.Key.Campaign}~{link.Key.Invitee}~{link.Generation}")),
            PrintedAlphabet
        );

    /// <summary>Reads what was typed as Crockford's base 32 is read.</summary>
    private static string ReadPrintedCode(string? typed) =>
        typed is not { Length: <= MaxTokenLength }
            ? ""
            : string.Concat(
                typed
                    .Where(char.IsAsciiLetterOrDigit)
                    .Select(c =>
                        char.ToLowerInvariant(c) switch
                        {
                            'o' => '0',
                            'i' or 'l' => '1',
                            var other => other,
                        }
                    )
            );

    /// <summary>The first 80 bits of a signature as 16 letters and digits.</summary>
    private static string Encode(byte[] signature, string alphabet) =>
        string.Create(
            16,
            (signature, alphabet),
            static (text, from) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    var bits = (from.signature[i * 5 / 8] << 8) | from.signature[(i * 5 / 8) + 1];
                    text[i] = from.alphabet[(bits >> (11 - (i * 5 % 8))) & 31];
                }
            }
        );

    /// <summary>Derives a secret for another purpose from each key (HKDF, RFC 5869). A secret does not reveal its key,
    /// so a deployment needs one secret less.</summary>
    /// <param name="purpose">The purpose. Another purpose gives other secrets.</param>
    /// <param name="length">The length of a secret in bytes.</param>
    /// <returns>The secrets in the order of the keys, and the one of the current key.</returns>
    public IReadOnlyList<(byte[] Secret, bool IsCurrent)> DeriveKeys(string purpose, int length) =>
        [
            .. keys.OrderBy(k => k.Key, StringComparer.Ordinal)
                .Select(k =>
                    (
                        HKDF.DeriveKey(
                            HashAlgorithmName.SHA256,
                            k.Value,
                            length,
                            info: Encoding.UTF8.GetBytes(purpose)
                        ),
                        k.Key == current
                    )
                ),
        ];

    private byte[] Sign(string id, byte[] payload) => HMACSHA256.HashData(keys[id], payload)[..SignatureBytes];

    private static bool TryDecode(string text, out byte[] bytes)
    {
        // One text for one link: base64url that decodes the same with other trailing bits is refused.
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0 && Base64Url.EncodeToString(bytes) == text;
    }
}
