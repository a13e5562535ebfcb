using System.Text.Json.Serialization;
using NodaTime;

namespace Wsis.Invitations.Replies;

/// <summary>The way by which a reply reached us.</summary>
public enum Channel
{
    /// <summary>The reply page, through the link in a letter.</summary>
    Page,

    /// <summary>The organisation's website, through the signed webhook.</summary>
    Webhook,

    /// <summary>A letter or an e-mail, recorded by staff.</summary>
    Correspondence,
}

/// <summary>A reply: the answer, its time and its channel.</summary>
public sealed record Reply
{
    /// <summary>The most characters of a free text in a reply: names, titles and remarks together stay far inside a
    /// Table Storage property (64 KiB).</summary>
    public const int MaxRemarkLength = 4000;

    /// <summary>Names this reply; the same id again is the same reply and changes nothing. At most 100
    /// characters.</summary>
    public required string Id { get; init; }

    public required Channel Channel { get; init; }

    public required Instant ReceivedAt { get; init; }

    public required Answer Answer { get; init; }

    public string? Remarks { get; init; }

    /// <summary>The own e-mail address of the person who answered: it gets a copy of the acknowledgement. Null if none
    /// was left.</summary>
    public string? CopyTo { get; init; }

    /// <summary>The member of staff who recorded it, and the reference of the letter; for correspondence
    /// only.</summary>
    public string? RecordedBy { get; init; }

    public string? Reference { get; init; }

    /// <summary>The id of the message or scan that it was recorded from
    /// (<see cref="Correspondence.CorrespondenceId"/>); null where there is none.</summary>
    public string? Message { get; init; }

    /// <summary>The trace in which it was recorded, as W3C trace context writes it (<c>traceparent</c>); null where
    /// none was kept. The acknowledgement goes on with it.</summary>
    public string? Trace { get; init; }

    /// <summary>When the same answer was last received again; null where it came once. A letter that is older than this
    /// does not replace it.</summary>
    public Instant? RepeatedAt { get; init; }

    /// <summary>When this answer was last given.</summary>
    [JsonIgnore]
    public Instant GivenAt => RepeatedAt ?? ReceivedAt;

    /// <summary>Set by the decider: it came after the deadline and the period of grace.</summary>
    public bool Late { get; init; }

    /// <summary>The same answer with the numbers that followed from the names.</summary>
    internal Reply WithDelegationSize(int size, int? women) =>
        this with
        {
            Answer = Answer switch
            {
                Answer.Delegated delegated => delegated with
                {
                    Participation = delegated.Participation with { DelegationSize = size, Women = women },
                },
                Answer.Accepted accepted => accepted with
                {
                    Participation = accepted.Participation with { DelegationSize = size, Women = women },
                },
                var declined => declined,
            },
        };

    /// <summary>The same answer without anything about a person.</summary>
    internal Reply WithoutPersons() =>
        this with
        {
            Answer = Answer switch
            {
                Answer.Delegated delegated => new Answer.Delegated(
                    new Representative("", "", null),
                    delegated.Participation.WithoutPersons()
                ),
                Answer.Accepted accepted => new Answer.Accepted(accepted.Participation.WithoutPersons()),
                var declined => declined,
            },
            Remarks = null,
            CopyTo = null,
            RecordedBy = null,
            Reference = null,
            Message = null,
        };

    /// <summary>Whether it says the same as another reply, whatever the channel.</summary>
    /// <param name="other">The other reply.</param>
    /// <param name="onlyKind">Whether the same kind of answer is enough if this reply gives no particulars: a message
    /// that says yes again does not withdraw the delegation that was announced.</param>
    public bool Repeats(Reply other, bool onlyKind) =>
        // Another address for the copy is to get one.
        (Answer == other.Answer && Remarks == other.Remarks && (CopyTo is null || CopyTo == other.CopyTo))
        || (
            onlyKind
            && Remarks is null
            && Answer.Kind == other.Answer.Kind
            && Answer.Attendance == new Participation()
            && (Answer as Answer.Delegated)?.Representative == (other.Answer as Answer.Delegated)?.Representative
        );
}
