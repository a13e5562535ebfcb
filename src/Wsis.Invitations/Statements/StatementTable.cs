using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Statements;

/// <summary>The running order as a table: the statements by day and place, then those without a place.</summary>
public static class StatementTable
{
    private static readonly IReadOnlyList<string> Columns =
    [
        "day",
        "place",
        "from",
        "to",
        "id",
        "state",
        "nameInEnglish",
        "nameInFrench",
        "speakerTitle",
        "speakerName",
        "statementLanguage",
        "minutes",
        "statementDay",
        "fixed",
        "notPlaced",
    ];

    public static ExportedTable Create(RunningOrder order, IReadOnlyCollection<StatementPin> pins)
    {
        var pinned = pins.Select(p => p.Invitee).ToHashSet();
        return new ExportedTable(
            Columns,
            [
                .. order.Days.SelectMany(d => d.Slots.Select(s => CreateRow(d.Day.Day, s, pinned))),
                .. order.Unplaced.Select(u => CreateRow(u.Request, null, null, u.Request.Minutes, pinned, u.Reason)),
            ]
        );
    }

    private static IReadOnlyList<object?> CreateRow(LocalDate day, StatementSlot slot, HashSet<InviteeId> pinned) =>
        CreateRow(slot.Statement, day, slot, slot.Minutes, pinned, slot.Fits ? null : new Reason.HoursFull());

    private static IReadOnlyList<object?> CreateRow(
        StatementRequest statement,
        LocalDate? day,
        StatementSlot? slot,
        int? minutes,
        HashSet<InviteeId> pinned,
        Reason? notPlaced
    ) =>
        [
            day,
            slot?.Place,
            slot?.From,
            slot?.To,
            statement.Invitee.Value,
            statement.State,
            statement.EnglishName,
            statement.FrenchName,
            statement.SpeakerTitle,
            statement.SpeakerName,
            statement.Language,
            minutes,
            statement.Day,
            pinned.Contains(statement.Invitee) ? true : null,
            notPlaced,
        ];
}
