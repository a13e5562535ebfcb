using NodaTime;
using Wsis.Invitations.Storage;

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

    /// <summary>The member of staff who recorded it, and the reference of the letter; for correspondence
    /// only.</summary>
    public string? RecordedBy { get; init; }

    public string? Reference { get; init; }

    /// <summary>The trace in which it was recorded, as W3C trace context writes it (<c>traceparent</c>); null where
    /// none was kept. The acknowledgement goes on with it.</summary>
    public string? Trace { get; init; }

    /// <summary>Set by the decider: it came after the deadline and the period of grace.</summary>
    public bool Late { get; init; }
}
