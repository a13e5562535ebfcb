using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.SendGrid.Sending;

/// <summary>Says which letters may go to SendGrid at all, and to whom.</summary>
internal sealed class RecipientFilter(SendGridOptions options)
{
    /// <summary>"The total size of your email, including attachments, must be less than 30MB": taken as decimal
    /// megabytes, attachments in base64.</summary>
    public const long LetterLimit = 30_000_000;

    /// <summary>Room for addresses, headers, JSON and MIME around the contents.</summary>
    private const long Wrapping = 50_000;

    private readonly HashSet<string> domains = new(options.AllowedDomains, StringComparer.OrdinalIgnoreCase);

    /// <summary>The letter as it may go out, without a copy that may not; or the sentence that says why it may
    /// not.</summary>
    public (Letter Letter, string? Refusal) Admit(Letter letter)
    {
        if (!IsAllowed(letter.To))
            return (
                letter,
                $"Not sent: {DomainOf(letter.To)} is not among the domains that letters may go to in this rehearsal."
            );
        if (SizeOf(letter) is var size && size >= LetterLimit)
            return (
                letter,
                $"Not sent: the letter has {size / 1e6:0.0} MB with its attachments; SendGrid takes less than 30 MB."
            );
        return (
            letter with
            {
                Copy = letter.Copy is { } copy && IsAllowed(copy) && !IsSame(copy, letter.To) ? copy : null,
            },
            null
        );
    }

    private bool IsAllowed(Mailbox mailbox) => domains.Count == 0 || domains.Contains(DomainOf(mailbox));

    /// <summary>SendGrid refuses a letter that names an address twice, and compares without regard to case.</summary>
    private static bool IsSame(Mailbox one, Mailbox other) =>
        string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);

    private static string DomainOf(Mailbox mailbox) => mailbox.Address[(mailbox.Address.LastIndexOf('@') + 1)..];

    private static long SizeOf(Letter letter) =>
        Wrapping
        + System.Text.Encoding.UTF8.GetByteCount(letter.Text)
        + System.Text.Encoding.UTF8.GetByteCount(letter.Html)
        + letter.Attachments.Sum(a => (a.Content.Length + 2L) / 3 * 4);
}
