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

/// <summary>How rows are named. Table Storage sorts keys by UTF-16 code unit, and <c>~</c> comes after every character
/// of an id: a prefix that ends in it names one invitee only, whatever the others are called.</summary>
internal static class RowKeys
{
    public const string Tally = "T";
    public const string Campaign = "C";

    /// <summary>All invitations of a partition lie between this key and <see cref="AfterInvitations"/>.</summary>
    public const string BeforeInvitations = "I~";
    public const string AfterInvitations = "J";

    /// <summary>All announcements of a partition lie between these.</summary>
    public const string FirstAnnouncement = "O~";
    public const string AfterAnnouncements = "P";

    public const string FirstLetter = "L~";
    public const string AfterLetters = "M";

    /// <summary>All files of a campaign lie between these.</summary>
    public const string FirstAttachment = "A~";
    public const string AfterAttachments = "B";

    /// <summary>The partition of the correspondence that belongs to no campaign; no campaign can be called
    /// that.</summary>
    private const string NoCampaign = "~";

    /// <summary>Longer texts than this become a digest. A key holds 1 KiB (Table Storage data model).</summary>
    private const int MaxPlainTextLength = 200;

    public static string PartitionKey(Partition partition) => $"{partition.Campaign}~{partition.Bucket:D3}";

    public static string Invitation(InviteeId invitee) => $"I~{invitee}";

    /// <summary>A journal line; the numbers sort up to a million lines.</summary>
    public static string Journal(InviteeId invitee, int number) => $"J~{invitee}~{number:D6}";

    public static (string From, string To) Journal(InviteeId invitee) => ($"J~{invitee}~", $"J~{invitee}~~");

    /// <summary>A line of a campaign's own journal: by time (ticks of 100 ns since 1970), and then by chance.</summary>
    public static string CampaignLine(Instant at) => $"J~{at.ToUnixTimeTicks():D19}~{Guid.NewGuid():N}";

    public static (string From, string To) CampaignJournal => ("J~", "J~~");

    public static string Claim(InviteeId invitee, Dispatch dispatch) =>
        $"D~{invitee}~{dispatch.Step}~{dispatch.Edition}";

    public static string Announcement(WebhookDelivery announcement) =>
        $"O~{announcement.Invitation.Invitee}~{announcement.Number:D6}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(announcement.Address.OriginalString)))[..16]}";

    public static string Letter(Language language, string name) => $"L~{language}~{Safe(name)}";

    /// <summary>A part of a file; the numbers sort up to a thousand parts.</summary>
    public static string Attachment(string name, int part) => $"A~{Safe(name)}~{part:D3}";

    /// <summary>The partition of a campaign's correspondence, or of that without a campaign.</summary>
    public static string Mailbox(CampaignId? campaign) => campaign?.Value ?? NoCampaign;

    /// <summary>A key for any text: the text itself where a key may hold it, else a digest of it that no plain text can
    /// be.</summary>
    public static string Safe(string text) =>
        text.Length is > 0 and <= MaxPlainTextLength && text.All(IsPlain)
            ? text
            : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));

    /// <summary>Keys may not hold <c>/ \ # ?</c> or control characters (Table Storage data model), and <c>~</c> marks
    /// digests. A key is sent in the URL too, where <c>%</c> and <c>+</c> have been trouble.</summary>
    private static bool IsPlain(char c) =>
        c is > ' ' and < '~' and not ('/' or '\\' or '#' or '?' or '%' or '+' or '\'');
}
