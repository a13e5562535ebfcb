using NodaTime;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Journal;

/// <summary>An entry of the append-only journal of an invitation or a campaign.</summary>
/// <param name="At">The time of recording.</param>
/// <param name="Event">What happened.</param>
/// <param name="Who">The member of staff. Null if no person acted.</param>
public sealed record JournalEntry(Instant At, JournalEvent Event, string? Who = null)
{
    /// <summary>The letter that the event is about; null where it is about none.</summary>
    public string? Step =>
        Event switch
        {
            JournalEvent.LetterEvent letter => letter.Step.Value,
            JournalEvent.AsWritten line => line.Step,
            _ => null,
        };

    /// <summary>The reply as it came; null where the event is about none.</summary>
    public Reply? Reply =>
        Event switch
        {
            JournalEvent.ReplyEvent reply => reply.Reply,
            JournalEvent.AsWritten line => line.Reply,
            _ => null,
        };
}
