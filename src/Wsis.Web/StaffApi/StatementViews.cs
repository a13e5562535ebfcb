using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffApi;

/// <summary>The running order of policy statements.</summary>
/// <param name="Rule">The campaign's rule: acceptance, alphabetical-french or lot.</param>
/// <param name="Days">The days, each with its statements in order.</param>
/// <param name="Unplaced">Statements without a place, and why.</param>
public sealed record RunningOrderView(
    string Rule,
    IReadOnlyList<RunningDayView> Days,
    IReadOnlyList<UnplacedView> Unplaced
)
{
    internal static RunningOrderView From(LoadedCampaign campaign, RunningOrder order)
    {
        var pinned = campaign.Entry.Pins.Select(p => p.Invitee).ToHashSet();
        return new RunningOrderView(
            campaign.Campaign.StatementOrder.Name,
            [
                .. order.Days.Select(d => new RunningDayView(
                    Text(d.Day.Day),
                    d.Day.Capacity,
                    [
                        .. d.Statements.Select(
                            (s, i) =>
                                new StatementView(
                                    i + 1,
                                    s.Invitee.Value,
                                    s.FrenchName,
                                    s.Day is { } asked ? Text(asked) : null,
                                    s.Language,
                                    Moments.FormatUtc(s.AcceptedAt),
                                    pinned.Contains(s.Invitee)
                                )
                        ),
                    ]
                )),
            ],
            [
                .. order.Unplaced.Select(u => new UnplacedView(
                    u.Request.Invitee.Value,
                    u.Request.FrenchName,
                    u.Request.Day is { } day ? Text(day) : null,
                    u.Reason.ToEnglish()
                )),
            ]
        );
    }

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

/// <summary>A day of the running order.</summary>
/// <param name="Day">The day.</param>
/// <param name="Capacity">How many statements it holds.</param>
/// <param name="Statements">The statements, in order.</param>
public sealed record RunningDayView(string Day, int Capacity, IReadOnlyList<StatementView> Statements);

/// <summary>A statement in its place.</summary>
/// <param name="Place">The place on the day, from 1.</param>
/// <param name="Invitee">The invitee.</param>
/// <param name="NameInFrench">The State's name in French.</param>
/// <param name="DayAskedFor">The day that the reply asks for.</param>
/// <param name="Language">The language of the statement.</param>
/// <param name="AcceptedAt">When the invitation was accepted.</param>
/// <param name="Fixed">Whether staff have fixed the place.</param>
public sealed record StatementView(
    int Place,
    string Invitee,
    string NameInFrench,
    string? DayAskedFor,
    string? Language,
    string AcceptedAt,
    bool Fixed
);

/// <summary>A statement without a place.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="NameInFrench">The State's name in French.</param>
/// <param name="DayAskedFor">The day that the reply asks for.</param>
/// <param name="Why">Why it has no place.</param>
public sealed record UnplacedView(string Invitee, string NameInFrench, string? DayAskedFor, string Why);
