using NodaTime;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>One line of an invitation's append-only history.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="What">What happened, as a stable word: <c>letter sent</c>, <c>reply recorded</c>, ...</param>
/// <param name="Who">The member of staff who did it, if one did.</param>
/// <param name="Step">The letter it is about, if it is about one.</param>
/// <param name="Note">The particulars, for a reader.</param>
/// <param name="Reply">The reply as it came, if it is about one.</param>
public sealed record JournalEntry(
    Instant At,
    string What,
    string? Who = null,
    string? Step = null,
    string? Note = null,
    Reply? Reply = null
);
