using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The keys of rows. Table Storage sorts keys by UTF-16 code unit, and <c>~</c> sorts after every character of
/// an id. So a prefix that ends in it matches one invitee only.</summary>
internal static class RowKeys
{
    public const string Tally = "T";
    public const string Campaign = "C";

    /// <summary>All invitations of a partition have keys between this one and <see cref="AfterInvitations"/>.</summary>
    public const string BeforeInvitations = "I~";
    public const string AfterInvitations = "J";

    /// <summary>All webhook deliveries of a partition have keys between these.</summary>
    public const string FirstWebhookDelivery = "O~";
    public const string AfterWebhookDeliveries = "P";

    public const string FirstLetter = "L~";
    public const string AfterLetters = "M";

    /// <summary>All corrected texts of letters have keys between these.</summary>
    public const string FirstCorrectedText = "V~";
    public const string AfterCorrectedTexts = "W";

    /// <summary>All files of a campaign have keys between these.</summary>
    public const string FirstAttachment = "A~";
    public const string AfterAttachments = "B";

    /// <summary>The partition of the shared mailbox. It is not a valid campaign id.</summary>
    private const string NoCampaign = "~";

    /// <summary>A longer text is replaced by its hash. A key has at most 1 KiB (Table Storage data model).</summary>
    private const int MaxPlainTextLength = 200;

    public static string PartitionKey(Partition partition) => $"{partition.Campaign}~{partition.Bucket:D3}";

    /// <summary>All partitions of a campaign have keys between these.</summary>
    public static (string First, string End) Partitions(CampaignId campaign) => ($"{campaign}~", $"{campaign}~~");

    public static string Invitation(InviteeId invitee) => $"I~{invitee}";

    /// <summary>A journal line; the numbers sort up to a million lines.</summary>
    public static string Journal(InviteeId invitee, int number) => $"J~{invitee}~{number:D6}";

    public static (string From, string To) Journal(InviteeId invitee) => ($"J~{invitee}~", $"J~{invitee}~~");

    /// <summary>A line of a campaign's own journal, ordered by time (ticks of 100 ns since 1970). A random part makes
    /// it unique.</summary>
    public static string CampaignLine(Instant at) => $"J~{at.ToUnixTimeTicks():D19}~{Guid.NewGuid():N}";

    public static (string From, string To) CampaignJournal => ("J~", "J~~");

    public static string Claim(InviteeId invitee, Dispatch dispatch) =>
        $"D~{invitee}~{dispatch.Step}~{dispatch.Edition}";

    public static (string From, string To) Claims(InviteeId invitee) => ($"D~{invitee}~", $"D~{invitee}~~");

    public static (string From, string To) WebhookDeliveries(InviteeId invitee) => ($"O~{invitee}~", $"O~{invitee}~~");

    public static string WebhookDelivery(WebhookDelivery delivery)
    {
        var address = SHA256.HashData(Encoding.UTF8.GetBytes(delivery.Address.OriginalString));
        return $"O~{delivery.Invitation.Invitee}~{delivery.Number:D6}~{Convert.ToHexStringLower(address)[..16]}";
    }

    public static string Letter(Language language, string name) => $"L~{language}~{Safe(name)}";

    public static string CorrectedText(string hash) => $"V~{Safe(hash)}";

    /// <summary>A part of a file; the numbers sort up to a thousand parts.</summary>
    public static string Attachment(string name, int part) => $"A~{Safe(name)}~{part:D3}";

    /// <summary>The partition of a campaign's mailbox, or of the shared mailbox.</summary>
    public static string Mailbox(CampaignId? campaign) => campaign?.Value ?? NoCampaign;

    /// <summary>Creates a key for any text: the text itself if it is a valid key, otherwise its hash. No plain text
    /// equals a hash.</summary>
    public static string Safe(string text) =>
        text.Length is > 0 and <= MaxPlainTextLength && text.All(IsPlain)
            ? text
            : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));

    /// <summary>Keys may not hold <c>/ \ # ?</c> or control characters (Table Storage data model), and <c>~</c> marks
    /// hashes. A key is part of the URL, where <c>%</c> and <c>+</c> are not safe.</summary>
    private static bool IsPlain(char c) =>
        c is > ' ' and < '~' and not ('/' or '\\' or '#' or '?' or '%' or '+' or '\'');
}
