using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>What the page of a message shows.</summary>
public sealed record MessageModel
{
    /// <summary>The campaign under which it is shown. Null on the pages of the shared mailbox.</summary>
    public required LoadedCampaign? Campaign { get; init; }

    public required CorrespondenceItem Item { get; init; }

    public required MessageContent Content { get; init; }

    /// <summary>The same message with other invitations.</summary>
    public required IReadOnlyList<CorrespondenceItem> Siblings { get; init; }

    /// <summary>The campaigns to whose invitations it can be assigned.</summary>
    public required IReadOnlyList<LoadedCampaign> Campaigns { get; init; }

    /// <summary>The attachment that is shown on the page. Null where none is asked for.</summary>
    public MessageAttachment? Viewed { get; init; }

    /// <summary>The invitee to whom staff can answer with a letter. Null where there is none, or the campaign sends no
    /// letters any more.</summary>
    public Invitee? Addressee { get; init; }

    /// <summary>What was cut when it arrived, and what cannot be opened now.</summary>
    public IEnumerable<ReadingNote> Notes => Content.Notes.Concat(Item.Notes).Distinct();

    /// <summary>The answer that is proposed to staff.</summary>
    public ReplyForm Proposed =>
        Content.CalendarReply is { } reply
            ? new ReplyForm
            {
                Answer = reply.Answer switch
                {
                    CalendarAnswer.Accepted => AnswerKinds.Accepted,
                    CalendarAnswer.Declined => AnswerKinds.Declined,
                    CalendarAnswer.Delegated => AnswerKinds.Delegated,
                    _ => null,
                },
                RepresentativeAddress = reply.DelegatedTo,
                Remarks = reply.Comment,
                CopyTo = Sender,
            }
            : new ReplyForm { CopyTo = Sender };

    /// <summary>The sender of an e-mail, for a copy of the acknowledgement. Null where it is the official address,
    /// which has the acknowledgement.</summary>
    private string? Sender =>
        Item.Source == CorrespondenceSource.Mail
        && EmailAddress.TryRead(Item.From, out var address)
        && Addressee?.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase) != true
            ? address
            : null;
}
