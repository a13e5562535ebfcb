using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>The way by which a piece of correspondence reached us.</summary>
public enum CorrespondenceSource
{
    /// <summary>An e-mail, to the address that a letter named for replies.</summary>
    Mail,

    /// <summary>A confirmation that the organisation's website posted and that could not be taken for the reply of one
    /// invitee.</summary>
    Website,
}

/// <summary>How far a piece of correspondence has come.</summary>
public enum CorrespondenceState
{
    /// <summary>A person must read it.</summary>
    Waiting,

    /// <summary>It was an answer, and the answer is on the record of its invitation.</summary>
    Classified,

    /// <summary>Nothing is to be done about it. Automatic mail is filed in this state.</summary>
    Dismissed,

    /// <summary>It came without an invitation, and staff have found the one it belongs to. It goes on there, under the
    /// same id.</summary>
    Assigned,
}

/// <summary>A message for staff: an addressee's e-mail, or a confirmation without a matching invitee.</summary>
/// <remarks>All of its text comes from outside. It is sanitized (<see cref="Letters.TextSanitizer"/>) and shortened to
/// these limits, so that the largest message fits into a row of Table Storage (64 KiB a property). Pages must still
/// escape it.</remarks>
public sealed record CorrespondenceItem
{
    /// <summary>The most characters that are kept of a text.</summary>
    public const int MaxTextLength = 30_000;

    /// <summary>The most characters that are kept of an address, a subject or a header.</summary>
    public const int MaxLineLength = 300;

    /// <summary>The most headers, and the most attachments, that are noted.</summary>
    public const int MaxListed = 15;

    public required CorrespondenceId Id { get; init; }

    /// <summary>The campaign it belongs to; null where that is not known.</summary>
    public CampaignId? Campaign { get; init; }

    /// <summary>The invitee it is from; null where that is not known.</summary>
    public InviteeId? Invitee { get; init; }

    public required Instant ReceivedAt { get; init; }

    public required CorrespondenceSource Source { get; init; }

    /// <summary>Who it is from, as it says itself: nothing vouches for it.</summary>
    public required string From { get; init; }

    public required string Subject { get; init; }

    /// <summary>What it says: for mail its text without the parts quoted from earlier mail, for a website its
    /// payload.</summary>
    public required string Text { get; init; }

    /// <summary>The headers that matter for judging it.</summary>
    public ImmutableArray<CorrespondenceHeader> Headers { get; init; } = [];

    /// <summary>What was attached to it. The contents are not kept.</summary>
    public ImmutableArray<CorrespondenceAttachment> Attachments { get; init; } = [];

    /// <summary>What the mail provider thinks of it: its score for spam, and whether the sender's domain vouches for
    /// it.</summary>
    public string? Verdict { get; init; }

    /// <summary>An out-of-office note or other automatic mail: filed, and never answered.</summary>
    public bool IsAutomatic { get; init; }

    public CorrespondenceState State { get; init; }

    /// <summary>What was done about it; null while it waits, and for automatic mail.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>The stored version. Null for a new message.</summary>
    public string? Version { get; init; }

    /// <summary>The invitation it belongs to; null where that is not known.</summary>
    public InvitationKey? Invitation =>
        Campaign is { } campaign && Invitee is { } invitee ? new InvitationKey(campaign, invitee) : null;
}

/// <summary>A header of a message.</summary>
public sealed record CorrespondenceHeader(string Name, string Value);

/// <summary>An attachment of a message.</summary>
/// <param name="Name">Its file name, as its sender gave it.</param>
/// <param name="Type">Its media type, as its sender gave it.</param>
/// <param name="Bytes">Its size; null if it is unknown.</param>
public sealed record CorrespondenceAttachment(string Name, string Type, long? Bytes);

/// <summary>How staff handled a message.</summary>
/// <param name="By">The member of staff.</param>
/// <param name="At">The time.</param>
/// <param name="Answer">The recorded answer: <c>accepted</c>, <c>declined</c>, <c>delegated</c>. Null if there is
/// none.</param>
/// <param name="Reply">The id of the recorded reply. Null if there is none.</param>
/// <param name="Moved">The invitation to which it was assigned, as <c>{campaign}:{invitee}</c>. Null if it was
/// not.</param>
public sealed record Resolution(
    string By,
    Instant At,
    string? Answer = null,
    string? Reply = null,
    string? Moved = null
);
