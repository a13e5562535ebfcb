using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>The way by which a message reached us.</summary>
public enum CorrespondenceSource
{
    /// <summary>An e-mail, to the address that a letter named for replies.</summary>
    Mail,

    /// <summary>A confirmation that the organisation's website posted and that could not be recorded as the reply of
    /// one invitee.</summary>
    Website,

    /// <summary>A letter on paper, of which staff uploaded a scan.</summary>
    Paper,
}

/// <summary>A sign by which the invitation of a message is found, the strongest first.</summary>
public enum MatchSign
{
    /// <summary>It was sent to the reply address of the invitation, which nobody else knows.</summary>
    ReplyAddress,

    /// <summary>It replies to a letter of the invitation, or reports on one.</summary>
    Letter,

    /// <summary>It names the invitee's address as its sender. Anybody can write that.</summary>
    Sender,
}

/// <summary>What was done about a message.</summary>
public enum CorrespondenceState
{
    /// <summary>A person must read it.</summary>
    Waiting,

    /// <summary>It gave an answer, and the answer is recorded on its invitation.</summary>
    Classified,

    /// <summary>Nothing is to be done about it. Automatic mail is filed in this state.</summary>
    Dismissed,

    /// <summary>Staff moved it to the mailbox of another campaign, where it has the same id.</summary>
    Assigned,
}

/// <summary>A message as one invitation has it: an e-mail, a letter on paper, a confirmation that matched nobody. A
/// message to several invitations is filed once for each, and each is handled separately.</summary>
/// <remarks>This is what lists and filters need. The whole message is in <see cref="IMessageStore"/>. The texts come
/// from outside, are plain (<see cref="TextSanitizer"/>) and cut to the limits named here, so that the largest
/// message fits into a row of Table Storage (64 KiB a property). A page must still escape them.</remarks>
public sealed record CorrespondenceItem
{
    /// <summary>The most characters that are kept of a text.</summary>
    public const int MaxTextLength = 30_000;

    /// <summary>The most characters that are kept of an address, a subject or a header.</summary>
    public const int MaxLineLength = 300;

    /// <summary>The most headers, attachments, marks and notes that are listed.</summary>
    public const int MaxListed = 15;

    public required CorrespondenceId Id { get; init; }

    /// <summary>The campaign that it belongs to. Null where that is not known.</summary>
    public CampaignId? Campaign { get; init; }

    /// <summary>The invitee that it is from. Null where that is not known.</summary>
    public InviteeId? Invitee { get; init; }

    /// <summary>The code of the invitee's State. Null where the invitee is not known.</summary>
    public string? InviteeState { get; init; }

    public required Instant ReceivedAt { get; init; }

    public required CorrespondenceSource Source { get; init; }

    /// <summary>The sender, as the message says. Nothing proves it.</summary>
    public required string From { get; init; }

    /// <summary>The recipients, as the message says.</summary>
    public string To { get; init; } = "";

    public required string Subject { get; init; }

    /// <summary>The beginning of the text without its folded parts; for a website its payload.</summary>
    public required string Text { get; init; }

    /// <summary>The beginning of the folded parts, for searches. It is not known yet which addresses are ours when a
    /// message is filed, so there may be words in it that the page shows.</summary>
    public string FoldedText { get; init; } = "";

    /// <summary>The headers that help to judge it.</summary>
    public ImmutableArray<CorrespondenceHeader> Headers { get; init; } = [];

    /// <summary>The first attachments.</summary>
    public ImmutableArray<CorrespondenceAttachment> Attachments { get; init; } = [];

    /// <summary>How many attachments it has.</summary>
    public int AttachmentCount { get; init; }

    /// <summary>The whole message in <see cref="IMessageStore"/>. Null for a confirmation of a website, and for a
    /// message from before whole messages were stored.</summary>
    public StoredContent? Content { get; init; }

    /// <summary>The sender's own id of the message, without angle brackets. Null where there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The campaigns that a message of the shared mailbox names. It is erased with each of them.</summary>
    public ImmutableArray<CampaignId> Names { get; init; } = [];

    /// <summary>The sign by which its invitation was found. Null where staff assigned it, or nothing was
    /// found.</summary>
    public MatchSign? MatchedBy { get; init; }

    /// <summary>What the mail provider says about it: its spam score, and whether the sender's domain vouches for
    /// it.</summary>
    public string? Verdict { get; init; }

    /// <summary>Whether a program surely wrote it, such as an out-of-office notice.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Weak signs that a program wrote or distributed it, such as <c>Precedence: list</c>. They decide
    /// nothing.</summary>
    public ImmutableArray<string> Marks { get; init; } = [];

    /// <summary>What could not be read of it, or was cut.</summary>
    public ImmutableArray<ReadingNote> Notes { get; init; } = [];

    /// <summary>What a delivery or read report says. Null where it is none.</summary>
    public ReportedDelivery? Report { get; init; }

    /// <summary>The answer that a calendar reply gives, to be proposed to staff. Null where it is none.</summary>
    public CalendarAnswer? ProposedAnswer { get; init; }

    public CorrespondenceState State { get; init; }

    /// <summary>What was done about it. Null while it waits, and for automatic mail.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>The answer that a member of staff is recording. The next person who handles the message completes
    /// it.</summary>
    public PendingReply? Pending { get; init; }

    /// <summary>What a confirmation of a website says. It has no subject then, and no sender where it does not name
    /// the invitee by an address. Null for other messages. Version 0.2.0 wrote an English subject.</summary>
    public UnmatchedConfirmation? Confirmation { get; init; }

    /// <summary>The invitation that it belongs to. Null where that is not known.</summary>
    public InvitationKey? Invitation =>
        Campaign is { } campaign && Invitee is { } invitee ? new InvitationKey(campaign, invitee) : null;

    /// <summary>The name of the whole message. Null where it is not stored, or stored where staff moved it.</summary>
    public MessageName? ContentName =>
        Content is { } content && State != CorrespondenceState.Assigned ? new MessageName(Campaign, content.Key) : null;
}

/// <summary>A confirmation of a website that could not be recorded as the reply of one invitee.</summary>
public sealed record UnmatchedConfirmation
{
    /// <summary>The answer (<see cref="AnswerKinds"/>).</summary>
    public required string Answer { get; init; }

    /// <summary>Why staff must decide.</summary>
    public required Reason Reason { get; init; }
}

/// <summary>A whole message in <see cref="IMessageStore"/>.</summary>
/// <param name="Key">The key of its <see cref="MessageName"/>.</param>
/// <param name="Bytes">Its size.</param>
public sealed record StoredContent(string Key, long Bytes);

/// <summary>What a report says about a letter.</summary>
/// <param name="Kind">Whether it reports a delivery or a reading.</param>
/// <param name="Letter">The id of the dispatch, if it is a letter of ours (<see cref="DispatchId"/>).</param>
/// <param name="Recipient">The address that it is about. Null where it does not say.</param>
/// <param name="Action">Such as <c>failed</c> or <c>delayed</c>; for a read report its disposition.</param>
/// <param name="Status">The status code, such as <c>5.1.1</c>.</param>
/// <param name="Diagnostic">The words of the server.</param>
public sealed record ReportedDelivery(
    ReportKind Kind,
    string? Letter,
    string? Recipient,
    string? Action,
    string? Status,
    string? Diagnostic
)
{
    /// <summary>The same in plain texts, cut to what a row holds.</summary>
    internal ReportedDelivery Clean() =>
        this with
        {
            Recipient = Clean(Recipient),
            Action = Clean(Action),
            Status = Clean(Status),
            Diagnostic = Clean(Diagnostic),
        };

    private static string? Clean(string? text) =>
        text is null ? null : TextSanitizer.LineUpTo(CorrespondenceItem.MaxLineLength, text);
}

/// <summary>A reply that is being recorded from a message. It is stored with the message first, so that of two
/// members of staff only one records a reply, and an interrupted recording is completed.</summary>
public sealed record PendingReply(Reply Reply, Instant Since);

/// <summary>A header of a message.</summary>
public sealed record CorrespondenceHeader(string Name, string Value);

/// <summary>An attachment in a list.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Type">Its media type, as its sender gave it.</param>
/// <param name="Bytes">Its size. Null where it is not known.</param>
public sealed record CorrespondenceAttachment(string Name, string Type, long? Bytes);

/// <summary>What was done about a message.</summary>
/// <param name="By">The member of staff who did it.</param>
/// <param name="At">When.</param>
/// <param name="Answer">What it was classified as: <c>accepted</c>, <c>declined</c>, <c>delegated</c>; null
/// otherwise.</param>
/// <param name="Reply">The id of the reply that was recorded from it; null otherwise.</param>
/// <param name="Moved">The invitation it was assigned to, as <c>{campaign}:{invitee}</c>; null otherwise.</param>
public sealed record Resolution(
    string By,
    Instant At,
    string? Answer = null,
    string? Reply = null,
    string? Moved = null
);
