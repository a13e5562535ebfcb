using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Replies;

namespace Wsis.TableStorage.Rows;

/// <summary>A stored journal entry. Builds without codes write and read the event in English words.
/// <paramref name="What"/> and <paramref name="Note"/> are kept for them.</summary>
/// <param name="At">The time of recording.</param>
/// <param name="What">What happened, in English.</param>
/// <param name="Who">The member of staff.</param>
/// <param name="Step">The step of the letter.</param>
/// <param name="Note">The details, in English.</param>
/// <param name="Reply">The recorded reply.</param>
/// <param name="Event">The event's code with its arguments, without the step and the reply. Null in a line of a build
/// without codes.</param>
internal sealed record JournalLine(
    Instant At,
    string What,
    string? Who = null,
    string? Step = null,
    string? Note = null,
    Reply? Reply = null,
    JsonObject? Event = null
)
{
    private const string StepArgument = "step";
    private const string ReplyArgument = "reply";

    public static JournalLine From(JournalEntry entry)
    {
        var text = FormerWords.Write(entry.Event);
        return new JournalLine(
            entry.At,
            text.What,
            entry.Who,
            entry.Step,
            text.Note,
            entry.Reply,
            entry.Event is JournalEvent.AsWritten ? null : Arguments(entry.Event)
        );
    }

    public JournalEntry ToEntry() => new(At, Known() ?? FormerJournal.Read(What, Note, Step, Reply), Who);

    private static JsonObject Arguments(JournalEvent happened)
    {
        var json = RowJson.Write(happened, happened.Code);
        json.Remove(StepArgument);
        json.Remove(ReplyArgument);
        return json;
    }

    /// <summary>Null for a line without a code, and for an event of a later build.</summary>
    private JournalEvent? Known()
    {
        if (Event is null)
            return null;
        var json = Event.DeepClone().AsObject();
        if (Step is not null)
            json[StepArgument] = Step;
        if (Reply is not null)
            json[ReplyArgument] = JsonNode.Parse(RowJson.Write(Reply));
        try
        {
            return RowJson.Read<JournalEvent>(JournalEvent.Codes, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
