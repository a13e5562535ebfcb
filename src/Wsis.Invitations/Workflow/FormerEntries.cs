using NodaTime;

namespace Wsis.Invitations.Workflow;

/// <summary>The calendar entries of earlier replies that may still be in the diary of the office. The letters that
/// follow cancel those that the current reply has no more.</summary>
/// <param name="Event">Whether the event is among them.</param>
/// <param name="StatementDay">The day of the policy statement that is among them. Null if there is none.</param>
public sealed record FormerEntries(bool Event, LocalDate? StatementDay)
{
    public static readonly FormerEntries None = new(false, null);

    /// <summary>The entries that may be in the diary before the next reply of an invitation. Those that an
    /// acknowledgement has replaced or cancelled are in it no more.</summary>
    internal static FormerEntries Before(Invitation invitation)
    {
        var isAnnounced =
            invitation.Acknowledgement is
            { State: DispatchState.Sent, Posted: null, Delivery: not (Delivery.Refused or Delivery.Blocked) };
        var earlier = isAnnounced ? None : Read(invitation);
        var current = invitation.Reply?.Answer.Attendance;
        return new FormerEntries(current is not null || earlier.Event, current?.StatementDay ?? earlier.StatementDay);
    }

    /// <summary>The former entries of an invitation. Rows of earlier versions do not say it: after several replies, one
    /// of them may have been an acceptance.</summary>
    internal static FormerEntries Read(Invitation invitation) =>
        invitation.FormerEntries ?? new FormerEntries(invitation.Replies > 1, null);
}
