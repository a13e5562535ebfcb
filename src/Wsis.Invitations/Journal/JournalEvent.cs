using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Journal;

/// <summary>What a journal entry records: a code with its arguments. The set is closed. Each language that shows
/// journals has a text for every event (<see cref="IJournalTexts"/>).</summary>
public abstract partial record JournalEvent
{
    /// <summary>All cases, by their codes.</summary>
    public static readonly Codes Codes = new(typeof(JournalEvent));

    private JournalEvent() { }

    /// <summary>The stable name of the event, in the API and in the store.</summary>
    public string Code => Reasons.Codes.Read(GetType());

    /// <summary>The event in a language.</summary>
    public abstract JournalText In(IJournalTexts texts);

    /// <summary>An event of one letter.</summary>
    public abstract record LetterEvent(StepId Step) : JournalEvent;

    /// <summary>An event that keeps a reply as it came.</summary>
    public abstract record ReplyEvent(Reply Reply) : JournalEvent;

    /// <summary>A line of a build without codes, or of a later build, whose event this build does not know.</summary>
    [Code("as-written")]
    public sealed record AsWritten(string What, string? Note = null, string? Step = null, Reply? Reply = null)
        : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }
}
