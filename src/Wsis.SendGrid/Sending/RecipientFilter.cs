using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.SendGrid.Sending;

/// <summary>Decides which letters may be sent, and to which addresses.</summary>
internal sealed class RecipientFilter(SendGridOptions options)
{
    /// <summary>SendGrid's limit: "The total size of your email, including attachments, must be less than 30MB". It is
    /// read as decimal megabytes with attachments in base64.</summary>
    public const long MaxLetterSize = 30_000_000;

    /// <summary>An allowance for addresses, headers, JSON and MIME.</summary>
    private const long Overhead = 50_000;

    private readonly HashSet<string> domains = new(options.AllowedDomains, StringComparer.OrdinalIgnoreCase);

    /// <summary>Filters a letter.</summary>
    /// <returns>The letter, without the addresses to which it must not be sent; or the reason why it must not be sent
    /// at all.</returns>
    public (Letter Letter, Reason? Reason) Apply(Letter letter)
    {
        var to = letter.To.Where(IsAllowed).DistinctBy(KeyOf).ToList();
        if (to.Count == 0)
            return (letter, new Reason.DomainNotAllowed(DomainOf(letter.To[0])));
        if (SizeOf(letter) is var size && size >= MaxLetterSize)
            return (
                letter,
                new Reason.LetterTooLarge(ResponseMapper.Provider, size / 1e6, (int)(MaxLetterSize / 1_000_000))
            );
        return (
            letter with
            {
                To = to,
                Copies = [.. letter.Copies.Where(IsAllowed).ExceptBy(to.Select(KeyOf), KeyOf)],
            },
            null
        );
    }

    private bool IsAllowed(Mailbox mailbox) => domains.Count == 0 || domains.Contains(DomainOf(mailbox));

    /// <summary>SendGrid refuses a letter with the same address twice, and ignores case.</summary>
    private static string KeyOf(Mailbox mailbox) => mailbox.Address.ToUpperInvariant();

    private static string DomainOf(Mailbox mailbox) => mailbox.Address[(mailbox.Address.LastIndexOf('@') + 1)..];

    private static long SizeOf(Letter letter) =>
        Overhead
        + System.Text.Encoding.UTF8.GetByteCount(letter.Text)
        + System.Text.Encoding.UTF8.GetByteCount(letter.Html)
        + letter.Attachments.Concat(letter.Images.Select(i => i.File)).Sum(a => (a.Content.Length + 2L) / 3 * 4);
}
