using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>The calendar entries of earlier replies that may still be in the diary of the office. The letters that
/// follow cancel those that the current reply has no more.</summary>
/// <param name="Event">Whether the event is among them.</param>
/// <param name="StatementDay">The day of the policy statement that is among them. Null if there is none.</param>
public sealed record FormerEntries(bool Event, LocalDate? StatementDay)
{
    /// <summary>The most persons of one office whose diaries are followed. Those who answered first are dropped first,
    /// because the row must stay small.</summary>
    public const int MaxPersons = 20;

    public static readonly FormerEntries None = new(false, null);

    /// <summary>The own addresses of the persons who gave earlier replies and got their entries with a copy of the
    /// acknowledgement.</summary>
    public ImmutableArray<string> Persons { get; init; } = [];

    /// <summary>The entries that may be in the diary before the next reply of an invitation. Those that an
    /// acknowledgement has replaced or cancelled are in it no more.</summary>
    internal static FormerEntries Before(Invitation invitation)
    {
        var isAnnounced =
            invitation.Acknowledgement is
            { State: DispatchState.Sent, Posted: null, Delivery: not (Delivery.Refused or Delivery.Blocked) };
        var earlier = isAnnounced ? None : Read(invitation);
        var current = invitation.Reply?.Answer.Attendance;
        return new FormerEntries(current is not null || earlier.Event, current?.StatementDay ?? earlier.StatementDay)
        {
            Persons = invitation.Dispatches.Any(TellsOfWithdrawal) ? [] : FindPersons(invitation),
        };
    }

    /// <summary>The former entries of an invitation. Rows of earlier versions do not say it: after several replies, one
    /// of them may have been an acceptance.</summary>
    internal static FormerEntries Read(Invitation invitation) =>
        invitation.FormerEntries ?? new FormerEntries(invitation.Replies > 1, null);

    /// <summary>The own addresses that get a copy of the acknowledgement: that of the person who gave the current
    /// reply, and those of earlier replies, if the diaries are wrong without it.</summary>
    internal static ImmutableArray<string> ListAcknowledgementCopies(Invitation invitation)
    {
        if (invitation.Reply is not { } reply)
            return [];
        var former = Read(invitation);
        var current = reply.Answer.Attendance;
        var isChanged = current is null || (former.StatementDay is { } day && day != current.StatementDay);
        return Add(isChanged ? former.Persons : [], reply.CopyTo);
    }

    /// <summary>The own addresses that get a copy of the letter of withdrawal: those with an entry in the
    /// diary.</summary>
    internal static ImmutableArray<string> ListWithdrawalCopies(Invitation invitation) => FindPersons(invitation);

    /// <summary>Forgets the own addresses that were left through a reply link. Once it is revoked, nothing more goes to
    /// them: it may have been in the wrong hands.</summary>
    internal static Invitation ForgetPersons(Invitation invitation) =>
        invitation with
        {
            FormerEntries = invitation.FormerEntries is { } entries ? entries with { Persons = [] } : null,
            Reply = invitation.Reply is { Channel: Channel.Page } reply
                ? reply with
                {
                    CopyTo = null,
                }
                : invitation.Reply,
        };

    /// <summary>The persons with an entry in the diary. After the answer of an office that does not come, they have
    /// none as soon as the acknowledgement has gone to them.</summary>
    private static ImmutableArray<string> FindPersons(Invitation invitation)
    {
        var former = Read(invitation).Persons;
        return invitation.Reply?.Answer.Attendance is not null ? Add(former, invitation.Reply.CopyTo)
            : invitation.PersonalAcknowledgement is { State: DispatchState.Sent, Posted: null } ? []
            : former;
    }

    private static bool TellsOfWithdrawal(Dispatch letter) =>
        letter is { State: DispatchState.Sent, Posted: null, Kind: LetterKind.Withdrawal or LetterKind.WithdrawalCopy };

    private static ImmutableArray<string> Add(ImmutableArray<string> persons, string? address) =>
        address is null
            ? persons
            :
            [
                .. persons
                    .Where(p => !string.Equals(p, address, StringComparison.OrdinalIgnoreCase))
                    .Append(address)
                    .TakeLast(MaxPersons),
            ];
}
