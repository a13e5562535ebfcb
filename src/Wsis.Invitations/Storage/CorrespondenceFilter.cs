using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Storage;

/// <summary>Selects messages. A null property does not filter.</summary>
/// <param name="State">What was done about the message.</param>
/// <param name="Invitee">The invitee that it belongs to.</param>
/// <param name="InviteeState">The code of the invitee's State.</param>
/// <param name="Sender">Text that its sender contains, in any case.</param>
/// <param name="Text">Text that its sender, recipients, subject, text or names of attachments contain, in any
/// case.</param>
/// <param name="Since">It arrived at this time or later.</param>
/// <param name="Until">It arrived at this time or earlier.</param>
/// <param name="IsUnassigned">True: it belongs to no invitation.</param>
public sealed record CorrespondenceFilter(
    CorrespondenceState? State = null,
    InviteeId? Invitee = null,
    string? InviteeState = null,
    string? Sender = null,
    string? Text = null,
    Instant? Since = null,
    Instant? Until = null,
    bool IsUnassigned = false
)
{
    public static readonly CorrespondenceFilter None = new();

    /// <summary>Reads a day of arrival. Null where the text is none, or the day after it does not exist.</summary>
    public static LocalDate? ReadDay(string? text) =>
        LocalDatePattern.Iso.Parse(text ?? "") is { Success: true, Value: { Year: >= 1 and < 9999 } day } ? day : null;

    /// <summary>Whether a store that cannot search in texts must read every message.</summary>
    public bool SearchesTexts => Sender is { Length: > 0 } || Text is { Length: > 0 } || IsUnassigned;

    public bool Passes(CorrespondenceItem item) =>
        (State is null || item.State == State)
        && (Invitee is null || item.Invitee == Invitee)
        && (InviteeState is null || item.InviteeState == InviteeState)
        && (Since is not { } since || string.CompareOrdinal(item.Id.Value, CorrespondenceId.BeginOf(since)) >= 0)
        && (Until is not { } until || string.CompareOrdinal(item.Id.Value, CorrespondenceId.EndOf(until)) <= 0)
        && PassesTexts(item);

    /// <summary>Whether the message passes the part of the filter for which <see cref="SearchesTexts"/> is
    /// true.</summary>
    public bool PassesTexts(CorrespondenceItem item) =>
        (!IsUnassigned || item.Invitee is null)
        && Contains(Sender, [item.From])
        && Contains(
            Text,
            [item.From, item.To, item.Subject, item.Text, item.FoldedText, .. item.Attachments.Select(a => a.Name)]
        );

    private static bool Contains(string? searched, IEnumerable<string> texts) =>
        searched is not { Length: > 0 } || texts.Any(t => t.Contains(searched, StringComparison.OrdinalIgnoreCase));
}
