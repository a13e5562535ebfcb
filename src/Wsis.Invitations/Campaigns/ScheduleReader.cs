using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the dates, the steps and the sending window of a campaign.</summary>
internal static class ScheduleReader
{
    /// <summary>Every step is a dispatch in each invitation's row.</summary>
    private const int MaxSteps = 20;

    private static readonly string[] ReservedSteps =
    [
        "acknowledgement-",
        "extension-",
        "reminder-extra-",
        "withdrawal",
    ];

    public static Schedule? Read(JsonFields fields, Event? campaignEvent)
    {
        var zone = fields.Parsed<DateTimeZone?>("zone", FactParsers.TryZone, ValueForm.Zone);
        var sendAt = ReadLocal(fields, "sendAt");
        var deadline = ReadLocal(fields, "deadline");
        var grace =
            fields.Parsed<Period?>("grace", FactParsers.TryPeriod, ValueForm.Period, required: false) ?? Period.Zero;
        var steps = fields.Objects("steps", ReadStep);
        var window = fields.Object("window", ReadWindow, required: false);
        CheckSteps(fields, steps);
        if (zone is null || sendAt is null || deadline is null)
            return null;

        var schedule = new Schedule(zone, sendAt.Value, deadline.Value, grace, steps, window);
        CheckDates(fields, schedule, campaignEvent);
        if (campaignEvent is not null)
            CheckMoments(fields, schedule, campaignEvent);
        return schedule;
    }

    private static void CheckDates(JsonFields fields, Schedule schedule, Event? campaignEvent)
    {
        var zone = schedule.Zone;
        var sendAt = schedule.SendAt;
        var deadline = schedule.Deadline;
        foreach (var (name, moment) in new[] { ("sendAt", sendAt), ("deadline", deadline) })
            if (zone.MapLocal(moment).Count == 0)
                fields.Report(fields.LineOf(name), name, new ProblemReason.NoSuchTime(zone.Id));
        if (deadline <= sendAt)
            fields.Report(fields.LineOf("deadline"), "deadline", new ProblemReason.NotAfterSending());
        if (campaignEvent is not null && deadline.Date > campaignEvent.To)
            fields.Report(fields.LineOf("deadline"), "deadline", new ProblemReason.AfterEvent());
    }

    private static void CheckSteps(JsonFields fields, IReadOnlyList<Step> steps)
    {
        var line = fields.LineOf("steps");
        if (steps.Count(s => s.Kind == LetterKind.Invitation) != 1)
            fields.Report(line, "steps", new ProblemReason.NotOneInvitation());
        foreach (var twice in steps.GroupBy(s => s.Id).Where(g => g.Count() > 1))
            fields.Report(line, "steps", new ProblemReason.ValueTwice($"{twice.Key}"));
        foreach (
            var reserved in steps.Where(s => ReservedSteps.Any(r => s.Id.Value.StartsWith(r, StringComparison.Ordinal)))
        )
            fields.Report(
                line,
                "steps",
                new ProblemReason.ReservedStep(reserved.Id.Value, string.Join(", ", ReservedSteps))
            );
        if (steps.Count > MaxSteps)
            fields.Report(line, "steps", new ProblemReason.TooManyValues(steps.Count, MaxSteps));
    }

    private static void CheckMoments(JsonFields fields, Schedule schedule, Event campaignEvent)
    {
        var line = fields.LineOf("steps");
        foreach (var step in schedule.Steps)
        {
            var due = schedule.LocalDue(step, campaignEvent);
            if (step.Kind is LetterKind.Invitation or LetterKind.Reminder && due >= schedule.Deadline)
                Report(new ProblemReason.DueAfterDeadline(step.Id.Value, due));
            if (step.Kind == LetterKind.Reminder && due < schedule.SendAt)
                Report(new ProblemReason.DueBeforeInvitation(step.Id.Value, due));
            if (step.Kind == LetterKind.Briefing && due.Date > campaignEvent.To)
                Report(new ProblemReason.DueAfterEvent(step.Id.Value, due));
        }

        void Report(ProblemReason reason) => fields.Report(line, "steps", reason);
    }

    private static Step? ReadStep(JsonFields fields)
    {
        var id = fields.Parsed<StepId?>("id", FactParsers.TryStep, ValueForm.StepId);
        var kind = fields.Parsed<LetterKind?>("kind", FactParsers.TryKind, ValueForm.LetterKind);
        var due = fields.Parsed<Due?>("due", FactParsers.TryDue, ValueForm.Due);
        var pdf = fields.Flag("pdf", otherwise: false);
        return id is null || kind is null || due is null ? null : new Step(id.Value, kind.Value, due, pdf);
    }

    private static SendingWindow? ReadWindow(JsonFields fields)
    {
        var from = fields.Parsed<LocalTime?>("from", FactParsers.TryTime, ValueForm.Time);
        var to = fields.Parsed<LocalTime?>("to", FactParsers.TryTime, ValueForm.Time);
        var holidays = fields.Values<LocalDate>("holidays", FactParsers.TryDate, ValueForm.Date);
        if (from is null || to is null)
            return null;
        if (to <= from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndNotAfterStart());
        return new SendingWindow(from.Value, to.Value, holidays.ToHashSet());
    }

    private static LocalDateTime? ReadLocal(JsonFields fields, string name) =>
        fields.Parsed<LocalDateTime?>(name, FactParsers.TryLocal, ValueForm.LocalDateTime);
}
