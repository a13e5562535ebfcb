using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Clocks;

/// <summary>Deadlines on the awkward days of the calendar: reckoned as a person with a wall calendar does, and kept to
/// the second.</summary>
public sealed class CalendarTests
{
    private static readonly Invitee Addressee = SampleCampaign.Folder.Invitees[0];

    [Theory]
    // Clocks go forward on 25 March 2018 at 2:00: two days before a deadline after it are 47 hours, before one that
    // precedes it 48.
    [InlineData(
        "Europe/Zurich",
        "2018-02-01T09:00:00",
        "2018-03-26T00:00:00",
        "deadline - P2D",
        "2018-03-23T23:00:00",
        "2018-03-25T22:00:00"
    )]
    [InlineData(
        "Europe/Zurich",
        "2018-02-01T09:00:00",
        "2018-03-25T00:00:00",
        "deadline - P2D",
        "2018-03-22T23:00:00",
        "2018-03-24T23:00:00"
    )]
    // A time that does not exist that night is as much later as the clocks are put forward.
    [InlineData(
        "Europe/Zurich",
        "2018-02-01T09:00:00",
        "2018-03-25T02:30:00",
        "deadline - P1D",
        "2018-03-24T01:30:00",
        "2018-03-25T01:30:00"
    )]
    // Clocks go back on 28 October 2018 at 3:00: 49 hours; and of a time that exists twice the first counts.
    [InlineData(
        "Europe/Zurich",
        "2018-09-01T09:00:00",
        "2018-10-29T00:00:00",
        "deadline - P2D",
        "2018-10-26T22:00:00",
        "2018-10-28T23:00:00"
    )]
    [InlineData(
        "Europe/Zurich",
        "2018-09-01T09:00:00",
        "2018-10-28T02:30:00",
        "deadline - P1D",
        "2018-10-27T00:30:00",
        "2018-10-28T00:30:00"
    )]
    // Half an hour forward, on the other side of the year: Lord Howe Island.
    [InlineData(
        "Australia/Lord_Howe",
        "2018-09-01T09:00:00",
        "2018-10-08T00:00:00",
        "deadline - P2D",
        "2018-10-05T13:30:00",
        "2018-10-07T13:00:00"
    )]
    // The leap day as a deadline, as the day of a reminder, and as the month's last day.
    [InlineData(
        "Europe/Zurich",
        "2020-01-10T09:00:00",
        "2020-02-29T12:00:00",
        "deadline - P1W",
        "2020-02-22T11:00:00",
        "2020-02-29T11:00:00"
    )]
    [InlineData(
        "Europe/Zurich",
        "2020-01-10T09:00:00",
        "2020-03-01T00:00:00",
        "deadline - P1D",
        "2020-02-28T23:00:00",
        "2020-02-29T23:00:00"
    )]
    [InlineData(
        "Europe/Zurich",
        "2020-01-31T09:00:00",
        "2020-03-31T00:00:00",
        "sending + P1M",
        "2020-02-29T08:00:00",
        "2020-03-30T22:00:00"
    )]
    [InlineData(
        "Europe/Zurich",
        "2019-01-31T09:00:00",
        "2019-03-31T00:00:00",
        "sending + P1M",
        "2019-02-28T08:00:00",
        "2019-03-30T23:00:00"
    )]
    // The year's end, in Geneva and where it comes first and last.
    [InlineData(
        "Europe/Zurich",
        "2018-12-01T09:00:00",
        "2019-01-01T00:00:00",
        "deadline - P1D",
        "2018-12-30T23:00:00",
        "2018-12-31T23:00:00"
    )]
    [InlineData(
        "Pacific/Kiritimati",
        "2018-12-01T09:00:00",
        "2019-01-01T00:00:00",
        "deadline - P1D",
        "2018-12-30T10:00:00",
        "2018-12-31T10:00:00"
    )]
    [InlineData(
        "Pacific/Pago_Pago",
        "2018-12-01T09:00:00",
        "2019-01-01T00:00:00",
        "deadline - P1D",
        "2018-12-31T11:00:00",
        "2019-01-01T11:00:00"
    )]
    public void A_reminder_and_the_deadline_come_when_the_wall_calendar_says(
        string zone,
        string sendAt,
        string deadline,
        string due,
        string reminderUtc,
        string deadlineUtc
    )
    {
        var plan = new Planner(Under(zone, sendAt, deadline, due), [], SendingPolicy.Default).For(Addressee);
        var turns = Live(plan);
        Assert.Equal(Utc(deadlineUtc), plan.Deadline);
        Assert.Equal(
            ["invitation", "reminder-1"],
            turns.Where(t => t.Decision.Letter is not null).Select(t => t.Decision.Letter!.Step.Value)
        );
        Assert.Equal(Utc(reminderUtc), turns.Single(t => t.Decision.Letter?.Kind == LetterKind.Reminder).At);
        Assert.Equal((Phase.Unanswered, Utc(deadlineUtc)), (turns[^1].Decision.Next.Phase, turns[^1].At));
    }

    [Theory]
    [InlineData("America/New_York", "2018-03-09T14:00:00", "2018-03-12T13:00:00")] // forward two weeks before Geneva
    [InlineData("Asia/Kathmandu", "2018-03-09T03:15:00", "2018-03-12T03:15:00")] // never
    [InlineData("America/Sao_Paulo", "2018-02-16T11:00:00", "2018-02-19T12:00:00")] // back, in February
    public void An_office_is_written_to_at_nine_by_its_own_clock_on_both_sides_of_its_own_change(
        string zone,
        string friday,
        string monday
    )
    {
        var window = new SendingWindow(new LocalTime(9, 0), new LocalTime(17, 0), new HashSet<LocalDate>());
        var office = DateTimeZoneProviders.Tzdb[zone];
        foreach (var morning in new[] { Utc(friday), Utc(monday) })
            Assert.Equal(
                morning,
                window.AtOrAfter(
                    morning.InZone(office).Date.AtStartOfDayInZone(office).ToInstant(),
                    office,
                    Weekend.SaturdaySunday
                )
            );
    }

    /// <summary>Without grace and without a window, so that everything is at its moment.</summary>
    private static Campaign Under(string zone, string sendAt, string deadline, string due) =>
        SampleCampaign.Folder.Campaign! with
        {
            Schedule = new Schedule(
                DateTimeZoneProviders.Tzdb[zone],
                Local(sendAt),
                Local(deadline),
                Period.Zero,
                [
                    new Step(new StepId("invitation"), LetterKind.Invitation, new Due(Anchor.Sending, Period.Zero)),
                    new Step(
                        new StepId("reminder-1"),
                        LetterKind.Reminder,
                        Due.TryParse(due, out var parsed) ? parsed : throw new FormatException(due)
                    ),
                ],
                Window: null
            ),
        };

    /// <summary>From wake-up to wake-up until nothing more can happen, every letter taken at once.</summary>
    private static List<(Instant At, Decision Decision)> Live(Plan plan)
    {
        var turns = new List<(Instant At, Decision Decision)>();
        var invitation = Invitation.For(SampleCampaign.Folder.Campaign!.Id, Addressee, plan);
        while (invitation.WakeAt is { } wakeAt && turns.Count < 10)
        {
            var decision = InvitationDecider.Decide(invitation, new Signal.WakeUp(), plan, wakeAt);
            turns.Add((wakeAt, decision));
            invitation = decision.Letter is { } letter
                ? InvitationDecider
                    .Decide(
                        decision.Next,
                        new Signal.Settled(letter.Step, letter.Edition, new SendOutcome.Accepted("m")),
                        plan,
                        wakeAt
                    )
                    .Next
                : decision.Next;
        }
        return turns;
    }

    private static LocalDateTime Local(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;

    private static Instant Utc(string text) => Local(text).InUtc().ToInstant();
}
