using System.Globalization;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>The texts of the pages of messages, complete in English and French.</summary>
public sealed partial record MessageTexts
{
    public required Language Language { get; init; }

    public required string ForwardedMessage { get; init; }
    public required string EnclosedMessage { get; init; }
    public required string Quotation { get; init; }
    public required string EarlierMessage { get; init; }
    public required string Signature { get; init; }
    public required string OtherVersion { get; init; }
    public required string WholeText { get; init; }
    public required string AllHeaders { get; init; }
    public required string NoText { get; init; }
    public required string NotWhole { get; init; }

    public required string FileName { get; init; }
    public required string FileType { get; init; }
    public required string FileSize { get; init; }
    public required string Download { get; init; }
    public required string DownloadWhole { get; init; }
    public required string LookAt { get; init; }

    /// <summary><c>{0}</c> is the name of a file.</summary>
    public required string LooksAt { get; init; }

    /// <summary><c>{0}</c> is the name of a file.</summary>
    public required string DownloadOf { get; init; }
    public required string InText { get; init; }

    /// <summary><c>{0}</c> is the name of the attachment that contains this one.</summary>
    public required string Inside { get; init; }
    public required string Bytes { get; init; }
    public required string Kilobytes { get; init; }
    public required string Megabytes { get; init; }

    public required string Sender { get; init; }
    public required string Recipients { get; init; }
    public required string Written { get; init; }
    public required string MatchedBy { get; init; }
    public required string ByReplyAddress { get; init; }
    public required string ByLetter { get; init; }
    public required string BySender { get; init; }
    public required string AlsoFiledWith { get; init; }
    public required string MovedTo { get; init; }

    public required string Automatic { get; init; }
    public required string Marks { get; init; }
    public required string CalendarReply { get; init; }
    public required string CalendarAccepted { get; init; }
    public required string CalendarDeclined { get; init; }
    public required string CalendarTentative { get; init; }
    public required string CalendarDelegated { get; init; }
    public required string Proposed { get; init; }
    public required string NotProposed { get; init; }
    public required string DeliveryReport { get; init; }
    public required string ReadReport { get; init; }
    public required string ReportOfOther { get; init; }
    public required string Notes { get; init; }
    public required string NotesHint { get; init; }
    public required string NotMime { get; init; }
    public required string PartsCut { get; init; }
    public required string DepthCut { get; init; }
    public required string HeadersCut { get; init; }
    public required string AddressesCut { get; init; }
    public required string TextCut { get; init; }
    public required string UnknownCharset { get; init; }
    public required string Encrypted { get; init; }
    public required string SignedNotVerified { get; init; }
    public required string NotOpened { get; init; }

    public required string AssignAlso { get; init; }
    public required string AssignAlsoHint { get; init; }
    public required string Reassign { get; init; }
    public required string ReassignHint { get; init; }
    public required string Campaign { get; init; }
    public required string ChooseCampaign { get; init; }

    public required string SharedMailbox { get; init; }
    public required string SharedMailboxHint { get; init; }
    public required CountText WaitingInSharedMailbox { get; init; }
    public required string Search { get; init; }
    public required string SearchText { get; init; }
    public required string Status { get; init; }
    public required string Since { get; init; }
    public required string Until { get; init; }
    public required string NoneFound { get; init; }
    public required string NoneYet { get; init; }
    public required CountText Attachments { get; init; }
    public required string Paper { get; init; }
    public required string Scan { get; init; }
    public required string ScanHint { get; init; }
    public required string RecordedFrom { get; init; }
    public required string MessageOrScan { get; init; }
    public required string Answer { get; init; }

    /// <summary><c>{0}</c> is a language.</summary>
    public required string AnswerHint { get; init; }
    public required string AnswerText { get; init; }
    public required string PersonalLetter { get; init; }
    public required string SendAnswer { get; init; }
    public required string ErasePerson { get; init; }
    public required string ErasePersonHint { get; init; }

    public static MessageTexts In(Language language) => language == Language.French ? French : English;

    public string Display(SegmentKind kind) =>
        kind switch
        {
            SegmentKind.ForwardedMessage => ForwardedMessage,
            SegmentKind.EnclosedMessage => EnclosedMessage,
            SegmentKind.Quotation => Quotation,
            SegmentKind.EarlierMessage => EarlierMessage,
            SegmentKind.Signature => Signature,
            SegmentKind.OtherVersion => OtherVersion,
            _ => "",
        };

    public string Display(MatchSign sign) =>
        sign switch
        {
            MatchSign.ReplyAddress => ByReplyAddress,
            MatchSign.Letter => ByLetter,
            _ => BySender,
        };

    public string Display(CalendarAnswer answer) =>
        answer switch
        {
            CalendarAnswer.Accepted => CalendarAccepted,
            CalendarAnswer.Declined => CalendarDeclined,
            CalendarAnswer.Tentative => CalendarTentative,
            _ => CalendarDelegated,
        };

    public string Display(ReportKind kind) => kind == ReportKind.Delivery ? DeliveryReport : ReadReport;

    /// <summary>What was cut, or could not be opened. The detail comes from outside.</summary>
    public string Display(ReadingNote note) =>
        string.Format(
            null,
            note.Code switch
            {
                ReadingNoteCode.NotMime => NotMime,
                ReadingNoteCode.PartsCut => PartsCut,
                ReadingNoteCode.DepthCut => DepthCut,
                ReadingNoteCode.HeadersCut => HeadersCut,
                ReadingNoteCode.AddressesCut => AddressesCut,
                ReadingNoteCode.TextCut => TextCut,
                ReadingNoteCode.UnknownCharset => UnknownCharset,
                ReadingNoteCode.Encrypted => Encrypted,
                ReadingNoteCode.SignedNotVerified => SignedNotVerified,
                _ => NotOpened,
            },
            TextSanitizer.Line(note.Detail)
        );

    /// <summary>A size as a reader writes it: 12 kB, 1.4 MB.</summary>
    public string Size(long bytes)
    {
        var culture = CultureInfo.GetCultureInfo(Language.Code);
        return bytes switch
        {
            < 1000 => string.Format(culture, Bytes, bytes),
            < 1_000_000 => string.Format(culture, Kilobytes, (bytes + 500) / 1000),
            _ => string.Format(culture, Megabytes, Math.Round(bytes / 1_000_000.0, 1)),
        };
    }
}
