using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Statements;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the days of policy statements and their order.</summary>
internal static class StatementReader
{
    public static IReadOnlyList<StatementDay> ReadDays(JsonFields fields, Event? campaignEvent)
    {
        var days = fields.Objects("statements", ReadDay, required: false);
        if (campaignEvent is not null)
            foreach (var day in days.Where(s => s.Day < campaignEvent.From || s.Day > campaignEvent.To))
                fields.Report(fields.LineOf("statements"), "statements", new ProblemReason.DayOutsideEvent(day.Day));
        return days;
    }

    private static StatementDay? ReadDay(JsonFields fields) =>
        (
            FactParsers.ReadDate(fields, "day"),
            fields.WholeNumber("capacity", 1, 10_000),
            fields.Object("hours", ReadHours, required: false)
        )
            is ({ } day, { } capacity, var hours)
            ? new StatementDay(day, capacity, hours)
            : null;

    public static StatementRule? ReadOrder(JsonFields fields)
    {
        var by = fields.Parsed<string?>("by", FactParsers.TryOrder, ValueForm.StatementOrder);
        var seed = fields.Text("seed", required: false, max: 100);
        if (by == "lot" && seed is null)
            fields.Report(fields.LineOf("by"), "seed", new ProblemReason.SeedMissing());
        return (by, seed) switch
        {
            ("acceptance", _) => new StatementRule.Acceptance(),
            ("alphabetical-french", _) => new StatementRule.AlphabeticalFrench(),
            ("lot", { } text) => new StatementRule.Lot(text),
            _ => null,
        };
    }

    private static Hours? ReadHours(JsonFields fields)
    {
        var from = fields.Parsed<LocalTime?>("from", FactParsers.TryTime, ValueForm.Time);
        var to = fields.Parsed<LocalTime?>("to", FactParsers.TryTime, ValueForm.Time);
        if (to <= from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndNotAfterStart());
        return from is null || to is null ? null : new Hours(from.Value, to.Value);
    }
}
