using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>The running order of policy statements.</summary>
/// <param name="Rule">The campaign's rule: acceptance, alphabetical-french or lot.</param>
/// <param name="Days">The days, each with its statements in order.</param>
/// <param name="Unplaced">Statements without a place, and why.</param>
/// <param name="Undecided">Those who take part and have not said whether they wish a statement.</param>
/// <param name="Moved">The latest withdrawals and changed answers that moved places, the latest first.</param>
public sealed record RunningOrderView(
    string Rule,
    IReadOnlyList<RunningDayView> Days,
    IReadOnlyList<UnplacedView> Unplaced,
    IReadOnlyList<UndecidedView> Undecided,
    IReadOnlyList<RunningOrderChangeView> Moved
)
{
    internal static RunningOrderView From(
        LoadedCampaign campaign,
        RunningOrder order,
        IReadOnlyList<RunningOrderChange> changes
    )
    {
        var pinned = campaign.Entry.Pins.Select(p => p.Invitee).ToHashSet();
        return new RunningOrderView(
            campaign.Campaign.StatementOrder.Name,
            [
                .. order.Days.Select(d => new RunningDayView(
                    Text(d.Day.Day),
                    d.Day.Capacity,
                    [.. d.Slots.Select(s => CreateView(s, pinned.Contains(s.Statement.Invitee)))]
                )),
            ],
            [
                .. order.Unplaced.Select(u => new UnplacedView(
                    u.Request.Invitee.Value,
                    u.Request.FrenchName,
                    u.Request.Day is { } day ? Text(day) : null,
                    u.Reason.ToEnglish()
                )),
            ],
            [.. order.Undecided.Select(r => new UndecidedView(r.Invitee.Value, r.FrenchName))],
            [
                .. changes.Select(c => new RunningOrderChangeView(
                    Moments.FormatUtc(c.At),
                    c.Cause.Invitee.Value,
                    [.. c.Places.Select(CreateView)]
                )),
            ]
        );
    }

    private static StatementView CreateView(StatementSlot slot, bool isFixed)
    {
        var statement = slot.Statement;
        return new StatementView(
            slot.Place,
            slot.From is { } from ? CalendarText.Time(from) : null,
            slot.To is { } to ? CalendarText.Time(to) : null,
            slot.Fits,
            statement.Invitee.Value,
            statement.FrenchName,
            NullIfEmpty(statement.SpeakerTitle),
            NullIfEmpty(statement.SpeakerName),
            statement.Day is { } asked ? Text(asked) : null,
            statement.Language,
            slot.Minutes,
            Moments.FormatUtc(statement.AcceptedAt),
            isFixed
        );
    }

    private static PlaceChangeView CreateView(PlaceChange change) =>
        new(
            change.Request.Invitee.Value,
            change.FromDay is { } from ? Text(from) : null,
            change.From,
            change.ToDay is { } to ? Text(to) : null,
            change.To
        );

    private static string? NullIfEmpty(string text) => text is { Length: > 0 } ? text : null;

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

/// <summary>A day of the running order.</summary>
/// <param name="Day">The day.</param>
/// <param name="Capacity">How many statements it holds.</param>
/// <param name="Statements">The statements, in order.</param>
public sealed record RunningDayView(string Day, int Capacity, IReadOnlyList<StatementView> Statements);

/// <summary>A statement in its place.</summary>
/// <param name="Place">The place on the day, from 1.</param>
/// <param name="From">When it begins, in the campaign's zone; left out where the hours of the day are not
/// known.</param>
/// <param name="To">When it ends.</param>
/// <param name="Fits">False where it does not fit into the hours of the day.</param>
/// <param name="Invitee">The invitee.</param>
/// <param name="NameInFrench">The State's name in French.</param>
/// <param name="SpeakerTitle">The title or function of the speaker: as the reply names it, or else of the
/// representative or of the office.</param>
/// <param name="SpeakerName">The name of the speaker, likewise.</param>
/// <param name="DayAskedFor">The day that the reply asks for.</param>
/// <param name="Language">The language of the statement.</param>
/// <param name="Minutes">Its minutes: those that the reply asks for, or else the hours of the day divided by its
/// capacity.</param>
/// <param name="AcceptedAt">When the invitation was accepted.</param>
/// <param name="Fixed">Whether staff have fixed the place.</param>
public sealed record StatementView(
    int Place,
    string? From,
    string? To,
    bool Fits,
    string Invitee,
    string NameInFrench,
    string? SpeakerTitle,
    string? SpeakerName,
    string? DayAskedFor,
    string? Language,
    int? Minutes,
    string AcceptedAt,
    bool Fixed
);

/// <summary>A statement without a place.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="NameInFrench">The State's name in French.</param>
/// <param name="DayAskedFor">The day that the reply asks for.</param>
/// <param name="Why">Why it has no place.</param>
public sealed record UnplacedView(string Invitee, string NameInFrench, string? DayAskedFor, string Why);

/// <summary>An invitee who takes part and has not said whether a statement is wished.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="NameInFrench">The State's name in French.</param>
public sealed record UndecidedView(string Invitee, string NameInFrench);

/// <summary>Places that a withdrawal or a changed answer has moved.</summary>
/// <param name="At">When it was withdrawn or answered.</param>
/// <param name="Invitee">The invitee that was withdrawn or changed the answer.</param>
/// <param name="Places">The places that moved.</param>
public sealed record RunningOrderChangeView(string At, string Invitee, IReadOnlyList<PlaceChangeView> Places);

/// <summary>A place in the running order that is another one than before.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="FromDay">The day before; left out where there was no place.</param>
/// <param name="From">The place before.</param>
/// <param name="ToDay">The day after; left out where there was no place any more.</param>
/// <param name="To">The place after.</param>
public sealed record PlaceChangeView(string Invitee, string? FromDay, int? From, string? ToDay, int? To);
