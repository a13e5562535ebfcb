using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Storage;

namespace Wsis.Web.StaffApi;

/// <summary>A whole message. Its texts come from outside.</summary>
/// <param name="Message">The message as lists have it.</param>
/// <param name="SentAt">The date that the sender wrote.</param>
/// <param name="Segments">The complete text, divided. The texts of the segments, one after the other, are the
/// whole.</param>
/// <param name="Headers">All headers, in their order.</param>
/// <param name="AttachedFiles">All attachments.</param>
/// <param name="CalendarReply">The answer of a calendar program.</param>
/// <param name="Notes">What was cut, and what could not be opened.</param>
/// <param name="AlsoFiledWith">The other invitees with whom the message is filed.</param>
public sealed record CorrespondenceDetailView(
    CorrespondenceView Message,
    string? SentAt,
    IReadOnlyList<SegmentView> Segments,
    IReadOnlyList<HeaderView> Headers,
    IReadOnlyList<AttachedFileView> AttachedFiles,
    CalendarReplyView? CalendarReply,
    IReadOnlyList<NoteView> Notes,
    IReadOnlyList<FiledView> AlsoFiledWith
)
{
    internal static CorrespondenceDetailView Create(
        Versioned<CorrespondenceItem> row,
        MessageContent content,
        IReadOnlyList<Versioned<CorrespondenceItem>> others
    ) =>
        new(
            CorrespondenceView.Create(row),
            content.Date is { } date ? OffsetDateTimePattern.ExtendedIso.Format(date) : null,
            [.. content.Segments.Select(s => new SegmentView(s.Kind.ToString(), s.Text, s.IsFolded))],
            [.. content.Headers.Select(h => new HeaderView(h.Name, h.Value, h.IsCut))],
            [.. content.Attachments.Select(AttachedFileView.Create)],
            content.CalendarReply is { } reply ? CalendarReplyView.Create(reply) : null,
            [
                .. content
                    .Notes.Concat(row.Value.Notes)
                    .Distinct()
                    .Select(n => new NoteView(n.Code.ToString(), n.Detail)),
            ],
            [.. others.Select(FiledView.Create)]
        );
}

/// <summary>A part of the text.</summary>
/// <param name="Kind">Own, ForwardedMessage, EnclosedMessage, Quotation, EarlierMessage, Signature or
/// OtherVersion.</param>
/// <param name="Text">The text.</param>
/// <param name="IsFolded">Whether a page shows it on request only.</param>
public sealed record SegmentView(string Kind, string Text, bool IsFolded);

/// <summary>A header of a message.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Value">The decoded value.</param>
/// <param name="IsCut">Whether only the beginning was kept.</param>
public sealed record HeaderView(string Name, string Value, bool IsCut);

/// <summary>An attachment.</summary>
/// <param name="Index">Its number in the message, for its address.</param>
/// <param name="Name">The file name.</param>
/// <param name="MediaType">The type that the sender declared.</param>
/// <param name="ProvedType">The type that its first bytes prove: PDF, PNG, JPEG or GIF.</param>
/// <param name="Bytes">The size.</param>
/// <param name="IsInline">Whether the sender asked to show it within the text.</param>
/// <param name="Container">The number of the attachment that contains it.</param>
public sealed record AttachedFileView(
    int Index,
    string Name,
    string MediaType,
    string? ProvedType,
    long Bytes,
    bool IsInline,
    int? Container
)
{
    internal static AttachedFileView Create(MessageAttachment attachment) =>
        new(
            attachment.Index,
            attachment.Name,
            attachment.MediaType,
            attachment.SniffedType,
            attachment.Size,
            attachment.IsInline,
            attachment.Container
        );
}

/// <summary>The answer of a calendar program.</summary>
/// <param name="Answer">Accepted, Declined, Tentative or Delegated.</param>
/// <param name="Attendee">The attendee's address or name.</param>
/// <param name="DelegatedTo">The delegate's address.</param>
/// <param name="Comment">The attendee's words.</param>
public sealed record CalendarReplyView(string Answer, string? Attendee, string? DelegatedTo, string? Comment)
{
    internal static CalendarReplyView Create(CalendarReply reply) =>
        new(reply.Answer.ToString(), reply.Attendee, reply.DelegatedTo, reply.Comment);
}

/// <summary>What was cut, or could not be opened.</summary>
/// <param name="Code">The reason, such as TextCut or UnknownCharset.</param>
/// <param name="Detail">The number, field, character set or name that it is about.</param>
public sealed record NoteView(string Code, string Detail);

/// <summary>The same message with another invitee.</summary>
/// <param name="Id">The message with that invitee.</param>
/// <param name="Invitee">The invitee.</param>
/// <param name="State">Waiting, Classified or SetAside.</param>
public sealed record FiledView(string Id, string? Invitee, string State)
{
    internal static FiledView Create(Versioned<CorrespondenceItem> row)
    {
        var view = CorrespondenceView.Create(row);
        return new FiledView(view.Id, view.Invitee, view.State);
    }
}
