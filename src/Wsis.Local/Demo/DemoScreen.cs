using System.Globalization;
using NodaTime;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Demo;

/// <summary>Draws the progress of the demo: the date, the phases of the invitations, and the numbers of letters and
/// answers.</summary>
internal static class DemoScreen
{
    private static readonly (Phase Phase, Color Color)[] Phases =
    [
        (Phase.Scheduled, Color.Grey),
        (Phase.Awaiting, Color.Yellow),
        (Phase.Answered, Color.Green),
        (Phase.Unanswered, Color.Orange3),
        (Phase.Undeliverable, Color.Red),
        (Phase.Withdrawn, Color.Grey50),
    ];

    public static IRenderable Draw(string title, Instant now, DateTimeZone zone, double done, Tally tally)
    {
        var chart = new BreakdownChart().Width(80);
        foreach (var (phase, color) in Phases.Where(p => tally.In(p.Phase) > 0))
            chart.AddItem(phase.ToString(), tally.In(phase), color);
        return new Panel(
            new Rows(
                new Markup($"[bold]{Date(now, zone)}[/]  {Bar(done)}"),
                new Text(""),
                tally.Invitees == 0 ? new Text("Importing invitees") : chart,
                new Text(""),
                new Columns(
                    Table("Letters", tally.Group("letter")),
                    Table(
                        "Answers",
                        [.. tally.Group("answer"), ("late among these", tally.Late), ("all replies", tally["replies"])]
                    )
                )
            )
        )
        {
            Header = new PanelHeader($" {Markup.Escape(title)} "),
            Padding = new Padding(2, 1),
        };
    }

    public static string Line(Instant now, DateTimeZone zone, Tally tally) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Date(now, zone)}  awaiting {tally.In(Phase.Awaiting), 3}  answered {tally.In(Phase.Answered), 3}  "
                + $"unanswered {tally.In(Phase.Unanswered), 3}  undeliverable {tally.In(Phase.Undeliverable), 2}  "
                + $"letters {tally.Group("letter").Sum(g => g.Count), 4}  replies {tally["replies"], 3}"
        );

    private static string Date(Instant now, DateTimeZone zone) =>
        now.InZone(zone).ToString("ddd d MMMM uuuu HH':'mm", CultureInfo.InvariantCulture);

    private static string Bar(double done)
    {
        const int width = 50;
        var full = (int)(Math.Clamp(done, 0, 1) * width);
        return $"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/]";
    }

    private static Table Table(string title, IEnumerable<(string Name, long Count)> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(title).AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in rows)
            table.AddRow(Markup.Escape(name), count.ToString(CultureInfo.InvariantCulture));
        return table;
    }
}
