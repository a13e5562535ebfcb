using NodaTime;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Everything that staff must see of an incoming message. All texts are plain: control characters and
/// characters that reverse the reading direction are gone. A page must still escape them.</summary>
public sealed record MessageContent
{
    public IReadOnlyList<MessageAddress> From { get; init; } = [];

    public IReadOnlyList<MessageAddress> To { get; init; } = [];

    public IReadOnlyList<MessageAddress> Cc { get; init; } = [];

    public IReadOnlyList<MessageAddress> ReplyTo { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>The date that the sender wrote; null where it is missing or unreadable.</summary>
    public OffsetDateTime? Date { get; init; }

    /// <summary>The message id without angle brackets; null where there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ids of <c>In-Reply-To</c>, without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>The ids of <c>References</c>, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>All headers of the message in their order, decoded.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    /// <summary>The complete text, divided. The texts of the segments, one after the other, are the whole.</summary>
    public IReadOnlyList<TextSegment> Segments { get; init; } = [];

    public IReadOnlyList<MessageAttachment> Attachments { get; init; } = [];

    /// <summary>The answer of a calendar reply; null where the message is none.</summary>
    public CalendarReply? CalendarReply { get; init; }

    /// <summary>A report about a letter of ours or about another message; null where the message is none.</summary>
    public DeliveryReport? Report { get; init; }

    /// <summary>True only where a machine surely wrote the message.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Signs that a machine may have written or distributed the message, such as <c>Precedence: list</c>. They
    /// decide nothing.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>What was cut, and what could not be opened.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The complete text.</summary>
    public string Text => string.Concat(Segments.Select(s => s.Text));

    /// <summary>The text without its folded segments.</summary>
    public string ShownText => string.Concat(Segments.Where(s => !s.IsFolded).Select(s => s.Text)).Trim();

    /// <summary>The text of the folded segments.</summary>
    public string FoldedText => string.Concat(Segments.Where(s => s.IsFolded).Select(s => s.Text)).Trim();
}

/// <param name="Name">The display name; empty where there is none.</param>
/// <param name="Address">The address; empty where the header could not be read as an address.</param>
public sealed record MessageAddress(string Name, string Address);

/// <param name="Name">The name of the field.</param>
/// <param name="Value">Its decoded value.</param>
/// <param name="IsCut">True where only the beginning was kept.</param>
public sealed record MessageHeader(string Name, string Value, bool IsCut);

/// <summary>What a segment of a message's text is.</summary>
public enum SegmentKind
{
    /// <summary>The sender's own words, or words that cannot be distinguished from them.</summary>
    Own,

    /// <summary>A message that the sender forwards in the text.</summary>
    ForwardedMessage,

    /// <summary>A message that the sender encloses.</summary>
    EnclosedMessage,

    /// <summary>Lines that the sender's program marked as quoted.</summary>
    Quotation,

    /// <summary>An earlier message that the sender's program appended.</summary>
    EarlierMessage,

    /// <summary>The signature after the delimiter "-- ".</summary>
    Signature,

    /// <summary>A second version of the text (<c>multipart/alternative</c>) with words that the first does not have.
    /// </summary>
    OtherVersion,
}

public sealed record TextSegment(SegmentKind Kind, string Text)
{
    /// <summary>A folded segment is shown on request.</summary>
    public bool IsFolded =>
        Kind
            is SegmentKind.Quotation
                or SegmentKind.EarlierMessage
                or SegmentKind.Signature
                or SegmentKind.OtherVersion;
}

/// <param name="Index">Names the attachment in <see cref="MessageReader.OpenAttachment"/>.</param>
/// <param name="Name">The sender's file name made safe, or a name made of the type. It has no path and no control
/// characters. It is not unique.</param>
/// <param name="MediaType">The type that the sender declared, in lower case.</param>
/// <param name="SniffedType">The type that the first bytes prove: PDF, PNG, JPEG or GIF; else null.</param>
/// <param name="Size">The decoded size in bytes.</param>
/// <param name="ContentId">The id by which HTML refers to it, without angle brackets.</param>
/// <param name="IsInline">True where the sender asked to show it within the text.</param>
/// <param name="Container">The index of the attachment that contains it, such as an enclosed message.</param>
public sealed record MessageAttachment(
    int Index,
    string Name,
    string MediaType,
    string? SniffedType,
    long Size,
    string? ContentId,
    bool IsInline,
    int? Container
);

/// <summary>The answer that a calendar program gives.</summary>
public enum CalendarAnswer
{
    Accepted,
    Declined,
    Tentative,
    Delegated,
}

/// <param name="Answer">The answer to propose to staff.</param>
/// <param name="Attendee">The attendee's address or name.</param>
/// <param name="DelegatedTo">The delegate's address; null where there is none.</param>
/// <param name="Comment">The attendee's words; null where there are none.</param>
/// <param name="Summary">The title of the event.</param>
/// <param name="Uid">The id of the event.</param>
public sealed record CalendarReply(
    CalendarAnswer Answer,
    string? Attendee,
    string? DelegatedTo,
    string? Comment,
    string? Summary,
    string? Uid
);

/// <summary>What a report is about (RFC 3464, RFC 8098).</summary>
public enum ReportKind
{
    Delivery,
    Read,
}

/// <param name="Kind">Whether it reports a delivery or a reading.</param>
/// <param name="OriginalMessageId">The id of the message that it reports on, without angle brackets.</param>
/// <param name="OriginalHeaders">The headers of that message, as far as the report has them.</param>
/// <param name="Recipients">What it says of each recipient.</param>
public sealed record DeliveryReport(
    ReportKind Kind,
    string? OriginalMessageId,
    IReadOnlyList<MessageHeader> OriginalHeaders,
    IReadOnlyList<ReportedRecipient> Recipients
);

/// <param name="FinalRecipient">The recipient's address.</param>
/// <param name="OriginalRecipient">The address that the sender used; null where the report does not say.</param>
/// <param name="Action">Such as <c>failed</c> or <c>delayed</c>; for a read report its disposition.</param>
/// <param name="Status">The status code, such as <c>5.1.1</c>.</param>
/// <param name="Diagnostic">The words of the server.</param>
public sealed record ReportedRecipient(
    string? FinalRecipient,
    string? OriginalRecipient,
    string? Action,
    string? Status,
    string? Diagnostic
);

/// <summary>Why something of a message is not shown, or is shown as it is.</summary>
public enum ReadingNoteCode
{
    /// <summary>It is no MIME message. Its bytes are shown as text.</summary>
    NotMime,

    /// <summary>Only the first parts were read. The detail is their number.</summary>
    PartsCut,

    /// <summary>Parts are nested deeper than the detail's number. They are one attachment.</summary>
    DepthCut,

    /// <summary>Only the beginning of the headers was kept.</summary>
    HeadersCut,

    /// <summary>Only the first addresses were kept. The detail is the field.</summary>
    AddressesCut,

    /// <summary>Only the beginning of the text was kept.</summary>
    TextCut,

    /// <summary>The character set is unknown. The detail is its name.</summary>
    UnknownCharset,

    /// <summary>A part is encrypted. The detail is its name.</summary>
    Encrypted,

    /// <summary>A signed part was opened without verifying its signature. The detail is its name.</summary>
    SignedNotVerified,

    /// <summary>A part could not be opened. The detail is its name.</summary>
    NotOpened,
}

/// <param name="Code">The reason, which the page words.</param>
/// <param name="Detail">The number, field, character set or name that it is about.</param>
public sealed record ReadingNote(ReadingNoteCode Code, string Detail = "");

/// <summary>The notes for the reader about a message.</summary>
public sealed record MessageContext
{
    public static MessageContext None { get; } = new();

    /// <summary>The return path of the envelope; empty for a null return path; null where it is not known.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>Addresses from which our letters are sent and to which replies go. An earlier message that is from one
    /// of them is ours.</summary>
    public IReadOnlyCollection<string> OurAddresses { get; init; } = [];

    /// <summary>The names under which our letters are sent. Some programs quote them without an address.</summary>
    public IReadOnlyCollection<string> OurNames { get; init; } = [];

    /// <summary>Texts of letters that were sent to the addressee. Lines of a quotation that are not in them are the
    /// sender's own words.</summary>
    public IReadOnlyCollection<string> EarlierTexts { get; init; } = [];
}
