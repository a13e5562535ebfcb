using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Texts;

public sealed partial record MessageTexts
{
    private static readonly MessageTexts English = new()
    {
        Language = Language.English,

        ForwardedMessage = "Forwarded message",
        EnclosedMessage = "Enclosed message",
        Quotation = "Quotation",
        EarlierMessage = "Earlier message",
        Signature = "Signature",
        OtherVersion = "Other version of the text",
        WholeText = "Complete text and headers",
        AllHeaders = "All headers",
        NoText = "The message has no text.",
        NotWhole = "Only the beginning of this message was stored.",

        FileName = "Name",
        FileType = "Type",
        FileSize = "Size",
        Download = "Download",
        DownloadWhole = "Download the message as it came",
        LookAt = "View",
        LooksAt = "View {0}",
        DownloadOf = "Download {0}",
        InText = "in the text",
        Inside = "in {0}",
        Bytes = "{0} B",
        Kilobytes = "{0} kB",
        Megabytes = "{0} MB",

        Sender = "Sender",
        Recipients = "Recipients",
        Written = "Written",
        MatchedBy = "Invitee found by",
        ByReplyAddress = "the reply address of the invitation",
        ByLetter = "the letter that it answers",
        BySender = "the sender’s address, which anybody can write",
        AlsoFiledWith = "Also filed with",
        MovedTo = "Moved to",

        Automatic = "A program wrote this message. It is not put before staff.",
        Marks = "A mailing list or a program may have sent this message",
        CalendarReply = "Answer of a calendar program",
        CalendarAccepted = "accepted",
        CalendarDeclined = "declined",
        CalendarTentative = "tentative",
        CalendarDelegated = "delegated",
        Proposed = "The form below proposes this answer.",
        NotProposed = "A tentative answer is not recorded.",
        DeliveryReport = "Delivery report",
        ReadReport = "Read report",
        ReportOfOther = "on a message that is not a letter of a campaign",
        Notes = "What this page does not show",
        NotesHint = "The stored message is complete.",
        NotMime = "This is no e-mail in the standard form. It is shown as it came.",
        PartsCut = "Only the first {0} parts were read.",
        DepthCut = "Parts nested deeper than {0} levels are one attachment.",
        HeadersCut = "Only the beginning of the headers was read.",
        AddressesCut = "Only the first addresses were read ({0}).",
        TextCut = "Only the beginning of the text was read.",
        UnknownCharset = "The character set {0} is not known. Some characters may be wrong.",
        Encrypted = "{0} is encrypted and cannot be read here.",
        SignedNotVerified = "The signature of {0} was not verified.",
        NotOpened = "{0} could not be opened.",

        AssignAlso = "Assign to a further invitation",
        AssignAlsoHint = "The message is filed with both invitations. Each is handled separately.",
        Reassign = "Move to another invitation",
        ReassignHint = "The message is then no longer filed here.",
        Campaign = "Campaign",
        ChooseCampaign = "Choose the campaign",

        SharedMailbox = "Shared mailbox",
        SharedMailboxHint = "Messages that name no known campaign. They wait here until they are assigned.",
        WaitingInSharedMailbox = CountEnglish(
            one: "{0} message waits in the shared mailbox",
            other: "{0} messages wait in the shared mailbox"
        ),
        Search = "Search",
        SearchText = "Subject, text or file name",
        Status = "Status",
        Since = "First day",
        Until = "Last day",
        NoneFound = "No messages match this search.",
        NoneYet = "No messages on this page. The next page may have some.",
        Attachments = CountEnglish(one: "{0} attachment", other: "{0} attachments"),
        Paper = "Letter on paper",
        Scan = "Scan of the letter",
        ScanHint = "A PDF or a picture of at most 20 MB. If the form is refused, choose the file again.",
        RecordedFrom = "Recorded from",
        MessageOrScan = "the message or scan",
        Answer = "Answer with a short letter",
        AnswerHint =
            "The letter goes to the official address, on the letterhead of the campaign, with a copy to its contact. Please write it in {0}.",
        AnswerText = "Text of the letter",
        PersonalLetter = "Short letter",
        SendAnswer = "Send the letter",
        ErasePerson = "Erase the personal data",
        ErasePersonHint =
            "Office, address, representative, remarks, timeline and messages are deleted. The answer stays in the counts. Nothing more is sent. This cannot be undone.",
    };

    private static CountText CountEnglish(string one, string other) => new(Language.English, other, one);
}
