using System.Text;
using NodaTime;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>The positions of days and counts in the chart. The chart has two panels over one axis of days: the sum
/// above, the single days below.</summary>
internal sealed class ChartGeometry
{
    public const int Width = 920;
    public const int Height = 330;
    public const int Left = 56;
    public const int Right = Width - 16;

    /// <summary>The base line of the lower panel.</summary>
    public const int Base = Height - 28;

    private const int SumTop = 52;
    private const int SumBase = 220;
    private const int DaysHeight = 62;

    /// <summary>The least number of days of the axis, so that the first day of a campaign does not fill it.</summary>
    private const int MinDays = 7;

    private readonly DashboardModel model;
    private readonly double days;
    private readonly long max;
    private readonly long busiest;

    public ChartGeometry(DashboardModel model)
    {
        this.model = model;
        var letters = model.Moments.Select(m => m.At.InZone(model.Zone).Date).ToList();
        var answers = model.AnswersByDay.Select(d => d.Day).ToList();
        First = letters.Concat(answers).DefaultIfEmpty(model.Today).Min();
        Last = answers
            .Append(model.Campaign.Planner.Schedule.Deadline.Date)
            .Append(First.PlusDays(MinDays - 1))
            .Concat(letters.Where(d => d <= model.Today))
            .Max();
        days = Period.DaysBetween(First, Last) + 1;
        busiest = Math.Max(1, model.AnswersByDay.Select(d => d.Answers).DefaultIfEmpty(1).Max());
        max = Math.Max(1, model.Tally.Invitees);
    }

    public LocalDate First { get; }

    public LocalDate Last { get; }

    public double DayWidth => Math.Max(1.5, ((Right - Left) / days) - 1);

    /// <summary>Three or four round numbers up to the number of invitees.</summary>
    public IEnumerable<long> Ticks
    {
        get
        {
            var step = Step(max / 4.0);
            for (var tick = 0L; tick <= max; tick += step)
                yield return tick;
        }
    }

    /// <summary>The labels of the axis: the first day, and the first day of each month where there is room.</summary>
    public IEnumerable<LocalDate> Months
    {
        get
        {
            yield return First;
            var step = Math.Max(1, (int)Math.Ceiling(days / 30 / 6));
            for (
                var month = new LocalDate(First.Year, First.Month, 1).PlusMonths(1);
                month <= Last;
                month = month.PlusMonths(step)
            )
                if (X(month) - Left > 140 && Right - X(month) > 50)
                    yield return month;
        }
    }

    /// <summary>The marks of the letters and of the deadline. Two rows have room for neighbours; what does not fit
    /// joins the mark before it, which then has the numbers of all of them.</summary>
    public IReadOnlyList<ChartMark> Marks
    {
        get
        {
            var marks = new List<ChartMark>();
            foreach (var (moment, i) in model.Moments.Select((m, i) => (m, i)))
            {
                var day = moment.At.InZone(model.Zone).Date;
                if (day > Last)
                    continue;
                var mark = new ChartMark(i + 1, i + 1, X(day), 0, moment.Step is null);
                if (marks is [.., var last] && last.IsDeadline == mark.IsDeadline && last.Covers(mark))
                    marks[^1] = last with { To = mark.To };
                else if (!marks.Exists(m => m.Row == 0 && m.Covers(mark)))
                    marks.Add(mark);
                else if (!marks.Exists(m => m.Row == 1 && m.Covers(mark)))
                    marks.Add(mark with { Row = 1 });
                else
                    marks[^1] = marks[^1] with { To = mark.To, IsDeadline = marks[^1].IsDeadline || mark.IsDeadline };
            }
            return marks;
        }
    }

    public string Curve
    {
        get
        {
            var path = new StringBuilder().Append('M').Append(Svg.Number(Left)).Append(' ').Append(Svg.Number(Y(0)));
            var sum = 0L;
            foreach (var (day, answers) in model.AnswersByDay)
                path.Append('H').Append(Svg.Number(X(day))).Append('V').Append(Svg.Number(Y(sum += answers)));
            var end = model.Today < Last ? model.Today : Last;
            if (model.AnswersByDay is [.., var last] && end >= last.Day)
                path.Append('H').Append(Svg.Number(X(end.PlusDays(1))));
            return path.ToString();
        }
    }

    public string Area => $"{Curve}V{Svg.Number(Y(0))}Z";

    public double X(LocalDate day) => Left + ((Right - Left) * Period.DaysBetween(First, day) / days);

    public double Y(long sum) => SumBase - ((double)(SumBase - SumTop) * sum / max);

    public double DayTop(long answers) => Base - ((double)DaysHeight * answers / busiest);

    /// <summary>The least of 1, 2, 5, 10, 20, 50, ... that is not less than the argument.</summary>
    private static long Step(double least)
    {
        for (var power = 1L; ; power *= 10)
            foreach (var factor in new[] { 1, 2, 5 })
                if (factor * power >= least)
                    return factor * power;
    }
}
