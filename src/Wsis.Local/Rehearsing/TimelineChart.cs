using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Rehearsing;

/// <summary>Draws the letters of each day as an inline SVG. A table below it has the same numbers.</summary>
internal static class TimelineChart
{
    private const int Width = 960;
    private const int Height = 220;
    private const int Foot = 40;

    private static readonly string[] Colours = ["#0b4f8a", "#2f7d4f", "#a05a00", "#8a1f4d", "#5b4b9a", "#3d6b75"];

    public static string Draw(Campaign campaign, IReadOnlyCollection<RehearsedLetter> letters)
    {
        if (letters.Count == 0)
            return "";
        var days = Timeline.ByDay(campaign, letters).ToList();
        var steps = campaign.Schedule.Steps.Select(s => s.Id.Value).ToList();
        var first = days[0].Key.Day;
        var last = days[^1].Key.Day;
        var max = days.GroupBy(d => d.Key.Day).Max(g => g.Sum(d => d.Count()));
        var width = (double)Width / (Period.DaysBetween(first, last) + 1);
        var barWidth = Math.Max(2, width * .8);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<figure><svg viewBox=\"0 0 {Width} {Height + Foot}\" role=\"img\" aria-label=\"Letters a day\">"
        );
        foreach (var day in days.GroupBy(d => d.Key.Day))
        {
            var x = Period.DaysBetween(first, day.Key) * width;
            double y = Height;
            foreach (var bar in day.OrderBy(b => steps.IndexOf(b.Key.Step)))
            {
                var height = Math.Max(2, bar.Count() * (Height - 20.0) / max);
                y -= height;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{barWidth:0.#}\" height=\"{height:0.#}\" "
                );
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"fill=\"{Colour(steps, bar.Key.Step)}\"><title>{day.Key:d MMM uuuu}: {E(bar.Key.Step)} "
                );
                svg.Append(CultureInfo.InvariantCulture, $"{bar.Count()}</title></rect>");
            }
        }
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"0\" x2=\"{Width}\" y1=\"{Height}\" y2=\"{Height}\" stroke=\"#8a93a0\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"0\" y=\"{Height + 25}\" font-size=\"16\">{first:d MMM uuuu}</text>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Width}\" y=\"{Height + 25}\" font-size=\"16\" text-anchor=\"end\">{last:d MMM uuuu}</text>"
        );
        svg.Append("</svg>");
        svg.Append("<figcaption>")
            .AppendJoin(" · ", steps.Select(s => $"<span style=\"color:{Colour(steps, s)}\">■</span> {E(s)}"))
            .Append("</figcaption></figure>");
        svg.Append(
            "<details><summary>The same as a table</summary><table><tr><th>day</th><th>letter</th><th>number</th></tr>"
        );
        foreach (var day in days)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{day.Key.Day:uuuu-MM-dd}</td><td>{E(day.Key.Step)}</td><td>{day.Count()}</td></tr>"
            );
        return svg.Append("</table></details>\n").ToString();
    }

    private static string Colour(List<string> steps, string step) =>
        Colours[Math.Max(0, steps.IndexOf(step)) % Colours.Length];

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
